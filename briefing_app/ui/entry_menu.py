"""The menu of an entry, wherever it is shown: copy it, note it, go where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from briefing_app.desk import Desk
from briefing_app.domain import claims
from briefing_app.domain.entries import card
from briefing_app.domain.entries.citations import with_source
from briefing_app.domain.model import Claim, Ref
from briefing_app.domain.timeline import one_line
from briefing_app.translation import tr
from briefing_app.ui.plain_text import caption

INITIATOR = "entry-menu"


def add_to(menu: QMenu, desk: Desk, ref: Ref, write: Callable[[str], object], *, home: tuple[str, str]) -> None:
    """Puts what can be done with any entry into a menu.

    Args:
        menu: The menu.
        desk: The desk.
        ref: The entry.
        write: Begins a note on the selection with these words.
        home: Key and title of the tab that is the entry's home.
    """
    found = card(desk.scope, ref)
    menu.addAction(caption(one_line(found.title, length=70))).setEnabled(False)
    menu.addSeparator()

    def add(words: str, action: Callable[[], object]) -> None:
        menu.addAction(caption(words)).triggered.connect(lambda _checked=False: action())

    def copy(text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def note(text: str) -> None:
        if desk.selection != ref:
            desk.select(ref, initiator=INITIATOR)
        write(text)

    add(tr("Copy the sentence with its source"), lambda: copy(with_source(found)))
    add(tr("Copy the reference"), lambda: copy(str(ref)))
    menu.addSeparator()
    add(tr("Write a note"), lambda: note(""))
    add(tr("Write a note that quotes it with its source"), lambda: note(with_source(found) + "\n\n"))
    menu.addSeparator()
    key, title = home
    for tab in dict.fromkeys((key, *_charts(desk, ref))):
        add(_words_of(tab, title), partial(desk.show_in, tab, ref, initiator=INITIATOR))


def _words_of(tab: str, title: str) -> str:
    named = {
        "timeline": tr("Show on the timeline"),
        "trade": tr("Show on the chart"),
        "map": tr("Show on the map"),
        "actors": tr("Show among the actors"),
    }
    return named.get(tab) or tr("Show on the tab {tab}", tab=tr(title))


def _charts(desk: Desk, ref: Ref) -> tuple[str, ...]:
    """The tab of the charts, for a claim that one of them decides."""
    record = desk.dataset.get(ref)
    return ("trade",) if isinstance(record, Claim) and claims.deciding_chart(desk.dataset, record) else ()
