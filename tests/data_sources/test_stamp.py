"""What CBS says of a table's change, and that it has stopped one."""

import pytest

from data_sources.stamp import Stamp


@pytest.mark.parametrize(
    ("stamp", "discontinued"),
    [
        (Stamp(output_status="Regulier", reason_delivery="Actualisering", frequency="Perhalfjaar"), False),
        (Stamp(output_status="Gediscontinueerd"), True),
        (Stamp(output_status="gediscontinueerd "), True),
        (Stamp(reason_delivery="Stopgezet"), True),
        (Stamp(output_status="Regulier", frequency="Stop gezet"), True),
        (Stamp(), False),
    ],
)  # fmt: skip
def test_a_table_is_stopped_when_cbs_says_so_in_any_of_three_places(stamp: Stamp, discontinued: bool) -> None:
    assert stamp.discontinued is discontinued


def test_a_stamp_is_kept_and_read_back() -> None:
    stamp = Stamp.of_info({"Modified": "2026-04-30T02:00:00", "OutputStatus": "Regulier", "Frequency": None})
    assert Stamp.read(stamp.record()) == stamp == Stamp(modified="2026-04-30T02:00:00", output_status="Regulier")
    assert Stamp.read(None) is None
