"""The composition root: settings → store → services → pages; and the entry of the command line.

Importing this file does nothing; ``server`` is built when a WSGI server first asks for it (gunicorn app:server).
"""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dash import Dash

from dashboard.cli import Program, main
from dashboard.logs import set_up_logging
from dashboard.news import channels
from dashboard.services import Services
from dashboard.serving import follow_in_foreground, serve_forever
from dashboard.settings import Settings, load_settings, secret_values
from dashboard.shell import build_dashboard
from data_sources.errors import SettingsError, UsageError
from data_sources.people import ADMINISTRATOR, EDITOR
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare

if TYPE_CHECKING:
    # The demo is imported only when somebody asks for it.
    from demo.standin import StandIn


def clock() -> datetime:
    """The one clock: aware, UTC."""
    return datetime.now(UTC)


def create_services(settings: Settings) -> Services:
    """An opened store, prepared and with the bundled figures in it, behind the services."""
    store = prepare(
        settings.database_url, sources=bundled_sources(), changes=bundled_changes(), ledger=bundled_ledger()
    )
    return Services(store=store, settings=settings, now=clock, channels=channels(settings, now=clock))


def create_app(settings: Settings) -> Dash:
    """The dashboard on the store these settings name."""
    return build_dashboard(create_services(settings), settings)


def _settings() -> Settings:
    settings = load_settings()
    set_up_logging(settings.log_format, level=logging.WARNING, secrets=secret_values(settings))
    return settings


def _serve(settings: Settings, services: Services, with_schedule: bool, said: Sequence[str] = ()) -> None:
    set_up_logging(settings.log_format, level=logging.INFO, secrets=secret_values(settings))
    serve_forever(
        build_dashboard(services, settings), host=settings.host, port=settings.port,
        follow_schedule=services.fetching.follow_schedule if with_schedule else None,
        said=said,
    )  # fmt: skip


def _schedule(settings: Settings, services: Services) -> None:
    set_up_logging(settings.log_format, level=logging.INFO, secrets=secret_values(settings))
    follow_in_foreground(services.fetching.follow_schedule, line=settings.refresh_cron)


def _open_stand_in(release: int, port: int, *, fault: str | None = None) -> StandIn:
    from demo.boundaries import boundary_files
    from demo.gebieden import build_editions
    from demo.practice import Practice, practice
    from demo.sisters import build_sisters
    from demo.standin import StandIn
    from demo.table import build_release

    tables = [build_release(release), *build_sisters(release), *build_editions()]
    try:
        served = practice(fault, tables) if fault else Practice(tables)
    except ValueError as error:
        raise UsageError(str(error), found=fault) from error
    except FileNotFoundError as error:
        raise UsageError("Voor een certificaat is openssl nodig, en dat staat hier niet.", found=repr(error)) from error
    try:
        return StandIn(
            *served.tables, port=port, faults=served.faults, tls=served.tls, files=boundary_files()
        )  # fmt: skip
    except OSError as error:
        raise SettingsError(
            f"Poort {port} is niet vrij of niet toegestaan. Kies een andere met --port.", found=repr(error)
        ) from error


def _stand_in(port: int, fault: str | None) -> None:
    from demo.practice import descriptions
    from demo.standin import serve_until_stopped

    if fault == "list":
        for name, description in descriptions().items():
            print(f"{name:<18} {description}")
        return
    stand_in = _open_stand_in(1, port, fault=fault)
    if fault:
        print(f"Dit gaat mis: {descriptions()[fault.partition('=')[0]]}.", flush=True)
    print(f"Stand-in voor CBS met FICTIEVE cijfers op {stand_in.url} (VT_CBS_URL). Stoppen met Ctrl-C.", flush=True)
    serve_until_stopped(stand_in)


def _demo(port: int | None) -> None:
    """The dashboard on fiction: two releases of the stand-in, fetched as from CBS into a store that is thrown away."""
    from demo.boundaries import YEARS, boundary_service
    from demo.ledger import LEDGER_FOLDER
    from demo.sister_shapes import SISTERS
    from demo.table import build_release

    settings = _settings()
    with TemporaryDirectory(prefix="veiligthuis-demo-") as folder, _open_stand_in(1, 0) as stand_in:
        changes: dict[str, Any] = {
            "database_url": f"sqlite:///{folder}/demo.db",
            "cbs_url": stand_in.url,
            "refresh_cron": "",
        }
        tables = ["84847NED", *(sister.table_id for sister in SISTERS)]
        # Reached here as it is served, whatever the real dashboard stands behind.
        changes |= {"local_accounts": True, "public_url": None}
        changes |= {"tables": " ".join(tables), "topic_map": None, "https_proxy": None}
        settings = settings.model_copy(update=changes | ({} if port is None else {"port": port}))
        store = prepare(settings.database_url, ledger=bundled_ledger(LEDGER_FOLDER))
        services = Services(store=store, settings=settings, now=clock, load_kind="demo")
        # The sister tables as they are by now: of one release, that the demonstration starts quickly.
        for release, asked in ((1, tables[:1]), (2, tables)):
            stand_in.publish(build_release(release))
            services.fetching.refresh(asked, accept_host=False, progress=lambda _name, _bytes: None)
        services.fetching.fetch_divisions(None, accept_host=False, progress=lambda _name, _bytes: None)
        for year in (YEARS[0], YEARS[-1]):
            services.fetching.fetch_boundaries(
                year, url=boundary_service(stand_in.url), accept_host=False, progress=lambda _name, _bytes: None
            )
        print("Demonstratie met FICTIEVE cijfers in een tijdelijke opslag.", flush=True)
        _serve(settings, services, with_schedule=False, said=_add_demo_people(services))


def _add_demo_people(services: Services) -> list[str]:
    """Two who can approve each other's work and one who administers, with passwords of this once; gives what to say."""
    people = (
        ("anna", "Anna (fictief)", EDITOR),
        ("bram", "Bram (fictief)", EDITOR),
        ("carla", "Carla (fictief)", ADMINISTRATOR),
    )
    lines = ["Aanmelden kan als:"]
    for username, name, role in people:
        password = secrets.token_urlsafe(15)
        services.accounts.add(username, role=role, password=password, name=name)
        lines.append(f"  {username:<6} {role:<10} wachtwoord {password}")
    return lines


def __getattr__(name: str) -> Any:
    if name == "server":
        settings = _settings()
        set_up_logging(settings.log_format, level=logging.INFO, secrets=secret_values(settings))
        globals()["server"] = create_app(settings).server
        return globals()["server"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_PROGRAM = Program(
    settings=_settings, services=create_services, serve=_serve, schedule=_schedule, stand_in=_stand_in, demo=_demo
)


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:], _PROGRAM)
    except KeyboardInterrupt:
        logging.getLogger(__name__).info("stopped by hand")
        code = 130
    sys.exit(code)
