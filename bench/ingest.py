"""What a refresh costs, as ratios to the few lines anyone would write first: `make bench`.

All ways take turns, each in a process of its own, against one stand-in that has its answers ready; ratios are taken
per turn, and their median counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import quote

from bench.big_table import big_table
from bench.goal import Goal
from demo.standin import StandIn
from tests.postgres import Postgres, running_postgres

SMALL, LARGE = 260_000, 1_000_000
ROOT = Path(__file__).resolve().parents[1]
Measured = dict[str, float]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each way takes its turn (5)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, running_postgres() as postgres:
        small = _rounds(SMALL, Path(folder), postgres, rounds=options.rounds)
        large = _rounds(LARGE, Path(folder), postgres, rounds=max(1, options.rounds // 2))
    report(small, large)
    return 0


def report(small: Sequence[dict[str, Measured]], large: Sequence[dict[str, Measured]]) -> None:
    """The table of medians, and what it comes to."""
    print(f"{'':<34}{'first s':>10}{'unchanged s':>13}{'peak MB':>10}")
    for size, turns in ((SMALL, small), (LARGE, large)):
        for name in turns[0]:
            if name == "json":
                continue
            first, peak = (median(turn[name][part] for turn in turns) for part in ("first", "peak"))
            unchanged = median(turn[name].get("unchanged", float("nan")) for turn in turns)
            print(f"{f'{size:,} values, {name}':<34}{first:10.2f}{unchanged:13.3f}{peak / 1e6:10.0f}")
    print()
    goals = []
    for where, most in (("sqlite", 0.5), ("postgresql", 0.3)):
        ours, reference = f"ours, {where}", f"reference, {where}"
        first = median(turn[ours]["first"] / turn[reference]["first"] for turn in small)
        unchanged = median(turn[ours]["unchanged"] / turn[reference]["first"] for turn in small)
        growth = median(turn[ours]["first"] for turn in large) / median(turn[ours]["first"] for turn in small)
        goals += [
            Goal(f"first refresh : reference, {where}", first, most),
            Goal(f"unchanged : reference, {where}", unchanged, 0.05),
            Goal(f"4 × the rows, {where}", growth, 4.5),
        ]
        for size, turns in ((SMALL, small), (LARGE, large)):
            peak = median(turn[ours]["peak"] / turn["json"]["bytes"] for turn in turns)
            goals.append(Goal(f"peak memory : JSON, {where}, {size:,}", peak, 25))
    for goal in goals:
        print(goal)


def _rounds(values: int, folder: Path, postgres: Postgres, *, rounds: int) -> list[dict[str, Measured]]:
    files = count(1)
    with StandIn(big_table(values=values)) as cbs:
        size = {"bytes": float(_json_bytes(cbs))}
        _json_bytes(cbs, "TypedDataSet")  # the reference reads this one: have it ready as well
        turns = []
        for turn in range(rounds):
            found: dict[str, Measured] = {"json": size}
            ways = ["ours, sqlite", "reference, sqlite", "ours, postgresql", "reference, postgresql"]
            for way in ways if turn % 2 == 0 else reversed(ways):
                kind, where = way.split(", ")
                if where == "sqlite":
                    found[way] = _run(kind, cbs, f"sqlite:///{folder}/{values}-{next(files)}.db")
                else:
                    name = postgres.create()
                    found[way] = _run(kind, cbs, postgres.address(name))
                    postgres.drop(name)
            turns.append({way: found[way] for way in ("json", *ways)})
    return turns


def _run(kind: str, cbs: StandIn, database: str) -> Measured:
    done = subprocess.run(
        [sys.executable, "-m", "bench.ingest_run", kind, cbs.url, database], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    found: Measured = json.loads(done.stdout)
    return found


def _json_bytes(cbs: StandIn, name: str = "UntypedDataSet") -> int:
    """The bytes of a data set over all its pages; asking for them makes the stand-in have them ready."""
    link: str | None = f"{cbs.url}/ODataFeed/odata/84847NED/{name}?{quote('$')}format=json"
    size = 0
    while link is not None:
        with urllib.request.urlopen(link) as answer:
            body = answer.read()
        size += len(body)
        link = json.loads(body).get("odata.nextLink")
    return size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
