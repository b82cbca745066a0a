"""The cells of the fictional sister tables: divided by municipality, summed, rounded and kept secret as CBS does."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from data_sources.contract import UNIT_COUNT, UNIT_PERCENT, Period
from demo.cells import SECRET, Cell, cells
from demo.counts import Counts, underlying
from demo.municipalities import SEED, make_municipalities
from demo.regions import Region
from demo.releases import RELEASES, release_periods
from demo.sister_shapes import Sister, SisterTopic

# By topic, combination of categories (both by place) and period: one cell a region.
Columns = dict[tuple[int, int, Period], list[Cell]]
_Chosen = NDArray[np.bool_]


def printed_columns(sister: Sister, regions: list[Region], periods: list[Period], release: int) -> Columns:
    """The printed cells of each topic, combination of categories and period; one a region."""
    found: Columns = {}
    sums = _category_sums(sister)
    halves = {
        measure: _drawn(sister, measure, regions, periods, release)
        for measure in dict.fromkeys(topic.measure for topic in sister.topics)
    }
    for (number, topic), period in product(enumerate(sister.topics), periods):
        drawn = halves[topic.measure]
        leaves = drawn[period] if period.kind == "HJ" else np.add(*(drawn[half] for half in period.halves()))
        for category, chosen in enumerate(sums):
            wanted = chosen & _part(sister, topic)
            found[number, category, period] = _printed(leaves, wanted, topic, regions, period)
    return found


def _printed(leaves: Counts, wanted: _Chosen, topic: SisterTopic, regions: list[Region], period: Period) -> list[Cell]:
    outside = [not region.exists_in(period.year) for region in regions]
    mark = [region.outside for region in regions]
    part = cells(leaves[:, wanted].sum(axis=1), leaves.sum(axis=1), unit=UNIT_COUNT, outside=outside, mark=mark)
    if topic.unit != UNIT_PERCENT:
        return part
    whole = cells(leaves.sum(axis=1), leaves.sum(axis=1), unit=UNIT_COUNT, outside=outside, mark=mark)
    return [_share(one, all_of_it) for one, all_of_it in zip(part, whole, strict=True)]


def _share(part: Cell, whole: Cell) -> Cell:
    """As a percentage of what is printed; secret where either is, blank where either is."""
    if part is None or whole is None:
        return None
    if isinstance(part, str) or isinstance(whole, str):
        return SECRET
    return round(part / whole * 100, 1)


def _leaves(sister: Sister) -> list[tuple[tuple[str, ...], float]]:
    """Everything the counts are divided into: each combination of leaves, with its part."""
    divisions = [dimension.leaves for dimension in sister.dimensions] or [sister.divided]
    return [
        (names, float(np.prod([division[name] for division, name in zip(divisions, names, strict=True)])))
        for names in product(*divisions)
    ]


def _category_sums(sister: Sister) -> list[_Chosen]:
    """For each combination of categories which leaves it is the sum of; one that holds all for no dimension."""
    leaves = [names for names, _ in _leaves(sister)]
    combined = product(*(dimension.categories for dimension in sister.dimensions))
    return [
        np.array(
            [all(not c.leaves or name in c.leaves for c, name in zip(chosen, names, strict=False)) for names in leaves]
        )
        for chosen in combined
    ]


def _part(sister: Sister, topic: SisterTopic) -> _Chosen:
    """Which leaves the topic itself counts."""
    return np.array([not topic.part or names[0] in topic.part for names, _ in _leaves(sister)])


def _drawn(
    sister: Sister, measure: str, regions: list[Region], periods: list[Period], release: int
) -> dict[Period, Counts]:
    """For each half-year the counts of a measure by region and leaf, unrounded; drawn by municipality and summed."""
    parts = np.array([part for _, part in _leaves(sister)])
    counted = _by_municipality(release)
    membership = np.zeros((len(regions), len(make_municipalities())), dtype=np.int64)
    for row, region in enumerate(regions):
        membership[row, list(region.members)] = 1
    table = int(sister.table_id.removesuffix("NED"))
    found = {}
    for half in (period for period in periods if period.kind == "HJ"):
        rng = np.random.default_rng([SEED, 5, table, list(counted).index(measure), half.year, half.number])
        found[half] = membership @ rng.multinomial(counted[measure][half], parts / parts.sum())
    return found


@cache
def _by_municipality(release: int) -> dict[str, dict[Period, Counts]]:
    """The counts under the kerncijfers, one entry a municipality."""
    municipalities = make_municipalities()
    each = [Region(one.code, one.title, (place,)) for place, one in enumerate(municipalities)]
    periods = release_periods(RELEASES[release])
    return underlying(municipalities, each, periods=periods, release=release).counts
