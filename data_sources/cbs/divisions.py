"""A fetched edition of 'Gebieden in Nederland' turned into divisions: columns by their titles, never by key. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from data_sources.cbs.rows import Row
from data_sources.cbs.tables import Feed
from data_sources.divisions import (
    KINDS,
    OPTIONAL_KINDS,
    PROVINCIE,
    VEILIG_THUIS,
    Division,
    Edition,
    Municipality,
)
from data_sources.errors import SourceUnreadable, TableRejected
from data_sources.findings import warnings_of

# What the title of every edition begins with, as CBS's catalogue is asked for it.
EDITIONS = "Gebieden in Nederland"

# The titles of the groups, letters only: an apostrophe or a bracket more does not make another group.
_GROUPS = {
    "politieregio": ("politieregionaleeenheden", "regionaleeenhedenpolitie", "regionaleeenheden", "politieregios"),
    "arrondissement": ("arrondissementenrechtsgebieden", "arrondissementen"),
    "veiligheidsregio": ("veiligheidsregios",),
    VEILIG_THUIS: ("veiligthuisregios", "regiosveiligthuis", "veiligthuis"),
    PROVINCIE: ("provincies",),
}
_NAMES = ("codesennamenvangemeenten",)
_MUNICIPALITY = re.compile(r"GM[0-9]{4}")
_KEEP = "De oude indeling blijft staan."


def edition_year(title: object) -> int | None:
    """The year of an edition; None for the title of any other table."""
    match = re.fullmatch(rf"{EDITIONS.lower()} ([0-9]{{4}})", " ".join(str(title).lower().split()))
    return int(match[1]) if match else None


def newest_edition(titles: Mapping[str, str]) -> str:
    """The table of the latest year among these (table to title). Raises SourceUnreadable when none is an edition."""
    years = {table: year for table, title in titles.items() if (year := edition_year(title)) is not None}
    if not years:
        raise SourceUnreadable(
            f"De catalogus van CBS noemt geen tabel '{EDITIONS} JJJJ'. {_KEEP} Noem de tabel zelf met --table.",
            expected=f"{EDITIONS} JJJJ", found=sorted(titles.values()),
        )  # fmt: skip
    return max(years, key=lambda table: (years[table], table))


def read_divisions(feed: Feed) -> Edition:
    """The divisions of a feed, with a warning in Dutch for each kind that is not filled in everywhere.

    An optional kind that is not there is not known, without a warning; one that cannot be told apart is not known
    either, with one. Raises TableRejected (no edition, another kind missing or double, a municipality double, no
    municipalities) or SourceUnreadable (no one region dimension, a column that is not in the rows).
    """
    title = " ".join(str(feed.info.get("Title") or "").split())
    year = edition_year(title)
    if year is None:
        raise _rejected(feed, f"heet '{title}' en is geen uitgave van '{EDITIONS}'", expected=f"{EDITIONS} JJJJ")
    columns = {kind: _columns(feed, kind) for kind in KINDS}
    optional, unclear = _optional_columns(feed)
    columns |= optional
    region_key = _region_key(feed)
    rows, warnings = _municipal_rows(feed, region_key)
    titles = _titles(feed, rows, region_key)
    found = {kind: _divisions(feed, rows, keys) for kind, keys in columns.items()}
    for kind in columns:
        blank = [f"{titles[code]} ({code})" for code in rows if found[kind][code] is None]
        # An optional kind that is filled in nowhere is as good as not there.
        if blank and (kind in KINDS or len(blank) < len(rows)):
            warnings.append(f"Tabel {feed.table} noemt geen {kind} bij {', '.join(blank)}.")
    return Edition(
        table=feed.table,
        year=year,
        title=title,
        modified=str(feed.info["Modified"]) if feed.info.get("Modified") else None,
        municipalities=tuple(
            Municipality(code, titles[code], **{kind: found[kind][code] for kind in found}) for code in sorted(rows)
        ),
        warnings=[*warnings_of(feed.findings), *unclear, *warnings],
    )


def _columns(feed: Feed, kind: str) -> tuple[str, str]:
    """The keys of the columns with the code and the name of a kind."""
    groups = _groups(feed, _GROUPS[kind])
    if len(groups) != 1:
        there = "; ".join(
            f"'{_text(item.get('Title'))}'" for item in feed.properties if item.get("Type") == "TopicGroup"
        )
        how = "meer dan eens" if groups else "niet"
        raise _rejected(
            feed, f"bevat de indeling '{kind}' {how} (de tabel heeft de groepen: {there or 'geen'})", found=len(groups)
        )
    return _topic(feed, groups[0], "code"), _topic(feed, groups[0], "naam")


def _optional_columns(feed: Feed) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Those of the optional kinds that the table has, and a warning for each that cannot be told apart."""
    found: dict[str, tuple[str, str]] = {}
    unclear = []
    for kind in OPTIONAL_KINDS:
        if not _groups(feed, _GROUPS[kind]):
            continue
        try:
            found[kind] = _columns(feed, kind)
        except TableRejected as error:
            what = error.message.removesuffix(f". {_KEEP}")
            unclear.append(f"{what}; in welke {kind} gemeenten liggen, is daarom niet gelezen.")
    return found, unclear


def _groups(feed: Feed, accepted: tuple[str, ...]) -> list[Row]:
    return [
        item for item in feed.properties if item.get("Type") == "TopicGroup" and _letters(item.get("Title")) in accepted
    ]


def _topic(feed: Feed, group: Row, title: str) -> str:
    """The key of the one topic of this title that stands in the group itself."""
    topics = [
        item for item in feed.properties if item.get("Type") == "Topic" and item.get("ParentID") == group.get("ID")
    ]
    fits = [str(item.get("Key")) for item in topics if _letters(item.get("Title")) == title]
    if len(fits) != 1:
        there = "; ".join(f"'{_text(item.get('Title'))}'" for item in topics)
        raise _rejected(
            feed,
            f"heeft in de groep '{_text(group.get('Title'))}' niet één kolom '{title}' (de groep heeft:"
            f" {there or 'geen kolommen'})",
            found=len(fits),
        )
    return fits[0]


def _region_key(feed: Feed) -> str:
    kinds = [
        item for item in feed.properties if "Dimension" in str(item.get("Type")) or item.get("Type") == "GeoDetail"
    ]
    keys = [_text(item.get("Key")) for item in kinds]
    if len(keys) != 1:
        raise SourceUnreadable(
            f"Tabel {feed.table} heeft niet één regiodimensie. {_KEEP}",
            table=feed.table, url=feed.url, expected="one dimension", found=keys,
        )  # fmt: skip
    return keys[0]


def _municipal_rows(feed: Feed, key: str) -> tuple[dict[str, Row], list[str]]:
    """The row of each municipality by its code, and a warning for rows of something else."""
    listed = list(feed.rows.records())
    codes = [_text(value) for value in _column(feed, listed, key)]
    rows = {code: row for code, row in zip(codes, listed, strict=True) if _MUNICIPALITY.fullmatch(code)}
    if not rows:
        raise _rejected(feed, "bevat geen gemeenten", expected="GM0000", found=codes[:5])
    double = [code for code, times in Counter(codes).items() if times > 1 and code in rows]
    if double:
        raise _rejected(feed, f"noemt een gemeente meer dan eens: {', '.join(double)}", found=double)
    # A total for the country is no municipality, and nothing to worry about.
    strange = [code for code in dict.fromkeys(codes) if code and code not in rows and not code.startswith("NL")]
    return rows, [f"Tabel {feed.table} bevat rijen die geen gemeente zijn: {', '.join(strange)}."] if strange else []


def _titles(feed: Feed, rows: Mapping[str, Row], key: str) -> dict[str, str]:
    """The name of each municipality: as the table itself writes it, else as its code list does, else its code."""
    listed = {_text(item.get("Key")): _text(item.get("Title")) for item in feed.code_lists.get(key, [])}
    titles = {code: listed.get(code) or code for code in rows}
    groups = _groups(feed, _NAMES)
    if len(groups) == 1:
        names = _column(feed, rows.values(), _topic(feed, groups[0], "naam"))
        titles |= {code: _text(name) for code, name in zip(rows, names, strict=True) if _text(name)}
    return titles


def _divisions(feed: Feed, rows: Mapping[str, Row], columns: tuple[str, str]) -> dict[str, Division | None]:
    """By municipality; None where code or name is blank, for neither alone can be shown."""
    codes, names = (_column(feed, rows.values(), key) for key in columns)
    return {
        municipality: Division(_text(code), _text(name)) if _text(code) and _text(name) else None
        for municipality, code, name in zip(rows, codes, names, strict=True)
    }


def _column(feed: Feed, rows: Iterable[Row], key: str) -> list[object]:
    try:
        return [row[key] for row in rows]
    except KeyError as error:
        raise SourceUnreadable(
            f"In de gegevens van tabel {feed.table} ontbreekt de kolom {key}. {_KEEP}",
            table=feed.table, url=feed.url, expected=key, found=sorted(feed.rows.columns),
        ) from error  # fmt: skip


def _rejected(feed: Feed, what: str, **facts: object) -> TableRejected:
    return TableRejected(f"Tabel {feed.table} {what}. {_KEEP}", table=feed.table, url=feed.url, **facts)


def _letters(title: object) -> str:
    return re.sub(r"[^a-z]", "", _text(title).lower())


def _text(value: object) -> str:
    """Without the padding; nothing for a blank, and for CBS's mark of what is not known."""
    text = "" if value is None else str(value).strip()
    return "" if text == "." else text
