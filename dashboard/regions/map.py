"""The map of the page Regio's: each region's figure on a tile, and what the shades mean."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from dash import html

from dashboard.components.shaded_map import LEVELS, Shade, ShadedTile, shaded_map
from dashboard.components.vt_regions import PLACES
from dashboard.regions.measures import NO_DIFFERENCE, Measured, measured
from dashboard.regions.model import Regions
from dashboard.regions.view import Measure
from dashboard.regions.words import measure_title, region_sentence, span_phrase
from metrics.classes import ValueClass, class_of, quantile_classes
from metrics.ranking import Place
from metrics.rounding import round_half_away
from metrics.text.contribution import DECIMALS
from metrics.text.numbers import number, signed, signed_percent
from metrics.text.phrases import SMALL

_DECIMALS = {Measure.COUNT: 0, Measure.RATE: 1, Measure.GROWTH: 1, Measure.CONTRIBUTION: DECIMALS}
_CHANGES = {
    Measure.GROWTH: ("sterkste dalingen", "dalingen", "stijgingen", "sterkste stijgingen"),
    Measure.CONTRIBUTION: ("het meest omlaag", "omlaag", "omhoog", "het meest omhoog"),
}

Legend = list[tuple[Shade, str]]


def region_tiles(found: Regions, places: Mapping[str, Place]) -> html.Div:
    """A tile a region of the period, shaded by classes of about as many regions each."""
    shown = {row.region: measured(row, found.measure) for row in found.rows}
    shades, legend = _shades(shown, found.measure)
    tiles = [
        ShadedTile(
            slug=row.region, title=row.name, place=PLACES[row.region], shade=shades[row.region],
            text=shown[row.region].text or shown[row.region].why, detail=SMALL if shown[row.region].small else "",
            sentence=region_sentence(found, row, places[row.region]), href=found.view.profile_link(row.region),
        )
        for row in found.rows
    ]  # fmt: skip
    title = measure_title(found)
    return shaded_map(
        tiles, name="kaart-regios", label=f"{title}, {span_phrase(found)}", legend_title=_unit(found.measure),
        legend=legend,
    )  # fmt: skip


def _unit(measure: Measure) -> str:
    return {
        Measure.COUNT: "Aantal", Measure.RATE: "Per 100.000 inwoners", Measure.GROWTH: "Verandering in procenten",
        Measure.CONTRIBUTION: "Bijdrage in procentpunten",
    }[measure]  # fmt: skip


def _shades(shown: Mapping[str, Measured], measure: Measure) -> tuple[dict[str, Shade], Legend]:
    """Of each region its shade; and of each shade that occurs what it means, from low to high."""
    levels = measure in {Measure.COUNT, Measure.RATE}
    plain = {
        code: _printed(item.value, measure)
        for code, item in shown.items()
        if item.value is not None and not item.small and not item.even
    }
    shades, legend = _level_shades(plain, measure) if levels else _change_shades(plain, shown, measure)
    for code, item in shown.items():
        if code not in shades:
            shades[code] = Shade.SMALL if item.small else Shade.ABSENT
    if Shade.SMALL in shades.values():
        legend.append((Shade.SMALL, f"{SMALL}: onder de 100"))
    if Shade.ABSENT in shades.values():
        legend.append((Shade.ABSENT, "niet te geven; op de tegel staat waarom"))
    return shades, legend


def _level_shades(plain: Mapping[str, Fraction], measure: Measure) -> tuple[dict[str, Shade], Legend]:
    classes = quantile_classes(list(plain.values()), most=len(LEVELS))
    # Few classes lie as far apart as many do.
    spread = [LEVELS[place * (len(LEVELS) - 1) // max(1, len(classes) - 1)] for place in range(len(classes))]
    shades = {code: spread[class_of(value, classes)] for code, value in plain.items()}
    legend = [(shade, _ends(item, measure)) for shade, item in zip(spread, classes, strict=True)]
    return shades, legend


def _change_shades(
    plain: Mapping[str, Fraction], shown: Mapping[str, Measured], measure: Measure
) -> tuple[dict[str, Shade], Legend]:
    """Two classes of falls and two of rises at most; between them what rounding alone could explain."""
    shades: dict[str, Shade] = {}
    legend: Legend = []
    names = _CHANGES[measure]
    falls = {code: value for code, value in plain.items() if (shown[code].value or 0) < 0}
    rises = {code: value for code, value in plain.items() if code not in falls}
    for values, looks, words in (
        (falls, (Shade.FALL_2, Shade.FALL_1), names[:2]),
        (rises, (Shade.RISE_1, Shade.RISE_2), names[2:]),
    ):
        classes = quantile_classes(list(values.values()), most=2)
        # The only class is that of the ordinary ones.
        first = 1 if len(classes) == 1 and values is falls else 0
        shades |= {code: looks[first + class_of(value, classes)] for code, value in values.items()}
        legend += [
            (looks[first + place], f"{words[first + place]}: {_ends(item, measure)}")
            for place, item in enumerate(classes)
        ]
        if values is falls:
            even = {code: Shade.EVEN for code, item in shown.items() if item.even and not item.small}
            shades |= even
            legend += [(Shade.EVEN, f"{NO_DIFFERENCE}: het past binnen de afronding")] if even else []
    return shades, legend


def _printed(value: Fraction, measure: Measure) -> Fraction:
    """As it is written, so that equal texts are of one class."""
    return Fraction(round_half_away(value, _DECIMALS[measure]))


def _ends(item: ValueClass, measure: Measure) -> str:
    """'1.735 tot en met 2.970 (5 regio's)'."""
    regions = "regio" if item.size == 1 else "regio's"
    size = f"({item.size} {regions})"
    low, high = (_written(end, measure) for end in (item.low, item.high))
    return f"{low} {size}" if low == high else f"{low} tot en met {high} {size}"


def _written(value: Fraction, measure: Measure) -> str:
    decimals = _DECIMALS[measure]
    if measure is Measure.GROWTH:
        # What a class begins or ends with was printed; what prints as nothing was something.
        return "onder 0,1%" if value == 0 else signed_percent(value, decimals)
    return signed(value, decimals) if measure is Measure.CONTRIBUTION else number(value, decimals)


def region_shades(found: Regions) -> tuple[dict[str, Shade], Legend]:
    """The shade of each region by the measure that is shown; and what each shade that occurs means, low to high."""
    return _shades({row.region: measured(row, found.measure) for row in found.rows}, found.measure)
