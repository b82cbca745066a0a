"""How a sentence begins."""

import pytest

from metrics.text.phrases import upper_first


@pytest.mark.parametrize(
    ("text", "begun"), [("geheim of onbekend bij CBS", "Geheim of onbekend bij CBS"), ("2025", "2025"), ("", "")]
)
def test_only_the_first_letter_changes(text: str, begun: str) -> None:
    assert upper_first(text) == begun
