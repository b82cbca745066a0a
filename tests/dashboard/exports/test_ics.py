"""The calendar as a strict reader of RFC 5545 takes it."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.ics import escape, fold, milestones_ics
from data_sources.pilots.entries import Entry, build_ledger
from tests.dashboard.ledger_rows import document, milestone, small_ledger

_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[A-Z]+)*):(.*)", re.DOTALL)
_UNESCAPED = re.compile(r"\\(.)", re.DOTALL)

Event = dict[str, str]


def _ics(entries: Sequence[Entry], *, fictional: bool = False) -> bytes:
    ledger = build_ledger(entries)
    return milestones_ics(ledger.milestones, ledger.documents, known="Alles wat bekend is.", fictional=fictional)


def _lines(data: bytes) -> list[str]:
    """The content lines, unfolded; every line ends in CRLF and is at most 75 octets."""
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()
    return re.sub(r"\r\n ", "", data.decode())[:-2].split("\r\n")


def _unescape(text: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", text), text
    return _UNESCAPED.sub(lambda match: {"n": "\n", "N": "\n"}.get(match[1], match[1]), text)


def _read(data: bytes) -> tuple[Event, list[Event]]:
    """The calendar's own properties, and its events."""
    calendar: Event = {}
    events: list[Event] = []
    inside: list[str] = []
    for line in _lines(data):
        match = _LINE.fullmatch(line)
        assert match, line
        name, _, value = match.groups()
        if name == "BEGIN":
            inside.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        else:
            target = events[-1] if inside == ["VCALENDAR", "VEVENT"] else calendar
            assert name not in target
            target[name] = _unescape(value)
    assert inside == []
    return calendar, events


def _only(*, moment: str, certainty: str = "verwacht", title: str = "Iets", **texts: str) -> Event:
    _, (event,) = _read(_ics([document("L26"), milestone("iets", title, moment, certainty, **texts)]))
    return event


def test_an_event_spans_the_band_and_its_end_is_the_first_day_after_it() -> None:
    event = _only(moment="medio 2027", title="Landelijke inzet Slachtofferdevice")
    assert event["SUMMARY"] == "Landelijke inzet Slachtofferdevice (medio 2027)"
    assert (event["DTSTART"], event["DTEND"]) == ("20270601", "20270801")
    assert (event["STATUS"], event["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert b"DTSTART;VALUE=DATE:20270601\r\n" in _ics([document("L26"), milestone("iets", "Iets", "medio 2027")])


def test_a_day_is_one_day_without_brackets_or_convention() -> None:
    event = _only(moment="28 mei 2026", certainty="gerealiseerd", title="Commissiedebat")
    assert (event["SUMMARY"], event["DTSTART"], event["DTEND"]) == ("Commissiedebat", "20260528", "20260529")
    assert event["STATUS"] == "CONFIRMED"
    assert "afspraak" not in event["DESCRIPTION"]


def test_the_description_says_how_certain_what_is_ours_and_where_it_stood() -> None:
    event = _only(moment="zomer 2026", certainty="gepland", reference="toezegging 28 januari 2026")
    assert event["DESCRIPTION"].split("\n") == [
        "Zekerheid: gepland.",
        "Moment: zomer 2026. Dat het hier 21 juni tot en met 22 september 2026 beslaat, is een afspraak van deze site.",
        "Passage: “Zo staat het er.”",
        "Verwijzing: toezegging 28 januari 2026.",
        "Bron: Voortgangsbrief geweld, onderdeel n (juli 2026, afgeleid uit de tekst).",
    ]


def test_the_stamp_is_the_day_of_the_document_so_the_bytes_stay_the_same() -> None:
    event = _only(moment="medio 2027")
    assert (event["DTSTAMP"], event["UID"]) == ("20260731T000000Z", "mijlpaal-iets@veilig-thuis-in-cijfers")
    assert _ics(small_ledger()) == _ics(small_ledger())


def test_a_milestone_without_days_is_left_out_and_that_is_said() -> None:
    calendar, events = _read(_ics(small_ledger()))
    assert len(events) == len({event["UID"] for event in events}) == 5
    assert calendar["X-WR-CALDESC"] == "Alles wat bekend is. Eén mijlpaal zonder begin- en einddag staat er niet in."
    before, _ = _read(_ics([document("L26"), *(milestone(word, word, word) for word in ("vóór 2026", "zonder datum"))]))
    assert "2 mijlpalen zonder begin- en einddag staan er niet in." in before["X-WR-CALDESC"]
    assert (before["VERSION"], before["CALSCALE"], "PRODID" in before) == ("2.0", "GREGORIAN", True)


def test_fiction_says_so_in_the_calendar_and_in_every_event() -> None:
    calendar, events = _read(_ics(small_ledger(), fictional=True))
    assert calendar["X-WR-CALNAME"].startswith("FICTIEF: ")
    assert all(event["SUMMARY"].startswith("FICTIEF: ") for event in events)


def test_what_would_end_a_value_is_escaped() -> None:
    title = "A; B, C\\D: \"E\" 'en zo voort'"
    assert _only(moment="28 mei 2026", title=title)["SUMMARY"] == title
    assert escape("een\ntwee\r\ndrie;,\\") == "een\\ntwee\\ndrie\\;\\,\\\\"


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_any_text_is_folded_between_characters_and_comes_back(text: str) -> None:
    lines = list(fold(f"SUMMARY:{escape(text)}"))
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    joined = lines[0] + "".join(line[1:] for line in lines[1:])
    assert _unescape(joined.removeprefix("SUMMARY:")) == text
