"""One fetch of boundaries after another, from the stand-in over HTTP into a real store."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_sources.boundaries import Boundaries
from data_sources.cbs import pdok
from data_sources.cbs.pdok import BoundaryFile, PdokClient
from data_sources.contract import Period
from data_sources.errors import UsageError
from data_sources.fetch_boundaries import BoundariesJob, FetchedBoundaries
from data_sources.store.boundaries import boundaries
from data_sources.store.prepare import Store
from demo.boundaries import boundary_file, boundary_files, boundary_service
from demo.faults import ANYTHING, FAULTS, Fault, saying
from demo.standin import StandIn
from demo.wire import Doing, Wire
from tests.data_sources.outlines import first, without
from tests.data_sources.refreshing import NOVEMBER, refresh, silent
from tests.data_sources.releases import tiny
from tests.databases import ON_SQLITE


def path(year: int) -> str:
    return f"/cbs/gebiedsindelingen/{year}/wfs/v1_0"


def fetch(
    store: Store, root: str, year: int | None = None, *, accept_host: bool = False, now: datetime = NOVEMBER,
    deadline: float = 20,
) -> FetchedBoundaries:  # fmt: skip
    client = PdokClient(boundary_service(root), timeout=5, deadline=deadline, pauses=(0.01, 0.01))
    return BoundariesJob(client, store, lambda: now).run(year, accept_host=accept_host, progress=silent)


def read_file(store: Store, file: Path, year: int | None = None, *, accept_host: bool = False) -> FetchedBoundaries:
    job = BoundariesJob(BoundaryFile(file), store, lambda: NOVEMBER)
    return job.run(year, accept_host=accept_host, progress=silent)


def kept(store: Store, year: int = 2026) -> Boundaries:
    found = boundaries(store.engines.reader, Period(year, "JJ", 0))
    assert found is not None
    return found


def test_the_edition_of_this_year_is_asked_for_in_metres_and_stored(begun: Store) -> None:
    with StandIn(files=boundary_files()) as cbs:
        result = fetch(begun, cbs.url)
        assert cbs.requests == [
            f"{path(2026)}?service=WFS&version=2.0.0&request=GetFeature"
            "&typeNames=veiligthuisregio_gegeneraliseerd&typeName=veiligthuisregio_gegeneraliseerd"
            "&outputFormat=application%2Fjson&srsName=EPSG%3A28992"
        ]
        assert kept(begun).source_url == f"{cbs.url}{cbs.requests[0]}"
    assert (result.year, result.outcome, result.regions, result.host) == (2026, "stored", 25, "127.0.0.1")
    assert (result.warnings, result.error) == ([], None)
    found = kept(begun)
    # Half past twelve at night in Amsterdam.
    assert (found.host, found.file_name, found.fetched_at, str(found.known_on)) == (
        "127.0.0.1", None, NOVEMBER, "2026-11-22",
    )  # fmt: skip


def test_a_second_fetch_changes_nothing(begun: Store) -> None:
    with StandIn(files=boundary_files()) as cbs:
        assert [fetch(begun, cbs.url).outcome for _ in range(2)] == ["stored", "unchanged"]
        cbs.give({path(2026): first(2026, statnaam="Amsterdam en Amstelland")})
        assert fetch(begun, cbs.url).outcome == "stored"
    assert kept(begun).shapes[0].title == "Amsterdam en Amstelland"


@pytest.mark.parametrize(
    "refusal",
    [
        None,
        saying(b"<ows:ExceptionReport/>", status="400 Bad Request"),
        saying(b"<?xml version='1.0'?>\n<ServiceExceptionReport>nee</ServiceExceptionReport>"),
    ],
)
def test_an_edition_that_is_not_there_yet_makes_room_for_the_one_before_it(begun: Store, refusal: Doing | None) -> None:
    files = {path(2024): boundary_file(2025).replace(b"2025", b"2024"), path(2022): boundary_file(2022)}
    # As a service says it: no such address, a bad request, or a refusal with 200.
    faults = {ANYTHING: Fault(refusal, times=2)} if refusal else {}
    with StandIn(files=files, faults=faults) as cbs:
        result = fetch(begun, cbs.url)
        assert len(cbs.requests) == 3
    assert (result.year, result.outcome) == (2024, "stored")
    assert result.warnings == [f"Van {year} zijn er bij PDOK nog geen grenzen." for year in (2026, 2025)]


def test_no_edition_in_four_years_is_told_with_what_to_do(begun: Store) -> None:
    with StandIn(files={path(2022): boundary_file(2022)}) as cbs:
        result = fetch(begun, cbs.url)
        named = fetch(begun, cbs.url, 2024)
        assert len(cbs.requests) == 5
    assert (result.year, result.outcome) == (None, "failed")
    assert str(result.error) == (
        "PDOK (127.0.0.1) heeft geen grenzen van Veilig Thuis-regio's van 2023 tot en met 2026. De oude grenzen blijven"
        " staan. Noem een ander jaar met --year, een ander adres met --url, of een bestand met --from."
    )
    assert (named.year, "van 2024. De oude" in str(named.error)) == (2024, True)


SAID = b"<ows:ExceptionText>%s</ows:ExceptionText>"


@ON_SQLITE
@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request"])
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            SAID % b"Unknown feature type: &lt;veiligthuisregio&gt;\nat line 3",
            "Unknown feature type: <veiligthuisregio>",
        ),
        (SAID % b"<![CDATA[\n  Feature type vt unknown]]>", "Feature type vt unknown"),
        (b'<ServiceException code="x">Geen\x1b[2J laag \xff</ServiceException>', "Geen\ufffd[2J laag \ufffd"),
        (SAID % (b"a" * 5_000), "a" * 200),
        (SAID % b"", None),
        (b"", None),
    ],
)
def test_a_service_that_refuses_every_year_is_quoted(begun: Store, status: str, said: bytes, told: str | None) -> None:
    refusal = (
        b"<?xml version='1.0'?><ows:ExceptionReport><ows:Exception>%s</ows:Exception></ows:ExceptionReport>" % said
    )
    with StandIn(faults={ANYTHING: Fault(saying(refusal, status=status))}) as cbs:
        result = fetch(begun, cbs.url)
        assert len(cbs.requests) == 4
    quoted = f"van 2023 tot en met 2026. De dienst zegt: '{told}'. De oude" if told else "tot en met 2026. De oude"
    assert (result.outcome, quoted in str(result.error)) == ("failed", True), result.error


@pytest.mark.parametrize("year", [2028, 2099])
def test_boundaries_of_a_year_to_come_are_refused_wherever_they_come_from(
    begun: Store, tmp_path: Path, year: int
) -> None:
    file = tmp_path / "a.geojson"
    file.write_bytes(boundary_file(2025).replace(b"2025", b"%d" % year))
    result = read_file(begun, file)
    assert (result.outcome, result.error) == (
        "rejected",
        f"De grenzen zijn van het jaar {year}; van dat jaar kunnen er nog geen zijn. De oude grenzen blijven staan.",
    )
    file.write_bytes(boundary_file(2025).replace(b"2025", b"2027"))
    assert read_file(begun, file).outcome == "stored"


@pytest.mark.parametrize(
    "url",
    [
        "https://jan:geheim@service.pdok.nl/wfs", "https://geheim@service.pdok.nl/wfs", "ftp://jan:geheim@x/wfs",
        "https://jan:geh/eim@x/wfs", "https://jan:geheim?@x/wfs", "https://jan:geheim#@x/wfs", "jan:geheim@x",
    ],
)  # fmt: skip
def test_an_address_with_a_password_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="In het adres staat een @") as caught:
        pdok.check_service(url)
    assert "geheim" not in f"{caught.value}{caught.value.facts}"


def test_a_query_may_hold_any_sign() -> None:
    url = "https://service.pdok.nl/wfs?wie=a@b.nl"
    assert pdok.check_service(url) == url


def test_a_pipe_is_not_waited_for(begun: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(UsageError, match="is niet te lezen: het is geen gewoon bestand"):
            read_file(begun, path)


def test_a_name_that_no_file_can_have_is_wrong_use(begun: Store) -> None:
    for name in ("a\x00b", "a" * 5_000):
        with pytest.raises(UsageError, match="is niet te lezen"):
            read_file(begun, Path(name))


def test_a_year_can_be_asked_for(begun: Store) -> None:
    with StandIn(files=boundary_files()) as cbs:
        assert fetch(begun, cbs.url, 2022).regions == 26
        assert fetch(begun, cbs.url).regions == 25
    assert (kept(begun, 2021).year, kept(begun, 2024).year) == (2022, 2026)


@ON_SQLITE
@pytest.mark.parametrize(
    ("fault", "outcome", "sentence"),
    [
        (saying(b"<html>onderhoud</html>"), "failed", "geen leesbare GeoJSON (mogelijk een onderhoudspagina"),
        (saying(boundary_file(2026)[:-500]), "failed", "geen leesbare GeoJSON"),
        (saying(without("VT01", "VT02", "VT03", "VT04", "VT05", "VT06", year=2026)), "rejected", "hebben 19 regio's"),
        (saying(boundary_file(2022)), "rejected", "zijn van het jaar 2022, gevraagd is 2026"),
        (FAULTS["503"].do, "failed", "antwoordde met fout 503 bij de grenzen van 2026"),
        (FAULTS["short-body"].do, "failed", "is niet te bereiken of verbrak de verbinding"),
        (FAULTS["redirect-elsewhere"].do, "failed", "verwijst door naar een ander adres (zie --url)"),
        (FAULTS["hang"].do, "failed", "duurde langer dan 0,5 seconden bij de grenzen van 2026"),
        (FAULTS["drip"].do, "failed", "duurde langer dan 0,5 seconden bij de grenzen van 2026"),
    ],
)
def test_what_goes_wrong_leaves_the_old_boundaries(begun: Store, fault: Doing, outcome: str, sentence: str) -> None:
    with StandIn(files=boundary_files()) as cbs:
        fetch(begun, cbs.url)
        before = kept(begun)
        cbs.fail({ANYTHING: Fault(fault)})
        result = fetch(begun, cbs.url, deadline=0.5)
    assert (result.outcome, result.regions, sentence in str(result.error)) == (outcome, 0, True), result.error
    assert str(result.error).count("De oude grenzen blijven staan.") == 1
    assert result.seconds < 3
    assert kept(begun) == before


@ON_SQLITE
def test_an_outage_is_no_reason_to_take_an_older_edition(begun: Store) -> None:
    with StandIn(files=boundary_files(), faults={ANYTHING: Fault(FAULTS["503"].do, times=3)}) as cbs:
        assert (fetch(begun, cbs.url).outcome, len(cbs.requests)) == ("failed", 3)
        cbs.fail({ANYTHING: Fault(FAULTS["503"].do, times=2)})
        assert fetch(begun, cbs.url).outcome == "stored"


@ON_SQLITE
def test_an_answer_without_end_is_broken_off(begun: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdok, "LARGEST", 10_000)
    with StandIn(files=boundary_files()) as cbs:
        result = fetch(begun, cbs.url)
    assert (result.outcome, "gaf een antwoord waar geen eind aan kwam" in str(result.error)) == ("failed", True)


@ON_SQLITE
def test_a_redirect_within_the_host_and_an_address_with_its_own_query_are_followed(begun: Store) -> None:
    with StandIn(files=boundary_files(), faults={ANYTHING: FAULTS["redirect"]}) as cbs:
        assert fetch(begun, cbs.url).outcome == "stored"
        client = PdokClient(f"{cbs.url}{path(2025)}?f=json", timeout=5, deadline=5, pauses=())
        assert BoundariesJob(client, begun, lambda: NOVEMBER).run(2025, progress=silent).outcome == "stored"
        assert cbs.requests[-1] == f"{path(2025)}?f=json&verhuisd=1"


@ON_SQLITE
@pytest.mark.parametrize("times", [1, 3])
def test_a_redirect_is_followed_without_reading_its_endless_body(begun: Store, times: int) -> None:
    sent: list[int] = []

    def pour(wire: Wire) -> None:
        wire.head(f"Location: {wire.url}&n={len(sent)}", status="302 Found")
        for _ in range(300):
            wire.send(b" " * 1_000_000)
            sent.append(1_000_000)

    with StandIn(files=boundary_files(), faults={ANYTHING: Fault(pour, times=times)}) as cbs:
        assert fetch(begun, cbs.url).outcome == "stored"
        assert len(cbs.requests) == times + 1
    # No more than fits between two ends of which one does not read.
    assert sum(sent) < 20_000_000 * times


def test_a_file_takes_the_place_of_the_service(begun: Store, tmp_path: Path) -> None:
    file = tmp_path / "grenzen 2025.geojson"
    file.write_bytes(b"\xef\xbb\xbf" + boundary_file(2025))
    result = read_file(begun, file)
    assert (result.year, result.outcome, result.host) == (2025, "stored", "bestand")
    found = kept(begun, 2025)
    assert (found.host, found.file_name, found.source_url) == (
        "bestand",
        "grenzen 2025.geojson",
        "grenzen 2025.geojson",
    )
    assert read_file(begun, file, 2025).outcome == "unchanged"
    assert read_file(begun, file, 2024).outcome == "rejected"


def test_a_file_that_cannot_be_read_is_wrong_use_and_one_that_is_too_large_fails(
    begun: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="is niet te lezen"):
        read_file(begun, tmp_path / "weg.geojson")
    with pytest.raises(UsageError, match="is niet te lezen"):
        read_file(begun, tmp_path)
    large = tmp_path / "groot.geojson"
    large.touch()
    os.truncate(large, pdok.LARGEST + 1)
    assert "is groter dan 10 MB" in str(read_file(begun, large).error)


def test_boundaries_of_another_host_are_refused_until_accepted_and_keep_no_figures_out(
    begun: Store, tmp_path: Path
) -> None:
    with StandIn(tiny(1), files=boundary_files()) as cbs:
        refresh(begun, cbs)
        elsewhere = cbs.url.replace("127.0.0.1", "localhost")
        refused, asked = fetch(begun, elsewhere), len(cbs.requests)
        assert (refused.outcome, len(cbs.requests)) == ("rejected", asked)
        assert str(refused.error) == (
            "Deze opslag bevat gegevens van 127.0.0.1; grenzen van localhost worden geweigerd. Klopt dat adres, geef"
            " dan --accept-host mee."
        )
        file = tmp_path / "a.geojson"
        file.write_bytes(boundary_file(2025))
        assert "grenzen uit een bestand worden geweigerd" in str(read_file(begun, file).error)
        assert read_file(begun, file, accept_host=True).outcome == "stored"
        assert fetch(begun, cbs.url).outcome == "stored"
        # Accepted boundaries open no door for figures, and close none.
        assert refresh(begun, elsewhere).outcome == "rejected"
        assert refresh(begun, cbs).outcome == "unchanged"


def test_boundaries_of_pdok_go_with_figures_of_cbs(begun: Store) -> None:
    real = PdokClient(pdok.PDOK_URL, timeout=1, deadline=1)
    assert (real.host, real.address(2025).partition("?")[0]) == (
        "service.pdok.nl", "https://service.pdok.nl/cbs/gebiedsindelingen/2025/wfs/v1_0",
    )  # fmt: skip
    with StandIn(tiny(1), files=boundary_files()) as cbs:
        refresh(begun, cbs)
    # The figures of a stand-in: what is real stays out.
    result = BoundariesJob(real, begun, lambda: datetime(2026, 1, 2, tzinfo=UTC)).run(progress=silent)
    assert (result.outcome, "grenzen van service.pdok.nl worden geweigerd" in str(result.error)) == ("rejected", True)
