"""$filter as CBS understands it: which rows it lets through, and what it refuses."""

from __future__ import annotations

import pytest

from demo.odata_filter import FilterError, compile_filter

ROWS: list[dict[str, object]] = [
    {"RegioS": "NL01  ", "Perioden": "2024JJ00", "A_1": 100, "Naam": "Nederland"},
    {"RegioS": "GM0511", "Perioden": "2025HJ01", "A_1": None, "Naam": "'s-Gagelhage"},
    {"RegioS": "GM0512", "Perioden": "2025JJ00", "A_1": 12.5, "Naam": None},
]


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("RegioS eq 'NL01  '", [0]),
        ("RegioS eq 'NL01'", []),
        ("RegioS eq 'gm0511'", []),
        ("RegioS ne 'NL01  '", [1, 2]),
        ("Perioden ge '2025HJ01'", [1, 2]),
        ("Perioden le '2025HJ01'", [0, 1]),
        ("'2025HJ01' le Perioden", [1, 2]),
        ("A_1 ge 12.5", [0, 2]),
        ("A_1 eq 100", [0]),
        ("A_1 ne 100", [1, 2]),
        ("Naam eq '''s-Gagelhage'", [1]),
        ("startswith(RegioS,'GM')", [1, 2]),
        ("substringof('JJ',Perioden)", [0, 2]),
        ("substring(RegioS,0,5) eq 'GM051'", [1, 2]),
        ("substring(RegioS, 5) eq '2'", [2]),
        ("startswith(substring(Perioden,4),'HJ')", [1]),
        ("RegioS eq 'NL01  ' or RegioS eq 'GM0511' and Perioden eq '2024JJ00'", [0]),
        ("(RegioS eq 'NL01  ' or RegioS eq 'GM0511') and Perioden eq '2025HJ01'", [1]),
        ("((RegioS eq 'GM0511')) and ((Perioden eq '2025HJ01')) ", [1]),
        ("startswith(Naam,'N')", [0]),
    ],
)
def test_a_filter_accepts(text: str, accepted: list[int]) -> None:
    test = compile_filter(text, fields=ROWS[0].keys())
    assert [number for number, row in enumerate(ROWS) if test(row)] == accepted


@pytest.mark.parametrize(
    "text",
    [
        "", "RegioS", "RegioS eq", "RegioS eq 'NL01", "RegioS = 'NL01  '", "RegioS gt 'NL01  '", "not RegioS eq 'x'",
        "Regios eq 'NL01  '", "RegioS eq 'a' Perioden eq 'b'", "RegioS eq 'a' and", "(RegioS eq 'a'", "RegioS eq 'a')",
        "endswith(RegioS,'1')", "startswith(RegioS)", "startswith(RegioS,'a','b')", "substring(RegioS,-1) eq 'x'",
        "substring(RegioS,0,5)", "RegioS eq 5", "A_1 eq '100'", "startswith(A_1,'1')", "A_1 add 1 eq 2",
        "(" * 60 + "RegioS eq 'a'" + ")" * 60,
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(FilterError):
        list(filter(compile_filter(text, fields=ROWS[0].keys()), ROWS))
