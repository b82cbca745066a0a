"""How a sentence begins, and goes on within another."""

import pytest

from metrics.text.phrases import lower_first, upper_first


@pytest.mark.parametrize(
    ("text", "begun"), [("geheim of onbekend bij CBS", "Geheim of onbekend bij CBS"), ("2025", "2025"), ("", "")]
)
def test_only_the_first_letter_changes(text: str, begun: str) -> None:
    assert upper_first(text) == begun


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Geheim of onbekend bij CBS", "geheim of onbekend bij CBS"), ("CBS geeft het niet", "CBS geeft het niet"),
        ("Veilig Thuis als melder", "Veilig Thuis als melder"), ("2025", "2025"), ("", ""),
    ],
)  # fmt: skip
def test_within_a_sentence_only_names_and_abbreviations_keep_their_capital(text: str, within: str) -> None:
    assert lower_first(text) == within
