"""How actors stand to one another: the picture or its matrix, the sorted list beside it, and what is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import entries
from briefing_app.domain.actors import days_of, name_of, relation_kinds, telling
from briefing_app.domain.actors.network import WHOLE, Asked, Drawing, drawing
from briefing_app.domain.model import Actor, Ref, Relation
from briefing_app.domain.specs import GraphSpec
from briefing_app.domain.wording import day_words, plain_word
from briefing_app.translation import tr, trn
from briefing_app.ui.choice_fields import PickBox, Slider
from briefing_app.ui.entry_menu import add_to
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.plain_text import caption as shown_caption
from briefing_app.ui.plain_text import label
from briefing_app.ui.scenes.graph_canvas import GraphCanvas, GraphView
from briefing_app.ui.speech import announce
from briefing_app.ui.splitter import Splitter
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs.actors.laying_out import LayingOut
from briefing_app.ui.theme import Theme

SIDE_BY_SIDE = 760
"""Pixels at 100 % text size from which on the list stands beside the picture, and not below it."""
_MOST_PLACES = 400
_MOST_JUMPS = 20
Hands = dict[str, dict[str, tuple[float, float]]]


class RelationsPart(QWidget):
    """What is drawn is asked above; the list is always beside the picture."""

    selected = Signal(object)
    activated = Signal(object)
    note_wanted = Signal(str)
    """A note on the selection is wanted that begins with these words."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.actor: Actor | None = None
        self.shown: Drawing | None = None
        self._hands: Hands = {}
        self._days: tuple[dt.date, ...] = ()
        self.canvas = GraphCanvas(theme)
        self._view = GraphView(self.canvas, parent=self)
        self._view.hide()  # it stands in no frame until there is an actor to show
        self.frame = PictureFrame(desk, theme)
        self.list = TableView(theme, export=desk.export_table)
        self._laying = LayingOut(self)
        self._laying.changed.connect(self._tell_progress)
        self.said = label(role="small", wrap=True)
        self._build()
        for shown in (self.canvas, self.frame.table, self.list):
            shown.selected.connect(self.selected)
            shown.activated.connect(self.activated)
        self.canvas.moved.connect(self._put)
        self.canvas.jumped.connect(self._jump)

    def _build(self) -> None:
        px = self._theme.px
        self.steps, self.kind, self.to = PickBox(), PickBox().keep_to(14), PickBox().keep_to(18)
        for name, steps in ((tr("one step"), 1), (tr("two steps"), 2), (tr("the whole network"), WHOLE)):
            self.steps.addItem(name, steps)
        for box, name in ((self.steps, tr("How far")), (self.kind, tr("Kind of relation")), (self.to, tr("Chain to"))):
            box.setAccessibleName(name)
            box.activated.connect(lambda _index: self.draw())
        self.slider = Slider()
        self.slider.setFixedWidth(px(190))
        self.slider.setAccessibleName(tr("On which day"))
        self.slider.valueChanged.connect(lambda _value: self._on_day())
        self.day_words = label(role="body-muted")
        self.anew = QPushButton(tr("Rearrange"))
        self.anew.clicked.connect(lambda _checked=False: self._arrange_anew())
        self.stop = QPushButton(tr("Stop"))
        self.stop.clicked.connect(lambda _checked=False: self._laying.stop())
        self.stop.hide()
        self._tools = QWidget()
        flow = FlowLayout(self._tools, gap=px(6))
        for widget in (self.steps, self.kind, self.to, self.slider, self.day_words, self.anew, self.stop):
            flow.addWidget(widget)
        for widget in (self.slider, self.day_words):  # in one line with the boxes
            widget.setMinimumHeight(self.steps.sizeHint().height())
        self._splitter = Splitter("relations")
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.frame)
        self._splitter.addWidget(self.list)
        self.list.layout().setContentsMargins(px(12), 0, 0, 0)  # type: ignore[union-attr]  # it has one
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self._tools)
        column.addWidget(self.said)
        column.addWidget(self._splitter, 1)
        self.frame.title.setVisible(False)
        self.frame.foot.setVisible(False)
        self.frame.ask_for(120)

    # What is asked

    def asked(self) -> Asked:
        """Returns which relations are to be drawn."""
        return Asked(
            middle=self.actor.actor_id if self.actor else "",
            steps=int(self.steps.currentData()),
            kind=str(self.kind.currentData() or ""),
            day=self.day(),
            to=str(self.to.currentData() or ""),
        )

    def day(self) -> dt.date | None:
        """Returns the day on which relations are asked for; None for all of them: the right end of the slider."""
        at = self.slider.value()
        return self._days[at] if at < len(self._days) else None

    def _on_day(self) -> None:
        self._tell_day()
        self.draw()
        announce(self.slider, self.day_words.text())

    def _tell_day(self) -> None:
        day = self.day()
        self.day_words.setText(tr("shown on {day}", day=day_words(day, short=True)) if day else tr("of all days"))

    def set_actor(self, actor: Actor | None) -> None:
        """Shows the relations of an actor; the choices stay, a chain ends."""
        if actor != self.actor:
            self.to.setCurrentIndex(0)
        self.actor = actor
        self.renew()

    def renew(self) -> None:
        """Offers what the data and the filter give now, and draws."""
        scope = self._desk.scope
        relations = telling(scope)
        self.kind.offer(relation_kinds(scope), plain_word)
        data, own = self._desk.dataset, self.actor.actor_id if self.actor else ""
        self.to.offer(
            ({i for r in relations for i in (r.from_actor, r.to_actor)} - {own}), lambda ident: name_of(data, ident)
        )
        self.to.setItemText(0, tr("chain to …"))
        self.kind.setItemText(0, tr("all kinds"))
        day = self.day()
        whole = self.slider.value() >= len(self._days)
        self._days = days_of(relations)
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(self._days))
        later = len(self._days) if whole or day is None else sum(d <= day for d in self._days) - 1
        self.slider.setValue(max(0, later))
        self.slider.blockSignals(False)
        self.slider.setEnabled(bool(self._days))
        self._tell_day()
        self.draw()

    # Drawing

    def _key(self) -> str:
        asked = self.asked()
        return f"{asked.middle if asked.steps != WHOLE else ''}:{asked.steps}"

    def draw(self) -> None:
        """Draws what is asked; a large network is laid out beside the window and drawn when that is done."""
        asked, scope = self.asked(), self._desk.scope
        hands = self._hands.get(self._key(), {})
        self.anew.setEnabled(bool(hands))
        self._laying.run(
            lambda arrange: drawing(scope, asked, arrange, by_hand={} if asked.to else hands),
            relations=len(self._desk.dataset.relations),
            accept=self._show,
        )

    def _tell_progress(self) -> None:
        self.stop.setVisible(self._laying.is_busy)
        self.said.setText(self._laying.words())
        self.said.setVisible(bool(self.said.text()))

    def _show(self, made: Drawing) -> None:
        self._tell_progress()
        self.shown = made
        noted = self._desk.notes.noted
        self.canvas.set_spec(made.graph, noted=noted)
        self.frame.set_picture(self._view, made.graph.caption, made.graph.table, drawn=lambda: made.graph)
        self.frame.title.setVisible(False)
        self.frame.foot.setVisible(False)
        self.canvas.setAccessibleName(made.graph.caption.title)
        self.canvas.setAccessibleDescription(made.graph.caption.summary)
        self.list.set_spec(made.listed, noted=noted)
        self.select_ref(self._desk.selection)

    def select_ref(self, ref: Ref | None) -> bool:
        """Marks an entry in picture and list; returns False if it is not drawn."""
        if ref is not None:
            self.list.select_ref(ref)
        return self.canvas.select_ref(ref)

    def show_relation(self, relation: Relation) -> bool:
        """Makes sure that a relation is drawn, and marks it."""
        if not self.select_ref(relation.ref):
            self.kind.setCurrentIndex(0)
            self.to.setCurrentIndex(0)
            self.slider.setValue(self.slider.maximum())
            self.draw()
        return self.select_ref(relation.ref)

    def _put(self, ident: str, x: float, y: float) -> None:
        """Keeps where a person put an actor; the others stay where they were seen."""
        spec = self.canvas.spec
        if not isinstance(spec, GraphSpec):
            return
        kept = {node.ref.id: (round(node.x, 4), round(node.y, 4)) for node in spec.nodes[:_MOST_PLACES]}
        self._hands[self._key()] = kept | {ident: (round(x, 4), round(y, 4))}
        self.anew.setEnabled(True)

    def _arrange_anew(self) -> None:
        self._hands.pop(self._key(), None)
        self.draw()

    # Jumping

    def jumps(self, ref: Ref) -> tuple[Ref, ...]:
        """Returns where one can go from a relation: its sources, the events of both sides. An actor has its profile."""
        data = self._desk.dataset
        record = data.get(ref)
        if isinstance(record, Relation):
            pair = {record.from_actor, record.to_actor}
            events = [e.ref for e in self._desk.scope.visible(data.events) if pair <= set(e.actors)]
            return (*(s.ref for s in data.sources_of(record)), *events[-_MOST_JUMPS:])
        return ()

    def _jump(self, ref: Ref, where: QPoint) -> None:
        """Offers the sources, events and notes of a relation."""
        menu, data = QMenu(self), self._desk.dataset
        for target in self.jumps(ref):
            words = f"{entries.entry_words(data, target)[:90]}"
            menu.addAction(shown_caption(words), partial(self.activated.emit, target))
        count = len(self._desk.notes.on(ref))
        menu.addAction(
            trn("Its record, with {n} note", "Its record, with {n} notes", count),
            partial(self._desk.select, ref, initiator="jump"),
        )
        menu.addSeparator()
        add_to(menu, self._desk, ref, self.note_wanted.emit, home=("actors", "Actors"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click or the menu key on a relation: where it leads and what can be done with it, in one menu."""
        ref = self._desk.selection
        if ref is not None and ref.noun == "relation":
            self._jump(ref, event.globalPos())
        else:
            super().contextMenuEvent(event)

    # House-keeping

    def arrange(self) -> None:
        """Puts the list beside the picture, or below it where there is little room."""
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        self.frame.setMinimumHeight(self._theme.px(300 if wide else 230))
        self.list.setMinimumHeight(self._theme.px(140))
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != way:
            self._splitter.setOrientation(way)
            self._splitter.propose([1000, 1000])

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks what has notes."""
        self.list.set_noted(noted)
        self.frame.refresh_notes()
        self.canvas.set_noted(noted)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.slider.setFixedWidth(theme.px(190))
        for part in (self.list, self.frame, self.canvas):
            part.apply_theme(theme)
        self.arrange()

    def save_view(self) -> dict[str, Any]:
        """Returns what is to be found again: how far is drawn, and where actors were put by hand."""
        hands = {key: {i: list(at) for i, at in places.items()} for key, places in list(self._hands.items())[-20:]}
        return {"steps": int(self.steps.currentData()), "hands": hands}

    def restore_view(self, view: Mapping[str, Any]) -> None:
        """Takes back what was saved; ignores what it does not know."""
        at = self.steps.findData(view.get("steps"))
        if at >= 0:
            self.steps.setCurrentIndex(at)
        stored = view.get("hands")
        for key, places in stored.items() if isinstance(stored, Mapping) else ():
            if isinstance(places, Mapping):
                found = {str(ident): _place(value) for ident, value in places.items()}
                self._hands[str(key)] = {ident: place for ident, place in found.items() if place is not None}

    def close_tasks(self) -> None:
        """Ends what is being laid out and painted."""
        self._laying.close()
        self.canvas.close_tasks()


def _place(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    if not all(isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= 1 for v in value):
        return None
    return float(value[0]), float(value[1])
