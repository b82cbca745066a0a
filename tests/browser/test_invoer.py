"""Entry in a real browser: by keyboard, checked while one types, accessible at every width, and without a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.checks import WIDTHS, too_wide, violations
from tests.browser.conftest import served
from tests.dashboard.entry_office import FIGURE, KEY, EntryOffice, fill
from tests.dashboard.people import PASSWORD, PEOPLE

FORM = "/invoer/rij?soort=cijfer"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> EntryOffice:
    url = f"sqlite:///{tmp_path_factory.mktemp('invoer') / 'store.db'}"
    fill(url)
    return EntryOffice(url)


@pytest.fixture(scope="module")
def root(office: EntryOffice) -> Iterator[str]:
    with served(office.services) as address:
        yield address


def log_in(page: Page, root: str, username: str = "anna") -> None:
    page.goto(f"{root}/aanmelden")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url(lambda address: "/aanmelden" not in address)


def fill_in(page: Page, **texts: str) -> None:
    for name, text in texts.items():
        field = page.locator(f"#veld-{name}")
        if field.evaluate("part => part.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def test_what_is_wrong_is_said_while_one_types_and_the_focus_stays(page: Page, root: str, office: EntryOffice) -> None:
    log_in(page, root)
    page.goto(root + FORM)
    value = page.get_by_role("textbox", name="Getal (niet verplicht)", exact=True)
    value.press_sequentially("12,")
    message = page.locator("#veld-value-fout")
    expect(message).to_contain_text("'12,' is geen getal")
    expect(value).to_be_focused()
    expect(value).to_have_attribute("aria-invalid", "true")
    # Of what nobody has written in yet, nothing is said.
    expect(page.locator("#veld-title-fout")).to_be_empty()
    value.press_sequentially("5")
    expect(message).to_be_empty()
    assert value.get_attribute("aria-invalid") is None
    page.get_by_label("Titel", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.locator("#veld-title-fout")).to_contain_text("leeg")
    assert office.services.desk.proposals() == []


def test_an_answer_that_comes_late_says_nothing_of_what_stands_there_now(page: Page, root: str) -> None:
    log_in(page, root)
    page.goto(root + FORM)
    held: list[Route] = []
    page.route("**/invoer/controle*", lambda route: held.append(route))
    value = page.locator("#veld-value")
    for count, text in enumerate(("drie", "3"), start=1):
        value.fill(text)
        while len(held) < count:
            page.wait_for_timeout(20)
    with page.expect_response("**/invoer/controle*"):
        held[1].continue_()
    with page.expect_response("**/invoer/controle*"):
        held[0].continue_()
    expect(page.locator("#veld-value-fout")).to_be_empty()
    # Nobody answers: the form says nothing that is not so, and still can be sent.
    page.unroute("**/invoer/controle*")
    page.route("**/invoer/controle*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        value.fill("vier")
    expect(page.locator("#veld-value-fout")).to_be_empty()


def test_what_is_typed_outlives_the_session(page: Page, root: str, office: EntryOffice) -> None:
    log_in(page, root)
    page.goto(root + FORM)
    page.locator("#veld-part").fill("onderdeel q")
    page.context.clear_cookies()
    page.locator("#veld-value").fill("41")
    expect(page.get_by_role("status")).to_contain_text("U bent niet meer aangemeld; meld u aan in een ander tabblad")
    assert violations(page) == []
    # Logged in meanwhile in another tab, and this form is from before.
    other = page.context.new_page()
    log_in(other, root)
    page.locator("#veld-value").fill("412")
    expect(page.get_by_role("status")).to_contain_text("U bent intussen opnieuw aangemeld.")
    page.get_by_role("button", name="Bewaren als concept").click()
    page.get_by_role("button", name="Naar wat u had ingevuld").click()
    expect(page.locator("#veld-part")).to_have_value("onderdeel q")
    # And not logged in at all.
    page.context.clear_cookies()
    page.get_by_role("button", name="Bewaren als concept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meld u eerst aan")
    assert violations(page) + too_wide(page) == []
    page.get_by_label("Gebruikersnaam").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name="Naar wat u had ingevuld").click()
    expect(page.locator("#veld-value")).to_have_value("412")
    assert office.services.desk.proposals() == []


def test_a_row_is_entered_and_sent_in_by_keyboard_alone(page: Page, root: str, office: EntryOffice) -> None:
    log_in(page, root)
    page.goto(root + FORM)
    page.get_by_label("Pilot", exact=True).focus()
    page.keyboard.type("FARR")
    for text in ("Personen onderzocht", "", "2e kwartaal 2026", "ruim", "1.312", "personen"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.get_by_role("button", name="Bewaren als concept").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/invoer/rij**")
    expect(page.locator("#fouten")).to_be_focused()
    assert page.title().startswith("Fout: ")
    assert page.locator("#veld-value").input_value() == "1.312"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#veld-document")).to_be_focused()
    page.keyboard.type("L26")
    # Past the new document, which stays closed.
    page.keyboard.press("Tab")
    for text in ("onderdeel n", "ruim 1.312 personen", "ja"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.get_by_role("button", name="Bewaren als concept").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/invoer/voorstel**")
    expect(page.get_by_role("status")).to_contain_text("Bewaard als concept.")
    page.get_by_role("link", name="Indienen…").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Indienen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Ingediend.")
    assert office.services.desk.proposals()[0].state == "ingediend"


def test_on_a_narrow_screen_each_row_is_a_card_that_holds_all_its_cells(page: Page, root: str) -> None:
    log_in(page, root)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{root}/invoer/gegevens?pilot=farr")
    link = page.get_by_role("link", name="Corrigeren").first
    box, cell = link.bounding_box(), page.get_by_role("cell").first
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert cell.evaluate("part => getComputedStyle(part, '::before').content") == '"Bron"'


def test_a_filled_form_is_left_only_after_asking(page: Page, root: str) -> None:
    log_in(page, root)
    page.goto(root + FORM)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("#veld-part").fill("onderdeel q")
    page.get_by_role("link", name="Niet bewaren").click()
    assert asked == ["Wat u hebt ingevuld gaat verloren. Toch niet bewaren?"]
    expect(page.locator("#veld-part")).to_have_value("onderdeel q")
    page.goto(root + FORM)
    page.get_by_role("link", name="Niet bewaren").click()
    page.wait_for_url(f"{root}/invoer")
    assert len(asked) == 1


def test_all_of_it_works_without_a_script(browser: Browser, root: str, office: EntryOffice) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport={"width": 320, "height": 900})
    page = context.new_page()
    log_in(page, root, "carla")
    page.goto(root + FORM)
    fill_in(page, **FIGURE | {"period": "nooit"})
    page.get_by_role("button", name="Bewaren als concept").click()
    expect(page.locator("#veld-period-fout")).to_contain_text("nooit")
    fill_in(page, period="2025")
    page.get_by_role("button", name="Bewaren als concept").click()
    expect(page.get_by_role("status")).to_contain_text("Bewaard als concept.")
    context.close()


@pytest.mark.parametrize(("scheme", "widths"), [("light", WIDTHS), ("dark", WIDTHS[-1:])])
def test_every_page_of_entry_is_accessible_at_every_width(
    browser: Browser, root: str, office: EntryOffice, scheme: str, widths: Sequence[int]
) -> None:
    desk, anna = office.services.desk, PEOPLE["anna"]
    long = "Aantaldeelnemersmetuitzonderlijkangwoordzonderafbreking" * 2
    number = _draft(office, scheme, long)
    assert desk.why_not_submit(anna, desk.proposal(number)) is None
    context = browser.new_context(color_scheme=scheme, locale="nl-NL")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(15_000)
    log_in(page, root)
    pages = (
        "/invoer", "/invoer/gegevens?pilot=farr", "/invoer/bestand", f"{FORM}&corrigeer={KEY}",
        f"/invoer/geschiedenis?soort=cijfer&sleutel={KEY}", f"/invoer/rij-intrekken?soort=cijfer&sleutel={KEY}",
        f"/invoer/voorstel?id={number}", f"/invoer/voorstel?id={number}&besluit=terugnemen",
    )  # fmt: skip
    wrong = {}
    for address in pages:
        assert page.goto(root + address).status == 200  # type: ignore[union-attr]
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            if found := violations(page) + too_wide(page):
                wrong[address, width] = found
    page.goto(root + FORM)
    page.get_by_role("button", name="Bewaren als concept").click()
    expect(page.locator("#fouten")).to_be_focused()
    assert violations(page) + too_wide(page) == []
    context.close()
    assert wrong == {}


def _draft(office: EntryOffice, scheme: str, long: str) -> int:
    """A draft with a new row of long words and a correction."""
    year = {"light": "2024", "dark": "2025"}[scheme]
    typed = {**FIGURE, "period": f"1e kwartaal {year}", "title": long, "passage": f"{long} " * 5, "value": "4"}
    typed |= {"public": "nee", "passage": f"{long} …"}
    number = office.write("anna", **typed)
    standing = {**FIGURE, "period": "1e kwartaal 2026", "figure": "personen-onderzocht", "value": "226"}
    return office.write("anna", f"{FORM}&voorstel={number}", **standing, reason=f"Geteld. {long}")
