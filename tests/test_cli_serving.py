"""The commands that stay: the dashboard and the stand-in, served by a process of their own until it is stopped."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from data_sources.cbs.client import CbsClient
from demo.standin import StandIn
from tests.commands import COMMAND, environment, run
from tests.data_sources.releases import tiny


@contextmanager
def serving(folder: Path, *words: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A command that serves, and the first line it said."""
    process = subprocess.Popen(
        [*COMMAND, *words], cwd=folder, env=environment(folder, **settings), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        try:
            assert process.stdout
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def address(line: str) -> str:
    found = re.search(r"http://\S+", line)
    assert found, line
    return found[0]


def test_the_dashboard_is_served_and_nothing_is_fetched_at_its_start(tmp_path: Path) -> None:
    with StandIn(tiny(1)) as cbs:
        with serving(tmp_path, "--port", "0", VT_CBS_URL=cbs.url) as (process, line):
            assert line.startswith("Dashboard op http://127.0.0.1:")
            with urlopen(address(line), timeout=10) as answer:
                assert (answer.status, '<html lang="nl">' in answer.read().decode()) == (200, True)
            process.send_signal(signal.SIGINT)
            assert process.wait(60) in (0, 130)
        assert cbs.requests == []


def test_the_stand_in_alone_serves_a_full_fictional_table_until_it_is_stopped(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, "demo", "--cbs-only", "--port", str(port)) as (process, line):
        assert (address(line), "FICTIEVE" in line) == (f"http://127.0.0.1:{port}", True)
        client = CbsClient(address(line), timeout=10, deadline=30)
        end = client.deadline_from_now()
        feed = client.describe("84847NED", end=end, progress=lambda name, count: None)
        assert len(feed.code_lists["RegioS"]) == 404
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=10) == ("", "")
    assert process.returncode == 0


def test_the_stand_in_plays_an_outage_that_an_operator_names(tmp_path: Path) -> None:
    with serving(tmp_path, "demo", "--cbs-only", "--fault", "500=UntypedDataSet") as (process, line):
        assert line == "Dit gaat mis: een tabel die bij CBS zelf stuk is."
        assert process.stdout
        ran = run(tmp_path, "refresh", VT_CBS_URL=address(process.stdout.readline()))
        assert (ran.code, "antwoordde met fout 500 bij tabel 84847NED" in ran.complaint) == (1, True)


def test_the_outages_to_practise_are_listed_and_any_other_is_refused(tmp_path: Path) -> None:
    listed = run(tmp_path, "demo", "--cbs-only", "--fault", "list")
    assert (listed.code, listed.err) == (0, "")
    assert "reset-in-body      verbreekt de verbinding in het antwoord" in listed.out
    assert "half               de helft van de rijen ontbreekt" in listed.out
    refused = run(tmp_path, "demo", "--cbs-only", "--fault", "brand")
    assert (refused.code, refused.out) == (2, "")
    assert refused.complaint == "'brand' is geen storing om te oefenen; '--fault list' noemt ze."


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for words in (["serve", "--port", port], ["demo", "--cbs-only", "--port", port]):
            ran = run(tmp_path, *words)
            assert (ran.code, ran.out) == (2, ""), ran
            assert ran.complaint.startswith(f"Poort {port}")


def test_a_host_that_is_none_is_said_in_one_line(tmp_path: Path) -> None:
    ran = run(tmp_path, "serve", "--host", "geen adres", "--port", "0")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint.startswith("Poort 0 op geen adres is niet vrij")


def test_the_demonstration_serves_fiction_and_says_so(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, "demo", "--port", str(port)) as (process, line):
        assert line == "Demonstratie met FICTIEVE cijfers in een tijdelijke opslag."
        assert process.stdout
        root = address(process.stdout.readline())
        assert root == f"http://127.0.0.1:{port}"
        assert process.stdout.readline() == "Aanmelden kan als:\n"
        people = [process.stdout.readline().split() for _ in range(3)]
        assert [(name, role) for name, role, *_ in people] == [
            ("anna", "redacteur"), ("bram", "redacteur"), ("carla", "beheerder"),
        ]  # fmt: skip
        assert "Carla (fictief)" in _logged_in(root, "carla", people[2][-1])
        asked = Request(f"{root}/_dash-layout", headers={"Referer": f"{root}/?per=jaar"})
        with urlopen(asked, timeout=10) as answer:
            layout = json.dumps(json.loads(answer.read()), ensure_ascii=False)
        assert "zijn FICTIEF" in layout
        assert "+16,0% ten opzichte van 2024" in layout
        with urlopen(f"{root}/csv/trend", timeout=10) as answer:
            assert "FICTIEVE cijfers, niet van CBS (127.0.0.1)" in answer.read().decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert list(tmp_path.glob("*.db")) == []


def test_what_proxies_say_is_heard_only_from_as_many_as_are_trusted(tmp_path: Path) -> None:
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "cijfers.example", "X-Forwarded-For": "203.0.113.9"}
    for number, cookie in (("0", "veiligthuis-formulier="), ("1", "__Host-veiligthuis-formulier=")):
        with serving(tmp_path, "--port", "0", "--no-schedule", VT_TRUSTED_PROXIES=number) as (process, line):
            with urlopen(Request(f"{address(line)}/aanmelden", headers=said), timeout=10) as answer:
                assert answer.headers["Set-Cookie"].startswith(cookie)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) in (0, 130)


def _logged_in(root: str, username: str, password: str) -> str:
    """One's own page, after logging in on the page for it."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{root}/aanmelden?verder=/account", timeout=10) as answer:
        [proof] = re.findall(r'name="csrf" value="([0-9a-f]+)"', answer.read().decode())
    form = {"csrf": proof, "gebruikersnaam": username, "wachtwoord": password, "verder": "/account"}
    with browser.open(f"{root}/aanmelden", data=urlencode(form).encode(), timeout=10) as answer:
        return str(answer.read().decode())


def test_the_schedule_runs_alone_until_it_is_stopped_and_fetches_nothing_at_its_start(tmp_path: Path) -> None:
    with StandIn(tiny(1)) as cbs:
        with serving(tmp_path, "schedule", VT_CBS_URL=cbs.url, VT_REFRESH_CRON="0 3 1 1 *") as (process, line):
            assert line == "Verversen volgens VT_REFRESH_CRON = 0 3 1 1 * (stoppen met Ctrl-C)"
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        assert cbs.requests == []


def test_a_schedule_without_moments_is_refused(tmp_path: Path) -> None:
    ran = run(tmp_path, "schedule", VT_REFRESH_CRON="")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint.startswith("VT_REFRESH_CRON is leeg")


def test_a_schedule_line_that_is_none_stops_the_start(tmp_path: Path) -> None:
    ran = run(tmp_path, "settings", VT_REFRESH_CRON="elke dag om zeven uur")
    assert (ran.code, "VT_REFRESH_CRON" in ran.complaint) == (2, True)
