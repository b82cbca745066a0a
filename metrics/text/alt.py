"""Alt text: a chart in some short sentences, for who does not see it; the whole stands in its description."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metrics.text.phrases import lower_first, upper_first

# More is tiring to hear at a stretch; it is cut between sentences.
MOST_CHARACTERS = 380
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9'‘])")
# How the description of a series begins: its name, and the periods that the selection gives already.
_SERIES = re.compile(r"(?P<name>.+?), van (het \w+ \w+ van )?\d{4} tot en met (het \w+ \w+ van )?\d{4}\.")
_ORDINALS = {"eerste": "1e", "tweede": "2e", "derde": "3e", "vierde": "4e"}
_PERIOD = re.compile(rf"het ({'|'.join(_ORDINALS)}) (halfjaar|kwartaal) van (\d{{4}})")
_SHORTER = (("Het eerste bekende cijfer is ", "eerste cijfer "), ("; het laatste ", "; laatste "),
            (", het laatste ", ", laatste "), ("Het laatste: ", "laatste "))  # fmt: skip


def alt_text(kind: str, title: str, selection: str, description: Sequence[str]) -> str:
    """Kind, subject and selection, then as many sentences of the description as there is room for: the first of each
    part of it, then the second ones. What rounding cannot carry, the description has left out already.

    ``selection``: region and periods, '' where the title says them.
    """
    subject = title.rstrip(".").removesuffix(f": {lower_first(kind)}")
    chosen = "" if selection in title else f" {upper_first(selection.rstrip('.'))}."
    said = f"{kind}: {subject}.{chosen}"
    parts = [_told(text, title) for text in description]
    in_turn = [part[n] for n in range(max(map(len, parts), default=0)) for part in parts if n < len(part)]
    for sentence in in_turn:
        if len(said) + 1 + len(sentence) > MOST_CHARACTERS:
            break
        said = f"{said} {sentence}"
    return said


def _told(text: str, title: str) -> list[str]:
    """The sentences of a part, short; of a series without its periods, and its measure where the title has that."""
    sentences = _END.split(_PERIOD.sub(_short_period, text.strip()))
    series = _SERIES.fullmatch(_END.split(text.strip())[0])
    if series is None or len(sentences) == 1:
        return [sentence for sentence in sentences if sentence]
    name, _, measure = series["name"].partition(", ")
    name = name if not measure or measure in title else series["name"]
    first, *rest = sentences[1:]
    for long, short in _SHORTER:
        first = first.replace(long, short)
    return [f"{name}: {first}", *(f"{name}: {lower_first(sentence)}" for sentence in rest)]


def _short_period(found: re.Match[str]) -> str:
    return f"{_ORDINALS[found[1]]} {found[2]} {found[3]}"
