"""The pages of entry at their addresses, and what their forms do."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from dashboard.entry import data_page, file_page, history_page, overview, proposal_page, row_page, withdraw_page
from dashboard.entry.decide import ACTIONS, Outcome, asked_proposal, decided_again
from dashboard.entry.places import CHECK, DATA, DROP, FILE, HISTORY, HOME, PROPOSAL, ROW, TAKE_OVER, TEMPLATE, WITHDRAW
from dashboard.services import Services
from dashboard.web.static_html import Static
from dashboard.workbench import SMALL_BODY, Visit, Workbench
from data_sources.people import EDITOR
from data_sources.pilots.sheets.limits import MAX_FILE
from data_sources.pilots.template import MEDIA_TYPES, SheetKind, template

# Comfort; all of it works without.
SCRIPTS = ("werk-invoer.js",)

Render = Callable[[Visit, Services], Static]
Handle = Callable[[Visit, Services], "Outcome"]


def register_entry(bench: Workbench, services: Services) -> None:
    """Put the pages, actions and templates of entry on an app."""

    def page(path: str, name: str, render: Render, *, parent: str | None = HOME, listed: bool = False) -> None:
        bench.page(
            path, name=name, role=EDITOR, render=lambda visit: render(visit, services), parent=parent, listed=listed,
            scripts=SCRIPTS,
        )  # fmt: skip

    def action(path: str, handle: Handle, *, largest: int = SMALL_BODY, again: Render | None = None) -> None:
        def answer(visit: Visit) -> Response:
            return _answered(bench, path, handle(visit, services))

        shown = None if again is None else _shown_again(bench, path, lambda visit: again(visit, services))
        bench.action(path, role=EDITOR, handle=answer, largest=largest, again=shown)

    page(HOME, overview.NAME, overview.render, parent=None)
    page(DATA, data_page.NAME, data_page.render, listed=True)
    page(FILE, file_page.NAME, file_page.render, listed=True)
    page(HISTORY, history_page.NAME, history_page.render)
    page(ROW, row_page.NAME, row_page.render)
    page(WITHDRAW, withdraw_page.NAME, withdraw_page.render)
    page(PROPOSAL, proposal_page.NAME, proposal_page.render)
    action(ROW, row_page.handle, again=row_page.again)
    action(WITHDRAW, withdraw_page.handle, again=withdraw_page.again)
    # The file, and what a form says around it.
    action(FILE, file_page.handle, largest=MAX_FILE + SMALL_BODY)
    bench.action(CHECK, role=EDITOR, handle=lambda visit: row_page.check_answer(visit, services))
    for word, act in ACTIONS.items():
        _deed(bench, services, word, act)
    for kind in MEDIA_TYPES:
        _template(bench, services, kind)


def _deed(bench: Workbench, services: Services, word: str, act: Callable[..., Outcome]) -> None:
    def handle(visit: Visit) -> Response:
        outcome = act(visit, services, asked_proposal(visit, services))
        return _answered(bench, PROPOSAL, outcome)

    def again(visit: Visit) -> Static:
        return decided_again(visit, services, asked_proposal(visit, services), word)

    # Where nothing is typed there is nothing to show again.
    shown = None if word in {DROP, TAKE_OVER} else _shown_again(bench, PROPOSAL, again)
    bench.action(f"{PROPOSAL}/{word}", role=EDITOR, handle=handle, again=shown)


def _shown_again(
    bench: Workbench, path: str, render: Callable[[Visit], Static]
) -> Callable[[Visit], Response]:  # fmt: skip
    return lambda visit: bench.answer(path, render(visit), scripts=SCRIPTS)


def _template(bench: Workbench, services: Services, kind: SheetKind) -> None:
    def answer(_visit: Visit) -> Response:
        name = f'attachment; filename="pilots-sjabloon.{kind}"'
        return Response(
            template(services.desk.known(), kind), mimetype=MEDIA_TYPES[kind], headers={"Content-Disposition": name}
        )

    bench.file(f"{TEMPLATE}.{kind}", role=EDITOR, answer=answer)


def _answered(bench: Workbench, path: str, outcome: Outcome) -> Response:
    """What an action came to: a way on, or its page with what is wrong."""
    if isinstance(outcome, Response):
        return outcome
    return bench.answer(path, outcome, status=422, scripts=SCRIPTS)
