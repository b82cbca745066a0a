"""Accounts, sessions and guesses, on both kinds of store."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine, event, func, select, update

from dashboard.accounts import Accounts
from dashboard.settings import Settings
from data_sources.errors import PasswordRefused, UsageError
from data_sources.people import ADMINISTRATOR, EDITOR, READER
from data_sources.store.models import AccountRow, AuditEventRow, CredentialRow, LoginFailureRow, SessionRow
from data_sources.store.prepare import Store, prepare
from tests.dashboard.people import CHEAP, NOW, PASSWORD, PEOPLE, add_people
from tests.databases import Databases

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
WRONG = "dit is het niet, jammer"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class World:
    store: Store
    settings: Settings = field(default_factory=Settings)
    clock: Clock = field(default_factory=Clock)

    def accounts(self, **settings: object) -> Accounts:
        return Accounts(self.store, self.settings.model_copy(update=settings), self.clock, hasher=CHEAP)

    @property
    def reader(self) -> Engine:
        return self.store.engines.reader

    def count(self, table: type) -> int:
        with self.reader.begin() as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

    def events(self) -> list[tuple[str, str, str]]:
        """Who did what to what, after the people were made."""
        row = AuditEventRow
        with self.reader.begin() as connection:
            found = connection.execute(select(row.actor, row.action, row.subject).order_by(row.id)).all()
        return [tuple(event) for event in found if event.action != "account-gemaakt"]


def _fill(url: str) -> None:
    store = prepare(url)
    add_people(store)
    store.engines.dispose()


@pytest.fixture
def world(databases: Databases) -> Iterator[World]:
    with databases.copy("people", _fill) as url:
        store = prepare(url)
        yield World(store)
        store.engines.dispose()


def _refusal(accounts: Accounts, username: str, password: str = WRONG, address: str = HERE) -> str:
    with pytest.raises(PasswordRefused) as refused:
        accounts.login(username, password, address)
    return refused.value.message


def test_a_login_is_a_session_of_that_person_and_both_ends_are_in_the_trail(world: World) -> None:
    accounts = world.accounts()
    token = accounts.login(" Anna ", PASSWORD, HERE)
    visitor = accounts.visitor_of(token)
    assert (visitor.person, len(token) >= 43, len(visitor.csrf)) == (PEOPLE["anna"], True, 64)
    accounts.logout(token)
    assert accounts.visitor_of(token).person is None
    assert world.events() == [("anna", "aangemeld", "anna"), ("anna", "afgemeld", "anna")]


def test_the_store_holds_neither_token_nor_password(world: World) -> None:
    accounts = world.accounts()
    token = accounts.login("anna", PASSWORD, HERE)
    with world.reader.begin() as connection:
        [kept] = connection.execute(select(SessionRow.token_hash)).scalars()
        hashes = connection.execute(select(CredentialRow.password_hash)).scalars().all()
    assert token not in kept
    assert len(set(hashes)) == len(PEOPLE)
    assert all(each.startswith("$argon2id$") and PASSWORD not in each for each in hashes)


def test_with_another_secret_key_every_session_has_ended(world: World) -> None:
    token = world.accounts(secret_key="een").login("anna", PASSWORD, HERE)
    assert world.accounts(secret_key="een").visitor_of(token).person == PEOPLE["anna"]
    assert world.accounts(secret_key="twee").visitor_of(token).person is None
    assert world.accounts().visitor_of(token).person is None


def test_logging_in_again_ends_the_session_that_the_browser_had(world: World) -> None:
    accounts = world.accounts()
    first = accounts.login("anna", PASSWORD, HERE)
    second = accounts.login("bram", PASSWORD, HERE, instead_of=first)
    assert (accounts.visitor_of(first).person, accounts.visitor_of(second).person) == (None, PEOPLE["bram"])


@pytest.mark.parametrize(
    ("minutes", "holds"),
    [
        ([59], True),
        ([60], False),
        ([59, 59, 59], True),
        ([59] * 12, True),
        ([59] * 12 + [12], False),
    ],
    ids=str,
)
def test_a_session_ends_after_an_hour_of_silence_and_after_twelve_hours(
    world: World, minutes: list[int], holds: bool
) -> None:
    accounts = world.accounts()
    token = accounts.login("anna", PASSWORD, HERE)
    for each in minutes:
        world.clock.forward(minutes=each)
        seen = accounts.visitor_of(token).person
    assert (seen is not None) == holds


def test_a_sign_of_life_is_written_at_most_once_a_minute(world: World) -> None:
    accounts = world.accounts()
    token = accounts.login("anna", PASSWORD, HERE)
    seen = []
    for seconds in (0, 59, 1, 30, 31):
        world.clock.forward(seconds=seconds)
        accounts.visitor_of(token)
        with world.reader.begin() as connection:
            moment = connection.execute(select(SessionRow.seen_at)).scalar_one()
        seen.append((moment - NOW).total_seconds())
    assert seen == [0, 0, 60, 60, 121]


def test_a_sign_of_life_that_cannot_be_written_keeps_nobody_out(world: World, caplog: pytest.LogCaptureFixture) -> None:
    accounts = world.accounts()
    token = accounts.login("anna", PASSWORD, HERE)
    world.clock.forward(minutes=2)

    @event.listens_for(world.store.engines.writer, "begin")
    def _nothing_can_be_written(connection: Connection) -> None:
        sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("PRAGMA query_only=ON" if sqlite else "SET TRANSACTION READ ONLY")

    assert accounts.visitor_of(token).person == PEOPLE["anna"]
    assert "a session could not be marked as seen" in caplog.text


def test_a_session_from_a_clock_that_was_ahead_does_not_hold(world: World) -> None:
    accounts = world.accounts()
    world.clock.forward(days=2)
    token = accounts.login("anna", PASSWORD, HERE)
    world.clock.forward(days=-2)
    assert accounts.visitor_of(token).person is None


def test_sessions_that_have_ended_do_not_pile_up(world: World) -> None:
    accounts = world.accounts()
    for _ in range(3):
        accounts.login("anna", PASSWORD, HERE)
    world.clock.forward(hours=2)
    accounts.login("bram", PASSWORD, HERE)
    assert world.count(SessionRow) == 1


def test_whatever_is_taken_from_an_account_ends_its_sessions_at_once(world: World) -> None:
    accounts = world.accounts()
    for change in (
        lambda: accounts.role("anna", READER),
        lambda: accounts.reset("anna", PASSWORD),
        lambda: accounts.disable("anna"),
    ):
        token = accounts.login("anna", PASSWORD, HERE)
        other = accounts.login("bram", PASSWORD, HERE)
        change()
        assert (accounts.visitor_of(token).person, accounts.visitor_of(other).person) == (None, PEOPLE["bram"])
    assert _refusal(accounts, "anna", PASSWORD) == "Gebruikersnaam of wachtwoord klopt niet."
    accounts.enable("anna")
    assert accounts.visitor_of(accounts.login("anna", PASSWORD, HERE)).role == READER


def test_a_session_of_a_disabled_account_does_not_hold_even_where_it_was_left(world: World) -> None:
    token = world.accounts().login("anna", PASSWORD, HERE)
    with world.store.engines.writer.begin() as connection:
        connection.execute(update(AccountRow).values(disabled_at=NOW))
    assert (world.count(SessionRow), world.accounts().visitor_of(token).person) == (1, None)


@pytest.mark.parametrize("meanwhile", ["disable", "reset"])
def test_what_is_taken_away_while_a_password_is_looked_at_is_taken_away(world: World, meanwhile: str) -> None:
    class Slow(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            admin = world.accounts()
            admin.disable("anna") if meanwhile == "disable" else admin.reset("anna", "een heel andere zin")
            return super().verify(hash, password)

    slow = Slow(time_cost=1, memory_cost=8, parallelism=1)
    told = _refusal(Accounts(world.store, Settings(), world.clock, hasher=slow), "anna", PASSWORD)
    assert told == "Uw account is zojuist gewijzigd. Probeer het opnieuw."
    assert world.count(SessionRow) == 0


def test_another_password_of_ones_own_ends_all_other_sessions(world: World) -> None:
    accounts = world.accounts()
    elsewhere, here = (accounts.login("anna", PASSWORD, HERE) for _ in range(2))
    token = accounts.change_password(PEOPLE["anna"], PASSWORD, "een heel andere zin", HERE)
    assert [accounts.visitor_of(each).person for each in (elsewhere, here, token)] == [None, None, PEOPLE["anna"]]
    assert _refusal(accounts, "anna", PASSWORD) == "Gebruikersnaam of wachtwoord klopt niet."
    accounts.login("anna", "een heel andere zin", HERE)


def test_guesses_at_the_old_password_of_a_session_are_counted_too(world: World) -> None:
    accounts = world.accounts()
    for _ in range(5):
        with pytest.raises(PasswordRefused):
            accounts.change_password(PEOPLE["anna"], WRONG, "een heel andere zin", HERE)
    assert "over 15 minuten" in _refusal(accounts, "anna", PASSWORD)


def test_five_wrong_passwords_lock_a_name_for_the_rest_of_a_quarter_of_an_hour(world: World) -> None:
    accounts = world.accounts()
    for _ in range(4):
        assert _refusal(accounts, "anna") == "Gebruikersnaam of wachtwoord klopt niet."
        world.clock.forward(minutes=1)
    locked = "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over {} opnieuw."
    assert _refusal(accounts, "anna") == locked.format("11 minuten")
    assert _refusal(accounts, "anna", PASSWORD) == locked.format("11 minuten")
    assert _refusal(accounts, "anna", PASSWORD, ELSEWHERE) == locked.format("11 minuten")
    accounts.login("bram", PASSWORD, HERE)
    world.clock.forward(minutes=10, seconds=30)
    assert _refusal(accounts, "anna", PASSWORD) == locked.format("1 minuut")
    world.clock.forward(seconds=30)
    accounts.login("anna", PASSWORD, HERE)
    assert world.events().count(("niemand", "aanmelden-geblokkeerd", "anna")) == 1


def test_the_right_password_forgets_the_wrong_ones(world: World) -> None:
    accounts = world.accounts()
    for _ in range(3):
        for _ in range(4):
            assert _refusal(accounts, "anna") == "Gebruikersnaam of wachtwoord klopt niet."
        accounts.login("anna", PASSWORD, HERE)
    assert world.count(LoginFailureRow) == 0


@pytest.mark.parametrize("username", ["niemand", "", "' or 1=1 --", "\x00", "ANNA\x00", "x" * 100_000, "Ånna"])
def test_a_name_without_account_is_refused_and_locked_like_any_other(world: World, username: str) -> None:
    accounts = world.accounts()
    told = [_refusal(accounts, username) for _ in range(7)]
    assert told == [_refusal(world.accounts(), "anna", address=ELSEWHERE) for _ in range(7)]


def test_looking_at_a_password_is_as_much_work_for_a_name_that_is_not_there(world: World) -> None:
    """No clock: what is counted is how often a hash is looked at, and how costly each is."""
    looked_at: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            looked_at.append(str(hash).rsplit("$", 2)[0])
            return super().verify(hash, password)

    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    accounts = Accounts(world.store, Settings(), world.clock, hasher=hasher)
    accounts.disable("lotte")
    for username in ("anna", "niemand", "lotte", "geen naam!"):
        _refusal(accounts, username)
    assert looked_at == ["$argon2id$v=19$m=8,t=1,p=1"] * 4


def test_thirty_wrong_passwords_lock_an_address_and_no_other(world: World) -> None:
    accounts = world.accounts()
    told = [_refusal(accounts, f"naam{n % 10}") for n in range(31)]
    assert "over 15 minuten" in told[29]
    assert "over 15 minuten" in told[30]
    assert told[:29] == ["Gebruikersnaam of wachtwoord klopt niet."] * 29
    assert "over 15 minuten" in _refusal(accounts, "anna", PASSWORD)
    accounts.login("anna", PASSWORD, ELSEWHERE)
    assert world.events()[0] == ("niemand", "aanmelden-geblokkeerd", HERE)


def test_all_addresses_of_one_network_of_ipv6_count_as_one(world: World) -> None:
    accounts = world.accounts()
    for n in range(30):
        _refusal(accounts, f"naam{n % 10}", address=f"2001:db8:1:2::{n:x}")
    assert "minuten" in _refusal(accounts, "anna", PASSWORD, "2001:db8:1:2:ffff::1")
    accounts.login("anna", PASSWORD, "2001:db8:1:3::1")
    for n in range(30):
        _refusal(accounts, f"ander{n % 10}", address=f"::ffff:192.0.2.{n}")
    accounts.login("anna", PASSWORD, "::ffff:192.0.2.99")


def test_an_address_counts_as_one_whatever_port_a_proxy_names_with_it(world: World) -> None:
    accounts = world.accounts()
    for n in range(30):
        _refusal(accounts, f"naam{n % 10}", address=f"192.0.2.7:{5000 + n}")
    assert "minuten" in _refusal(accounts, "anna", PASSWORD, "192.0.2.7")
    accounts.login("anna", PASSWORD, "192.0.2.8:5000")
    for n in range(30):
        _refusal(accounts, f"ander{n % 10}", address=f"[2001:db8:1:2::{n:x}]:443")
    assert "minuten" in _refusal(accounts, "anna", PASSWORD, "2001:db8:1:2::99")
    accounts.login("anna", PASSWORD, "[2001:db8:1:3::1]")


def test_who_logs_in_while_somebody_writes_is_soon_asked_to_try_again(world: World) -> None:
    accounts = world.accounts()
    with world.store.engines.writer.begin():
        begun = monotonic()
        message = _refusal(accounts, "anna", PASSWORD)
        # A writer that waits does so for half a minute or longer.
        assert monotonic() - begun < 15
    assert message == "Aanmelden lukt nu niet, omdat er iets anders wordt opgeslagen. Probeer het zo opnieuw."
    assert world.count(LoginFailureRow) == 0
    accounts.login("anna", PASSWORD, HERE)


def test_of_many_guesses_at_once_no_more_than_five_are_looked_at(world: World) -> None:
    looked_at: list[bytes] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            looked_at.append(bytes(password))  # type: ignore[arg-type]
            return super().verify(hash, password)

    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    # As many replicas as guesses, each with counts of its own if it had any.
    replicas = [Accounts(world.store, Settings(), world.clock, hasher=hasher) for _ in range(16)]

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda number: _refusal(replicas[number], "anna", f"{WRONG} {number}"), range(15)))
    assert len(looked_at) == 5
    assert sum("minuten" in message for message in told) >= 10
    assert "minuten" in _refusal(replicas[15], "anna", PASSWORD)
    assert world.events() == [("niemand", "aanmelden-geblokkeerd", "anna")]
    assert world.count(LoginFailureRow) == 5


def test_a_lock_ends_although_somebody_goes_on_guessing(world: World) -> None:
    accounts = world.accounts()
    for _ in range(5):
        _refusal(accounts, "anna")
    for _ in range(14):
        world.clock.forward(minutes=1)
        _refusal(accounts, "anna")
    world.clock.forward(minutes=1)
    accounts.login("anna", PASSWORD, HERE)


def test_guesses_from_a_clock_that_was_ahead_lock_nobody_out(world: World) -> None:
    accounts = world.accounts()
    world.clock.forward(days=3)
    for _ in range(5):
        _refusal(accounts, "anna")
    world.clock.forward(days=-3)
    accounts.login("anna", PASSWORD, HERE)


def test_a_password_is_hashed_anew_when_hashing_became_harder(world: World) -> None:
    harder = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    Accounts(world.store, Settings(), world.clock, hasher=harder).login("anna", PASSWORD, HERE)
    with world.reader.begin() as connection:
        hashes = connection.execute(select(CredentialRow.password_hash)).scalars().all()
    assert sum("m=16,t=2" in each for each in hashes) == 1
    world.accounts().login("anna", PASSWORD, HERE)


def test_a_password_is_the_same_however_a_keyboard_writes_its_accents(world: World) -> None:
    accounts = world.accounts()
    accounts.reset("anna", "cafe\u0301 met een terras")
    accounts.login("anna", "caf\u00e9 met een terras", HERE)


def test_a_damaged_hash_lets_nobody_in(world: World) -> None:
    with world.store.engines.writer.begin() as connection:
        connection.execute(update(CredentialRow).values(password_hash="kapot"))
    assert _refusal(world.accounts(), "anna", PASSWORD) == "Gebruikersnaam of wachtwoord klopt niet."


def test_without_local_accounts_nobody_gets_in_and_nobody_stays_in(world: World) -> None:
    token = world.accounts().login("anna", PASSWORD, HERE)
    closed = world.accounts(local_accounts=False)
    assert closed.visitor_of(token).person is None
    assert "staat uit" in _refusal(closed, "anna", PASSWORD)


def test_two_accounts_of_one_human_being_are_the_same_person(world: World) -> None:
    accounts = world.accounts()
    made = accounts.add("anna2", role=ADMINISTRATOR, password=PASSWORD, name="Anna", same_person_as="anna")
    again = accounts.add("anna3", role=EDITOR, password=PASSWORD, same_person_as="ANNA2")
    assert (made.person, again.person, accounts.find("bram-beheer").person) == ("anna", "anna", "bram")


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ({"username": "anna"}, "bestaat al"),
        ({"username": "Anna "}, "bestaat al"),
        ({"username": "a"}, "kan geen gebruikersnaam zijn"),
        ({"role": "baas"}, "is geen rol"),
        ({"password": "kort"}, "12 tot 200 tekens"),
        ({"password": "Dirk is een held"}, "te makkelijk"),
        ({"name": "x" * 81}, "De tekst heeft 81 tekens"),
        ({"name": "Dirk\x00"}, "onzichtbaar teken"),
        ({"name": "\u202eDirk"}, "onzichtbaar teken"),
        ({"name": "=HYPERLINK(1)"}, "formule"),
        ({"name": "<img src=x>"}, "HTML"),
        ({"same_person_as": "niemand"}, "Er is geen account 'niemand'"),
    ],
)
def test_an_account_that_cannot_be_is_not_made(world: World, asked: dict[str, str], part: str) -> None:
    before = world.count(AuditEventRow)
    with pytest.raises(UsageError, match=part):
        world.accounts().add(**{"username": "dirk", "role": READER, "password": PASSWORD, **asked})
    assert [account.username for account in world.accounts().list()] == list(PEOPLE)
    assert world.count(AuditEventRow) == before


def test_who_administers_is_in_the_trail_with_what_changed(world: World) -> None:
    accounts, carla = world.accounts(), PEOPLE["carla"]
    accounts.role("anna", READER, by=carla)
    accounts.disable("anna", by=carla)
    accounts.enable("anna")
    accounts.reset("anna", PASSWORD)
    assert world.events() == [
        ("carla", "rol-gewijzigd", "anna"),
        ("carla", "account-uitgezet", "anna"),
        ("opdrachtregel", "account-aangezet", "anna"),
        ("opdrachtregel", "wachtwoord-gezet", "anna"),
    ]
    row = AuditEventRow
    with world.reader.begin() as connection:
        change = connection.execute(select(row.old, row.new).where(row.action == "rol-gewijzigd")).one()
    assert tuple(change) == ({"role": EDITOR}, {"role": READER})


def test_two_who_make_the_same_account_at_once_make_one(world: World) -> None:
    def make(_: int) -> None:
        with suppress(UsageError):
            world.accounts().add("dirk", role=READER, password=PASSWORD)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(make, range(8)))
    assert [account.username for account in world.accounts().list()] == [*PEOPLE, "dirk"]
