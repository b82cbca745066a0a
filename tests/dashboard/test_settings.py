"""Every setting is known by its name, a mistake is named, and a secret is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.settings import Settings, describe_settings, load_settings, load_topic_map, secret_values
from data_sources.cbs.topics import TopicChoice
from data_sources.errors import SettingsError

# A value of its own for every name that is promised to scripts outside this repository.
PROMISED = {
    "VT_DATABASE_URL": "sqlite:///elders.db", "VT_CBS_URL": "http://127.0.0.1:8051/", "VT_CBS_TIMEOUT": "0.2",
    "VT_CBS_DEADLINE": "60", "VT_HTTPS_PROXY": "http://proxy.intern:3128", "VT_CA_BUNDLE": "FILE",
    "VT_TABLES": "84847NED, 84850NED", "VT_TOPIC_MAP": "FILE", "VT_REFRESH_CRON": "0 7 * * 1-5", "VT_STALE_DAYS": "1",
    "VT_HOST": "0.0.0.0", "VT_PORT": "80", "VT_PUBLIC_URL": "https://vt.example", "VT_TRUSTED_PROXIES": "1",
    "VT_SECRET_KEY": "geheim-sleutel", "VT_LOGIN_REQUIRED": "1", "VT_LOCAL_ACCOUNTS": "0",
    "VT_OIDC_ISSUER": "https://inlog.example", "VT_OIDC_CLIENT_ID": "vt", "VT_OIDC_CLIENT_SECRET": "geheim-oidc",
    "VT_OIDC_PRIVATE_KEY": "geheim-pad", "VT_OIDC_ROLE_CLAIM": "rollen", "VT_BROWSER_PATH": "/usr/bin/chromium",
    "VT_THEME_DIR": "/thema", "VT_WEBHOOK_URL": "https://bericht.example/geheim-haak",
    "VT_SMTP_URL": "smtps://u:geheim-post@mail/?from=a@b&to=c@d", "VT_LOG_FORMAT": "json",
}  # fmt: skip


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """The path of a `.env` that is not there."""
    return tmp_path / ".env"


@pytest.fixture
def promised(tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "a.file"
    file.touch()
    return {name: str(file) if value == "FILE" else value for name, value in PROMISED.items()}


def test_every_promised_name_is_accepted_and_there_is_no_other(promised: dict[str, str], nothing: Path) -> None:
    settings = load_settings(promised, env_file=nothing)
    assert {f"VT_{name.upper()}" for name in Settings.model_fields} == set(PROMISED)
    assert all(line.origin == "omgeving" for line in describe_settings(settings, promised, env_file=nothing))
    assert (settings.cbs_url, settings.cbs_timeout, settings.tables) == (
        "http://127.0.0.1:8051",
        0.2,
        "84847NED 84850NED",
    )


def test_without_anything_set_the_defaults_hold(nothing: Path) -> None:
    settings = load_settings({"PATH": "/bin", "VTX": "1"}, env_file=nothing)
    assert (settings.cbs_url, settings.cbs_timeout, settings.cbs_deadline) == ("https://opendata.cbs.nl", 30, 600)
    assert (settings.tables, settings.refresh_cron, settings.stale_days) == ("84847NED", "45 6 * * *", 3)
    assert (settings.host, settings.port, settings.log_format) == ("127.0.0.1", 8050, "text")
    assert settings.database_url.endswith("/instance/veiligthuis.db")


def test_the_environment_goes_before_the_file_and_the_origin_is_told(nothing: Path) -> None:
    nothing.write_text("VT_PORT=81\nVT_HOST=0.0.0.0\nANDERS=1\n", encoding="utf-8")
    environment = {"VT_PORT": "82"}
    settings = load_settings(environment, env_file=nothing)
    lines = {line.name: line for line in describe_settings(settings, environment, env_file=nothing)}
    assert [(lines[name].value, lines[name].origin) for name in ("VT_PORT", "VT_HOST", "VT_TABLES")] == [
        ("82", "omgeving"), ("0.0.0.0", ".env"), ("84847NED", "standaard"),
    ]  # fmt: skip


def test_secrets_are_masked_and_every_setting_has_a_meaning(promised: dict[str, str], nothing: Path) -> None:
    lines = describe_settings(load_settings(promised, env_file=nothing), promised, env_file=nothing)
    assert [line.name for line in lines if line.value == "••••"] == [
        "VT_DATABASE_URL", "VT_HTTPS_PROXY", "VT_SECRET_KEY", "VT_OIDC_CLIENT_SECRET", "VT_OIDC_PRIVATE_KEY",
        "VT_WEBHOOK_URL", "VT_SMTP_URL",
    ]  # fmt: skip
    assert not any("geheim-" in line.value for line in lines)
    assert all(line.meaning for line in lines)


def test_an_empty_text_is_not_set_but_an_empty_schedule_is_never(nothing: Path) -> None:
    empty = {"VT_PORT": "", "VT_REFRESH_CRON": "", "VT_SMTP_URL": ""}
    settings = load_settings(empty, env_file=nothing)
    assert (settings.port, settings.refresh_cron, settings.smtp_url) == (8050, "", None)
    lines = {line.name: line for line in describe_settings(settings, empty, env_file=nothing)}
    assert [lines[name].origin for name in empty] == ["standaard", "omgeving", "standaard"]


def test_an_unknown_name_is_refused_in_the_environment_and_in_the_file(nothing: Path) -> None:
    with pytest.raises(SettingsError, match=r"^Onbekende instelling: VT_CBS_ULR\. Bekend zijn: VT_BROWSER_PATH, "):
        load_settings({"VT_CBS_ULR": "x"}, env_file=nothing)
    nothing.write_text("export VT_PROT=80\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="Onbekende instelling: VT_PROT"):
        load_settings({}, env_file=nothing)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VT_CBS_URL", "opendata.cbs.nl"), ("VT_CBS_URL", "ftp://opendata.cbs.nl"), ("VT_CBS_URL", "http://"),
        ("VT_CBS_URL", "http://127.0.0.1:POORT"), ("VT_CBS_URL", "http://127.0.0.1:99999"),
        ("VT_CBS_TIMEOUT", "0"), ("VT_CBS_TIMEOUT", "-1"), ("VT_CBS_TIMEOUT", "snel"), ("VT_CBS_TIMEOUT", "nan"),
        ("VT_CBS_TIMEOUT", "inf"), ("VT_CBS_DEADLINE", "1e300"), ("VT_STALE_DAYS", "-1"), ("VT_STALE_DAYS", "1e9"),
        ("VT_CA_BUNDLE", "/is/er/niet.pem"), ("VT_TOPIC_MAP", "/is/er/niet.toml"), ("VT_TABLES", "kerncijfers"),
        ("VT_TABLES", " , "), ("VT_TABLES", "84847NED\n../x"), ("VT_REFRESH_CRON", "dagelijks"),
        ("VT_PORT", "65536"), ("VT_PORT", "-1"), ("VT_PORT", "80.5"), ("VT_TRUSTED_PROXIES", "veel"),
        ("VT_LOGIN_REQUIRED", "misschien"), ("VT_PUBLIC_URL", "vt.example"), ("VT_LOG_FORMAT", "xml"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_with_its_name_and_what_is_expected(
    name: str, value: str, nothing: Path
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({name: value}, env_file=nothing)
    assert caught.value.message.startswith(f"{name} heeft een waarde die niet kan: '{value}'. Verwacht: ")
    assert caught.value.exit_code == 2


def test_a_bad_value_of_a_secret_is_not_repeated(nothing: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"VT_WEBHOOK_URL": "geheim-haak"}, env_file=nothing)
    assert caught.value.message == "VT_WEBHOOK_URL heeft een waarde die niet kan. Verwacht: een http(s)-adres."


@pytest.mark.parametrize(
    ("text", "expected"), [("ja", True), ("Nee", False), ("1", True), ("0", False), ("true", True)]
)
def test_yes_and_no_may_be_said_in_dutch(text: str, expected: bool, nothing: Path) -> None:
    assert load_settings({"VT_LOGIN_REQUIRED": text}, env_file=nothing).login_required is expected


def test_a_topic_map_has_one_line_for_each_indicator(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text(
        'adviezen = { title = "Begonnen adviezen", unit = "aantal" }\n'
        'meldingen = { title = "Meldingen", unit = "aantal", group = "Totaal" }\n'
    )
    assert load_topic_map(str(file)) == {
        "adviezen": TopicChoice("Begonnen adviezen", "aantal"),
        "meldingen": TopicChoice("Meldingen", "aantal", "Totaal"),
    }
    assert load_topic_map(None) == {}


@pytest.mark.parametrize(
    "text",
    [
        "adviezen = Gestarte adviezen", 'adviezen = "Gestarte adviezen"', 'adviezen = { title = "Gestarte adviezen" }',
        'adviezen = { title = 5, unit = "aantal" }', 'adviezen = { title = "x", unit = "y", groep = "z" }',
    ],
)  # fmt: skip
def test_a_topic_map_that_cannot_be_read_says_how_a_line_looks(text: str, tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_topic_map(str(file))
    assert str(file) in caught.value.message
    assert 'adviezen = { title = "Gestarte adviezen", unit = "aantal" }' in caught.value.message


def test_a_topic_map_of_something_unknown_names_what_can_be_mapped(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text('casussen = { title = "Gestarte casussen", unit = "aantal" }')
    with pytest.raises(SettingsError, match="noemt casussen; aan te wijzen zijn: adviezen, meldingen"):
        load_topic_map(str(file))


def test_an_address_that_is_shown_may_hold_no_password(nothing: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"VT_CBS_URL": "http://naam:geheim@127.0.0.1:8000"}, env_file=nothing)
    assert "zonder naam of wachtwoord" in caught.value.message
    assert "geheim@" not in caught.value.message


def test_a_topic_map_that_cannot_be_used_stops_the_start(tmp_path: Path, nothing: Path) -> None:
    path = tmp_path / "kaart.toml"
    path.write_text("adviezen = [")
    with pytest.raises(SettingsError, match="VT_TOPIC_MAP"):
        load_settings({"VT_TOPIC_MAP": str(path)}, env_file=nothing)


def test_a_mail_server_without_recipients_stops_the_start_and_keeps_its_secret(nothing: Path) -> None:
    with pytest.raises(
        SettingsError, match=r"VT_SMTP_URL heeft een waarde die niet kan\. Verwacht: .*from=.*to="
    ) as error:
        load_settings({"VT_SMTP_URL": "smtp://u:geheim-post@mail"}, env_file=nothing)
    assert "geheim" not in str(error.value)


def test_a_password_that_would_go_in_the_clear_stops_the_start(nothing: Path) -> None:
    with pytest.raises(SettingsError, match=r"^VT_SMTP_URL .* Schrijf smtp\+starttls:// of smtps://") as error:
        load_settings({"VT_SMTP_URL": "smtp://u:geheim-post@mail?from=a@b&to=c@d"}, env_file=nothing)
    assert "geheim" not in str(error.value)


def test_a_password_and_the_path_of_a_webhook_are_secret_by_themselves() -> None:
    settings = Settings(
        webhook_url="https://bericht.example/hooks/xyz", smtp_url="smtps://u:p%40s@mail?from=a@b&to=c@d"
    )
    assert {"/hooks/xyz", "p%40s", "p@s"} <= secret_values(settings)
    assert "/haak" not in secret_values(Settings(webhook_url="https://bericht.example/haak"))
