"""List, profile, and below it the near neighbours or the events of the actor shown."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.actors import actors_table, events_table, profile, relation_graph
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Actor, Ref, Relation
from briefing_app.translation import tr, trn
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.plain_text import label
from briefing_app.ui.scenes.graph_canvas import GraphCanvas, GraphView
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs.actors.profile import ProfileView
from briefing_app.ui.theme import Theme

PARTS = ("profile", "relations", "events")
LOW = 520
"""Pixels at 100 % text size below which one part is shown at a time."""
FIRST = "kz"
"""The actor that is shown before anybody chose one; the first of the list where the data do not hold it."""


class ActorsTab(Tab):
    """Who acts. Choosing in the list shows the profile; choosing in the graph fills the detail pane."""

    KEY: ClassVar[str] = "actors"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.actor: Actor | None = None
        self.part = "relations"
        self.list = TableView(theme, export=desk.export_table)
        self.profile = ProfileView(theme)
        self.canvas = GraphCanvas(theme)
        self._view = GraphView(self.canvas, parent=self)
        self._view.hide()  # it stands in no frame until there is an actor to show
        self.frame = PictureFrame(desk, theme)
        self.events = TableView(theme, export=desk.export_table)
        self.nobody = label(role="body-muted", wrap=True)
        self._connect()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self._right())
        self._splitter.setStretchFactor(1, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.nobody)
        self._layout.addWidget(self._splitter, 1)
        self._set_measures()
        self.setFocusProxy(self.list)

    def tells(self, ref: Ref) -> bool:
        """The profile is the record of the actor who is shown."""
        return self.actor is not None and ref == self.actor.ref

    def _connect(self) -> None:
        self.list.selected.connect(self._on_listed)
        self.list.activated.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))
        self.profile.followed.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))
        for shown in (self.canvas, self.frame.table, self.events):
            shown.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
            shown.activated.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))

    def _right(self) -> QWidget:
        right = QWidget()
        self._column = QVBoxLayout(right)
        self._column.setSpacing(0)
        self._below = QStackedWidget()
        self._below.addWidget(self.frame)
        self._below.addWidget(self.events)
        self._column.addWidget(self.profile, 5)
        self._column.addWidget(self._bar())
        self._column.addWidget(self._below, 6)
        return right

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, words in zip(PARTS, (tr("Profile"), tr("Near neighbours"), tr("Events")), strict=True):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.clicked.connect(lambda _checked=False, key=key: self.show_part(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        return bar

    def _set_measures(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(px(16), px(8), px(10), px(6))
        self.list.layout().setContentsMargins(0, 0, px(8), 0)  # type: ignore[union-attr]  # the table has one
        self._column.setContentsMargins(px(12), 0, 0, 0)
        self.list.setMinimumWidth(px(170))
        self._splitter.setSizes([px(310), px(750)])
        self._widen_buttons()

    def _widen_buttons(self) -> None:
        """The chosen one is bold: its width is there before it is chosen, so that nothing moves or is cut."""
        metrics = QFontMetrics(self.theme.font("body", bold=True))
        for button in self._buttons.values():
            button.setMinimumWidth(metrics.horizontalAdvance(button.text()) + self.theme.px(26))

    # Parts

    def show_part(self, part: str) -> None:
        """Shows one of ``PARTS``; the profile stands above the others where there is room."""
        if part in PARTS:
            self.part = part
            self._arrange()

    def _arrange(self) -> None:
        low = self.height() < self.theme.px(LOW)
        if not low and self.part == "profile":
            self.part = "relations"
        self._buttons["profile"].setVisible(low)
        self._buttons[self.part].setChecked(True)
        self.profile.setVisible(not low or self.part == "profile")
        self._below.setVisible(self.part != "profile")
        self._below.setCurrentWidget(self.events if self.part == "events" else self.frame)
        for words in (self.frame.title, self.frame.foot):
            words.setVisible(False)
        self.frame.subtitle.setVisible(not low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Whom it shows

    def _on_listed(self, ref: Ref) -> None:
        self.desk.select(ref, initiator=self.KEY)
        self.show_actor(ref)

    def show_actor(self, ref: Ref) -> bool:
        """Shows an actor; returns False if the data do not hold it."""
        actor = self.desk.dataset.find("actors", ref.id) if ref.noun == "actor" else None
        if actor is None:
            return False
        self.actor = actor
        self._show()
        return True

    def _show(self) -> None:
        desk, actor = self.desk, self.actor
        if actor is None:
            return
        noted = desk.notes.noted
        self.profile.show_profile(
            profile(desk.dataset, actor), noted=actor.ref in noted, as_written_today=desk.filter.as_known_on is not None
        )
        graph = relation_graph(desk.scope, actor)
        self.canvas.set_spec(graph, noted=noted)
        self.frame.set_picture(self._view, graph.caption, graph.table, drawn=lambda: graph)
        self.canvas.setAccessibleName(graph.caption.title)
        self.canvas.setAccessibleDescription(graph.caption.summary)
        events = events_table(desk.scope, actor)
        self.events.set_spec(events, noted=noted)
        self._buttons["events"].setText(tr("Events {n}", n=len(events.rows)))
        self._buttons["relations"].setText(tr("Near neighbours {n}", n=len(graph.nodes) - 1))
        self.canvas.select_ref(desk.selection)
        self._widen_buttons()
        self._arrange()

    # What a tab promises

    def refresh(self, change: Change) -> None:
        if change.has("data", "filter"):
            self._draw()
        elif change.has("notes"):
            self._mark_notes(self.desk.notes.noted)
        if change.has("selection") and change.initiator != self.KEY:
            self._mark(self.desk.selection)

    def _mark_notes(self, noted: frozenset[Ref]) -> None:
        self.list.set_noted(noted)
        self.events.set_noted(noted)
        self.frame.refresh_notes()
        self.canvas.set_noted(noted)
        if self.actor is not None:
            self.profile.note(noted=self.actor.ref in noted)

    def _draw(self) -> None:
        desk = self.desk
        spec = actors_table(desk.scope)
        self.list.set_spec(spec, noted=desk.notes.noted)
        if not self.list.grid.isColumnHidden(2):  # there to be found by, not to be read
            self.list.grid.setColumnHidden(2, True)
            self.list.apply_theme(self.theme)
        self.nobody.setText(spec.caption.empty)
        self.nobody.setVisible(bool(spec.caption.empty))
        first = self.actor.actor_id if self.actor else FIRST
        known = [row.ref for row in spec.rows if row.ref is not None]
        ref = next((r for r in known if r.id == first), known[0] if known else None)
        if ref is not None:
            self.show_actor(ref)
            self.list.select_ref(ref)
        else:
            self._show()

    def _mark(self, ref: Ref | None) -> bool:
        """Shows the actor chosen elsewhere, or the relation with one of its two actors in the middle."""
        if ref is None:
            return False
        record = self.desk.dataset.get(ref)
        if isinstance(record, Actor):
            self.list.select_ref(ref)
            return self.show_actor(ref)
        if isinstance(record, Relation):
            if self.actor is None or self.actor.actor_id not in (record.from_actor, record.to_actor):
                self.show_actor(Ref("actor", record.from_actor))
                self.list.select_ref(Ref("actor", record.from_actor))
            self.frame.table.select_ref(ref)
            return self.canvas.select_ref(ref)
        return self.events.select_ref(ref)

    def reveal(self, ref: Ref) -> bool:
        found = self._mark(ref)
        if found and ref.noun == "relation":
            self.show_part("relations")
        return found

    def status(self) -> str:
        data = self.desk.dataset
        shown = len(self.list.spec.rows) if self.list.spec else 0
        return " · ".join(
            (
                trn("{n} actor", "{n} actors", len(data.actors)),
                tr("{shown} shown", shown=f"{shown:,}"),
                trn("{n} relation", "{n} relations", len(data.relations)),
            )
        )

    def toggle_table(self) -> None:
        if self.part != "relations":
            self.show_part("relations")
        self.frame.toggle_table()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._set_measures()
        for part in (self.list, self.profile, self.canvas, self.frame, self.events):
            part.apply_theme(theme)
        self._arrange()

    def save_view(self) -> dict[str, Any]:
        return {"part": self.part, "actor": self.actor.actor_id if self.actor else ""}

    def restore_view(self, view: dict[str, Any]) -> None:
        self.actor = self.desk.dataset.find("actors", str(view.get("actor", "")))
        self.show_part(str(view.get("part", "")))
