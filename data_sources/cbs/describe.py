"""What CBS says of a table, for a person: topics, units, periods, regions and ten rows."""

from __future__ import annotations

import json
from collections import Counter

from data_sources.cbs.client import CbsClient
from data_sources.errors import SourceError

_ROWS = 10


def describe_table(client: CbsClient, table: str) -> str:
    """A Dutch text of CBS's own metadata. Raises the SourceErrors of the client."""
    end = client.deadline_from_now()
    feed = client.describe(table, end=end, progress=_silent)
    lines = [f"Tabel {table}", f"Adres: {feed.url}", f"Host: {client.host}", "", "== Tabel"]
    lines += [f"{name}: {_one_line(value)}" for name, value in feed.info.items()]
    lines += ["", "== Onderwerpen en dimensies (soort · sleutel · titel · eenheid · decimalen · groep)"]
    parents = {item.get("ID"): item.get("Title") for item in feed.properties}
    for item in feed.properties:
        fields = [item.get("Type"), item.get("Key"), item.get("Title"), item.get("Unit"), item.get("Decimals")]
        lines.append(" · ".join(_one_line(value) for value in [*fields, parents.get(item.get("ParentID"))]))
    for name, rows in feed.code_lists.items():
        if rows:
            kinds = Counter(str(row.get("Key"))[:2] for row in rows)
            lines += ["", f"== {name}: {len(rows)} codes"]
            if "Status" not in rows[0]:
                lines.append("begin van de code: " + ", ".join(f"{kind} {count}×" for kind, count in kinds.items()))
            lines += [" · ".join(_one_line(value) for value in row.values()) for row in rows]
    lines += ["", f"== De eerste {_ROWS} rijen van TypedDataSet"]
    try:
        rows = client.first_rows(feed, count=_ROWS, end=end, progress=_silent)
        lines += [json.dumps(row, ensure_ascii=False) for row in rows]
    except SourceError as error:
        # What CBS says of the table is worth having without its rows.
        lines.append(f"niet op te halen: {error.message}")
    return "\n".join(lines) + "\n"


def _one_line(value: object) -> str:
    return "–" if value is None else repr(value)[1:-1] if isinstance(value, str) else str(value)


def _silent(_name: str, _bytes: int) -> None:
    """Describing a table takes a moment; it needs no progress."""
