"""Every setting: declared once, with its meaning in Dutch, read from the environment or `.env`.

A misspelt name or an impossible value stops the start with a sentence that says which.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from data_sources.cbs.topics import TopicChoice
from data_sources.errors import SettingsError
from data_sources.mail_address import read_mail_server
from data_sources.registry import INDICATORS
from data_sources.schedule import check_cron

PREFIX = "VT_"
_MAY_BE_EMPTY = "VT_REFRESH_CRON"
# A webhook lets in whoever knows its path; a short one is a word that means something elsewhere too.
_SHORTEST_SECRET_PATH = 8
ROOT = Path(__file__).resolve().parent.parent
TABLE_ID = re.compile(r"[0-9]{4,5}[A-Za-z]{3,4}")


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    # Asking for the port checks it.
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError("not a web address")
    return value.rstrip("/")


def _open_address(value: str) -> str:
    """An address that is shown and stored beside figures, so it may hold no name or password."""
    if "@" in urlsplit(value).netloc:
        raise ValueError("an address with a name or password in it")
    return _web_address(value)


def _table_list(value: str) -> str:
    names = value.replace(",", " ").split()
    if not names or not all(TABLE_ID.fullmatch(name) for name in names):
        raise ValueError("not a list of tables")
    return " ".join(names)


def _cron(value: str) -> str:
    return check_cron(value)


def _mail_server(value: str) -> str:
    read_mail_server(value)
    return value


def _yes_or_no(value: object) -> object:
    return {"ja": True, "nee": False}.get(value.lower(), value) if isinstance(value, str) else value


def _existing_file(value: str) -> str:
    if not Path(value).is_file():
        raise ValueError("no such file")
    return value


ExistingFile = Annotated[str, AfterValidator(_existing_file)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
OpenAddress = Annotated[str, AfterValidator(_open_address)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]


def _setting(default: Any, meaning: str, expects: str, *, secret: bool = False, **limits: Any) -> Any:
    return Field(default, description=meaning, json_schema_extra={"expects": expects, "secret": secret}, **limits)


class Settings(BaseModel):
    """The settings, checked. Field ``cbs_url`` is the setting VT_CBS_URL."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: str = _setting(
        f"sqlite:///{ROOT / 'instance' / 'veiligthuis.db'}", "adres van de opslag", "een SQLAlchemy-adres", secret=True
    )
    cbs_url: OpenAddress = _setting(
        "https://opendata.cbs.nl", "adres van de open data van CBS", "een http(s)-adres zonder naam of wachtwoord"
    )
    cbs_timeout: float = _setting(
        30.0, "seconden dat één leesactie mag stilvallen", "een getal boven nul, ten hoogste een dag", gt=0, le=86_400
    )
    cbs_deadline: float = _setting(
        600.0, "seconden voor één tabel, alles bij elkaar", "een getal boven nul, ten hoogste een dag", gt=0, le=86_400
    )
    https_proxy: WebAddress | None = _setting(None, "proxy naar CBS", "een http(s)-adres", secret=True)
    ca_bundle: ExistingFile | None = _setting(
        None,
        "bestand met certificaten om CBS, webhook en mailserver mee te controleren",
        "het pad van een bestand dat er is",
    )
    tables: Annotated[str, AfterValidator(_table_list)] = _setting(
        "84847NED", "CBS-tabellen om te verversen; 84848NED t/m 84855NED en 85361NED splitsen dezelfde aantallen uit",
        "tabelnummers, gescheiden door spaties of komma's",
    )  # fmt: skip
    topic_map: ExistingFile | None = _setting(
        None, "TOML-bestand dat CBS-onderwerpen aanwijst", "het pad van een bestand dat er is"
    )
    refresh_cron: Annotated[str, AfterValidator(_cron)] = _setting(
        "45 6 * * *", "wanneer verversen (Europe/Amsterdam); leeg is nooit", "vijf cron-velden of niets"
    )
    stale_days: float = _setting(
        3.0, "dagen zonder geslaagde controle tot de melding 'verouderd'", "een getal van 0 tot en met 36500",
        ge=0, le=36_500,
    )  # fmt: skip
    host: str = _setting("127.0.0.1", "adres waarop het dashboard luistert", "een adres")
    port: int = _setting(
        8050, "poort waarop het dashboard luistert", "een getal van 0 tot en met 65535", ge=0, le=65535
    )
    public_url: OpenAddress | None = _setting(None, "openbaar adres van het dashboard", "een http(s)-adres")
    trusted_proxies: int = _setting(0, "aantal vertrouwde proxy's voor het dashboard", "een heel getal", ge=0)
    secret_key: str | None = _setting(None, "sleutel voor sessies", "een lange, willekeurige tekst", secret=True)
    login_required: YesOrNo = _setting(False, "of inloggen nodig is om te lezen", "ja of nee (1 of 0)")
    local_accounts: YesOrNo = _setting(True, "of lokale accounts mogen inloggen", "ja of nee (1 of 0)")
    oidc_issuer: WebAddress | None = _setting(None, "aanbieder van de centrale inlog", "een http(s)-adres")
    oidc_client_id: str | None = _setting(None, "naam van dit programma bij de centrale inlog", "een tekst")
    oidc_client_secret: str | None = _setting(None, "geheim bij de centrale inlog", "een tekst", secret=True)
    oidc_private_key: str | None = _setting(None, "sleutel bij de centrale inlog", "een pad", secret=True)
    oidc_role_claim: str | None = _setting(None, "veld van de centrale inlog met de rol", "een tekst")
    browser_path: str | None = _setting(None, "Chromium voor het maken van afbeeldingen", "een pad")
    theme_dir: str | None = _setting(None, "map met eigen huisstijl", "een pad")
    webhook_url: WebAddress | None = _setting(
        None, "adres voor een bericht na nieuwe cijfers", "een http(s)-adres", secret=True
    )
    smtp_url: Annotated[str, AfterValidator(_mail_server)] | None = _setting(
        None, "mailserver voor een bericht na nieuwe cijfers, met afzender en ontvangers",
        "smtp+starttls://naam:wachtwoord@server:587/?from=van@voorbeeld.nl&to=aan@voorbeeld.nl,ook@voorbeeld.nl"
        " (of smtps://; zonder naam en wachtwoord ook smtp://)",
        secret=True,
    )  # fmt: skip
    log_format: Literal["text", "json"] = _setting("text", "vorm van het logboek", "text of json")


@dataclass(frozen=True)
class SettingLine:
    """One setting for people: name, meaning, where its value came from, and the value unless it is a secret."""

    name: str
    meaning: str
    origin: str
    value: str


def load_settings(environ: Mapping[str, str] = os.environ, *, env_file: Path = ROOT / ".env") -> Settings:
    """The settings from the environment over `.env` over the defaults. Raises SettingsError."""
    given = {**_from_file(env_file), **_ours(environ)}
    names = {_name(field) for field in Settings.model_fields}
    unknown = sorted(set(given) - names)
    if unknown:
        raise SettingsError(
            f"Onbekende instelling: {', '.join(unknown)}. Bekend zijn: {', '.join(sorted(names))}.", found=unknown
        )
    values = {name.removeprefix(PREFIX).lower(): text for name, text in given.items()}
    values = {field: text for field, text in values.items() if _is_set(_name(field), text)}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(" ".join(_explain(problem) for problem in error.errors())) from error
    # Read now as well: a file that cannot be used stops the start, not tomorrow's refresh.
    load_topic_map(settings.topic_map)
    return settings


def check_way_in(settings: Settings) -> None:
    """Raises SettingsError for settings with which nobody could read the dashboard."""
    if settings.login_required and not settings.local_accounts:
        raise SettingsError(
            "VT_LOGIN_REQUIRED=ja samen met VT_LOCAL_ACCOUNTS=nee laat niemand toe: een centrale inlog is er nog niet."
            " Zet een van beide anders."
        )


def describe_settings(
    settings: Settings, environ: Mapping[str, str] = os.environ, *, env_file: Path = ROOT / ".env"
) -> list[SettingLine]:
    """All settings in declared order; secrets masked."""
    in_file, in_environment = _from_file(env_file), _ours(environ)
    given = {**in_file, **in_environment}
    lines = []
    for field, info in Settings.model_fields.items():
        name, value = _name(field), getattr(settings, field)
        origin = "omgeving" if name in in_environment else ".env"
        origin = origin if _is_set(name, given.get(name)) else "standaard"
        masked = _extra(field)["secret"] and value != info.default
        shown = "••••" if masked else "" if value is None else str(value)
        lines.append(SettingLine(name, str(info.description), origin, shown))
    return lines


def secret_values(settings: Settings) -> set[str]:
    """The values that may never be written anywhere, and the passwords inside addresses."""
    found: set[str] = set()
    for field, info in Settings.model_fields.items():
        value = getattr(settings, field)
        if _extra(field)["secret"] and value and value != info.default:
            found |= {str(value), *_secret_parts(str(value))}
    return found


def _secret_parts(value: str) -> set[str]:
    """What is secret by itself in an address: its password, written as it is too, and a path that nobody can guess."""
    parts = urlsplit(value)
    found = {parts.password, unquote(parts.password)} if parts.password else set()
    if parts.scheme in {"http", "https"} and len(parts.path) >= _SHORTEST_SECRET_PATH:
        found.add(parts.path)
    return found


def load_topic_map(path: str | None) -> dict[str, TopicChoice]:
    """The operator's choice of topics: one line an indicator. Raises SettingsError for an unreadable file."""
    if path is None:
        return {}
    try:
        lines = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        choices = {name: TopicChoice(**line) for name, line in lines.items()}
        if not all(isinstance(text, str) for line in lines.values() for text in line.values()):
            raise TypeError("not all texts")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise SettingsError(
            f"VT_TOPIC_MAP wijst naar {path}, maar dat is niet te lezen als TOML met regels als"
            ' adviezen = { title = "Gestarte adviezen", unit = "aantal" }.',
            found=repr(error),
        ) from error
    unknown = sorted(set(choices) - set(INDICATORS))
    if unknown:
        raise SettingsError(
            f"VT_TOPIC_MAP noemt {', '.join(unknown)}; aan te wijzen zijn: {', '.join(INDICATORS)}.", found=unknown
        )
    return choices


def _name(field: str) -> str:
    return PREFIX + field.upper()


def _is_set(name: str, text: str | None) -> bool:
    """An empty text is "not set", except where nothing has a meaning of its own."""
    return bool(text) or (text is not None and name == _MAY_BE_EMPTY)


def _ours(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in environ.items() if name.startswith(PREFIX)}


def _from_file(path: Path) -> dict[str, str]:
    return _ours({name: text or "" for name, text in dotenv_values(path).items()}) if path.exists() else {}


def _extra(field: str) -> Any:
    return Settings.model_fields[field].json_schema_extra


def _explain(problem: Any) -> str:
    field = str(problem["loc"][0])
    extra = _extra(field)
    hidden = extra["secret"] or "@" in str(problem["input"])
    found = "" if hidden else f": '{problem['input']}'"
    return f"{_name(field)} heeft een waarde die niet kan{found}. Verwacht: {extra['expects']}."
