"""What a number format of XLSX shows of a number; read once for each style, and not for each cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What is shown as it stands: quoted, escaped, conditions and colours, and widths.
_AS_IT_STANDS = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|\*.')
_FIRST_PART = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)')


@dataclass(frozen=True)
class NumberFormat:
    """Of its part for numbers above zero: per cent, or a date with its day, month or year; and the words it adds."""

    percentage: bool = False
    day: bool = False
    month: bool = False
    year: bool = False
    words: str = ""

    @classmethod
    def of(cls, code: str) -> NumberFormat:
        """As the code of a format says it."""
        shown = _AS_IT_STANDS.sub("", code.split(";")[0]).lower()
        return cls("%" in shown, "d" in shown, "m" in shown, "y" in shown, _words_of(code))


def _words_of(code: str) -> str:
    first = _FIRST_PART.match(code)
    return "".join("".join(found) for found in _LITERAL.findall(first.group() if first else ""))
