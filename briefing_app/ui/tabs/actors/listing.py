"""The list of actors with its choices: kind, interest, relation, and one search over all names."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.actors import (
    ActorChoice,
    actors_table,
    find_actors,
    interests,
    kinds,
    name_index,
    relation_kinds,
)
from briefing_app.domain.model import Ref
from briefing_app.domain.wording import plain_word
from briefing_app.translation import tr, trl
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import label
from briefing_app.ui.tables import TableView
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

WIDE = 560
"""Pixels at 100 % text size from which on all columns have room."""
_NARROW = ("name", "relations")
_MANY = 500
"""Actors from which on the index over their names is made beside the window."""


class ActorList(QWidget):
    """Choices above, the table below."""

    chosen = Signal()
    """Another choice lists other actors."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.table = TableView(theme, export=desk.export_table, finder=lambda text: find_actors(desk.dataset, text))
        self.table.set_placeholder(tr("Find a name"))
        self._tasks = Tasks(self)
        self.kind, self.interest, self.relation = (
            self._pick(tr(words))
            for words in (trl("Kind of actor"), trl("With an interest in"), trl("With a relation"))
        )
        self._empty = label(role="body-muted", wrap=True)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, gap=theme.px(6))
        for box in (self.kind, self.interest, self.relation):
            self._flow.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._choices)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _pick(self, name: str) -> PickBox:
        box = PickBox()
        box.keep_to(11)
        box.setAccessibleName(name)
        box.activated.connect(lambda _index: self.chosen.emit())
        return box

    def choice(self) -> ActorChoice:
        """Returns what is chosen."""
        kind, interest, relation = (str(box.currentData() or "") for box in (self.kind, self.interest, self.relation))
        return ActorChoice(kind=kind, interest=interest, relation=relation)

    def show_actors(self) -> tuple[Ref, ...]:
        """Lists the actors that pass filter and choice; returns them in the order of the list."""
        desk = self._desk
        data = desk.dataset
        self.kind.offer(kinds(desk.scope), plain_word)
        self.relation.offer(relation_kinds(desk.scope), plain_word)
        self.interest.offer(interests(data), lambda field: data.heading("actors", field))
        for box, words in (
            (self.kind, tr("all kinds")),
            (self.interest, tr("any interest")),
            (self.relation, tr("any relation")),
        ):
            box.setItemText(0, words)
        if len(data.actors) > _MANY:
            self._tasks.run("names", lambda: name_index(data), accept=lambda _index: None)
        spec = actors_table(desk.scope, self.choice())
        self.table.set_spec(spec, noted=desk.notes.noted)
        self._empty.setText(spec.caption.empty)
        self._empty.setVisible(bool(spec.caption.empty))
        self._show_columns()
        return tuple(row.ref for row in spec.rows if row.ref is not None)

    @property
    def empty(self) -> str:
        """Why nobody is listed; empty if somebody is."""
        return self._empty.text()

    def _show_columns(self) -> None:
        """A narrow list shows names and counts; the names in other scripts are there to be found by."""
        if self.table.show_columns(None if self.width() >= self._theme.px(WIDE) else frozenset(_NARROW)):
            grid = self.table.grid
            grid.scrollTo(grid.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.table.apply_theme(theme)
        self._show_columns()

    def close_tasks(self) -> None:
        """Waits for the index that is being made."""
        self._tasks.close()
