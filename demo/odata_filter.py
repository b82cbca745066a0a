"""The part of OData v3's $filter that works at CBS: eq, ne, ge, le, and, or, parentheses and three text functions.

Text is compared exactly, padding and case included. Everything else raises FilterError.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

Row = Mapping[str, object]
Test = Callable[[Row], bool]
Value = Callable[[Row], object]

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|-?\d+(?:\.\d+)?(?![\w.])|[A-Za-z_]\w*|[(),])")
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "ne": operator.ne, "ge": operator.ge, "le": operator.le,
}  # fmt: skip
_WORDS = (*_COMPARISONS, "and", "or")
_MOST_NESTED = 50


class FilterError(ValueError):
    """The filter cannot be read, or compares what cannot be compared."""


def compile_filter(text: str, *, fields: Collection[str]) -> Test:
    """A test for one row. Raises FilterError on syntax and on a field that is not among ``fields``.

    The test itself raises FilterError where text is compared with a number.
    """
    parser = _Parser(_tokens(text), fields)
    test = parser.either()
    parser.expect_end()
    return test


def _tokens(text: str) -> list[str]:
    found, position, end = [], 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if not match:
            raise FilterError(f"unreadable from: {text[position:]}")
        found.append(match[1])
        position = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[str], fields: Collection[str]) -> None:
        self._tokens = tokens
        self._fields = fields
        self._at = 0
        self._depth = 0

    def either(self) -> Test:
        tests = [self._both()]
        while self._accept("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)

    def expect_end(self) -> None:
        if self._at < len(self._tokens):
            raise FilterError(f"not expected: {self._tokens[self._at]}")

    def _both(self) -> Test:
        tests = [self._single()]
        while self._accept("and"):
            tests.append(self._single())
        return tests[0] if len(tests) == 1 else lambda row: all(test(row) for test in tests)

    def _single(self) -> Test:
        if self._accept("("):
            self._depth += 1
            if self._depth > _MOST_NESTED:
                raise FilterError("nested too deeply")
            test = self.either()
            self._expect(")")
            self._depth -= 1
            return test
        if self._calls("startswith"):
            text, start = self._arguments(2)
            return lambda row: _text(text(row)).startswith(_text(start(row)))
        if self._calls("substringof"):
            part, whole = self._arguments(2)
            return lambda row: _text(part(row)) in _text(whole(row))
        left, comparison, right = self._value(), self._next(), self._value()
        if comparison not in _COMPARISONS:
            raise FilterError(f"not a comparison: {comparison}")
        return lambda row: _compare(left(row), comparison, right(row))

    def _value(self) -> Value:
        if self._calls("substring"):
            return self._substring()
        token = self._next()
        if token.startswith("'"):
            text = token[1:-1].replace("''", "'")
            return lambda row: text
        if token[0].isdigit() or token[0] == "-":
            number = float(token)
            return lambda row: number
        if token in _WORDS or token not in self._fields:
            raise FilterError(f"not a field: {token}")
        return lambda row: row.get(token)

    def _substring(self) -> Value:
        """substring(text, start[, length]), counted from 0."""
        text, start, *length = self._arguments(2, 3)

        def part(row: Row) -> str:
            first = _whole(start(row))
            return _text(text(row))[first : first + _whole(length[0](row)) if length else None]

        return part

    def _arguments(self, *allowed: int) -> list[Value]:
        """What stands between the parentheses after a function name."""
        name = self._next()
        self._expect("(")
        values = [self._value()]
        while self._accept(","):
            values.append(self._value())
        self._expect(")")
        if len(values) not in allowed:
            raise FilterError(f"{name} with {len(values)} arguments")
        return values

    def _calls(self, name: str) -> bool:
        return self._tokens[self._at : self._at + 2] == [name, "("]

    def _accept(self, token: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == token:
            self._at += 1
            return True
        return False

    def _expect(self, token: str) -> None:
        if not self._accept(token):
            raise FilterError(f"expected: {token}")

    def _next(self) -> str:
        if self._at == len(self._tokens):
            raise FilterError("breaks off")
        self._at += 1
        return self._tokens[self._at - 1]


def _compare(left: object, comparison: str, right: object) -> bool:
    """As in OData, null is unequal to everything and neither larger nor smaller."""
    if left is None or right is None:
        return comparison == "ne"
    if _kind(left) == _kind(right) != "other":
        return _COMPARISONS[comparison](left, right)
    raise FilterError(f"{left!r} and {right!r} cannot be compared")


def _kind(value: object) -> str:
    if isinstance(value, str):
        return "text"
    # In Python True is a number as well; in OData it is not.
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else "other"


def _whole(value: object) -> int:
    if not isinstance(value, float) or value < 0 or value != int(value):
        raise FilterError(f"not a whole number from 0 on: {value!r}")
    return int(value)


def _text(value: object) -> str:
    """A text, or an empty one where the row has none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FilterError(f"not a text: {value!r}")
    return value
