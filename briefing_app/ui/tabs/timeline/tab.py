"""The Timeline tab: controls, picture, overview strip, equal table; one selection and one filter with the desk."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any, ClassVar, cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import timeline
from briefing_app.domain.changes import Change
from briefing_app.domain.entries import card
from briefing_app.domain.model import Event, Ref
from briefing_app.domain.specs import TimelineSpec
from briefing_app.domain.wording import event_date_words, grade_words, published_words, sign_of
from briefing_app.translation import grouped, runs_right_to_left, tr, trc, trn
from briefing_app.ui.entry_menu import add_to
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.screens import beside_record
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs.timeline.canvas import Canvas
from briefing_app.ui.tabs.timeline.controls import Controls
from briefing_app.ui.tabs.timeline.event_table import Large, LargeSet
from briefing_app.ui.tabs.timeline.jumps import jump_groups, jump_menu
from briefing_app.ui.tabs.timeline.key import Key
from briefing_app.ui.tabs.timeline.lanes import LaneStates
from briefing_app.ui.tabs.timeline.overview import Overview
from briefing_app.ui.tabs.timeline.popup import ClusterList
from briefing_app.ui.theme import Theme

_KEYED = 520
"""Pixels of height at 100 % text size from which on the key is shown unasked."""


class TimelineTab(Tab):
    """Thirty years and one afternoon in the same picture."""

    KEY: ClassVar[str] = "timeline"
    NOUNS: ClassVar[frozenset[str]] = frozenset({"event"})

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._lane_states: dict[str, LaneStates] = {}
        self._view: timeline.View | None = None
        self._shown = self._total = 0
        self._settled = QTimer(self, singleShot=True, interval=400)
        self._key_wanted: bool | None = None
        self.controls = Controls(desk, theme)
        self.key, self.canvas = Key(theme), Canvas(theme)
        self.overview = Overview(theme)
        self.frame = PictureFrame(desk, theme)
        self.large = Large(theme, briefing=lambda: desk.dataset.briefing, parent=self)
        self._picture = QWidget()
        inner = QVBoxLayout(self._picture)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(4))
        inner.addWidget(self.key)
        inner.addWidget(self.canvas, 1)
        inner.addWidget(self.overview)
        self._picture.setFocusProxy(self.canvas)
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        margin = theme.px(16)
        column.setContentsMargins(margin, theme.px(8), margin, theme.px(6))
        column.setSpacing(theme.px(4))
        column.addWidget(self.controls)
        column.addWidget(self.large)
        column.addWidget(self.frame, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFocusProxy(self.canvas)
        self.key_button = self._make_key_button()
        for tool in (self.key_button, self.large.open_button):
            self.frame.tools.addWidget(tool)
        self._connect()

    def _make_key_button(self) -> QToolButton:
        made = QToolButton()
        made.setText(trc("legend", "Key"))
        set_tip(made, tr("What shapes, sizes and colours stand for"))
        made.setAccessibleName(tr("Key of the timeline"))
        made.setCheckable(True)
        made.setProperty("role", "quiet")
        made.clicked.connect(self._want_key)
        return made

    def _want_key(self, wanted: bool) -> None:
        self._key_wanted = wanted
        self._fit_sheet()

    def _order_keys(self) -> None:
        """The Tab key goes from the choices above to the picture, then to the verbs under it."""
        tools = [self.frame.tools.itemAt(n).widget() for n in range(self.frame.tools.count())]
        controls = self.controls
        chain: list[QWidget] = [controls.lanes, controls.first, controls.second, controls.then, controls.hide_later]
        chain += [self.large.stop_button, self.canvas, *(tool for tool in tools if tool is not None), self.frame.export]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.canvas.tip_of = self._tip
        self.canvas.selected.connect(self._select)
        self.canvas.viewed.connect(self._follow_view)
        self.canvas.listed.connect(self._open_list)
        self.canvas.lane_menu.connect(self._open_lane_menu)
        self.canvas.jump_menu.connect(self._open_jump_menu)
        self.overview.looked.connect(self.canvas.look)
        self.controls.changed.connect(self._rebuild)
        self.large.ready.connect(self._show_large)
        self.large.put_away.connect(self._put_away)
        self.large.opening.connect(self.controls.setDisabled)
        self.frame.table_shown.connect(lambda _shown: self._renew_table())
        self.canvas.viewed.connect(self._settled.start)
        self._settled.timeout.connect(self._renew_table)
        self._settled.timeout.connect(self._tell_headline)
        self.frame.table.selected.connect(self._select)
        self.frame.table.activated.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))

    def _show_large(self, spec: TimelineSpec, items: LargeSet, fit: bool) -> None:
        if self.large.opened:
            self.canvas.states, self.canvas.noted = LaneStates(), frozenset()
            self._total = len(items)
        self._show(spec, items, fit=fit)
        # The selection is told anew, so that the window renews its counts.
        self.desk.select(None if self.large.opened else self.desk.selection, initiator=self.KEY)

    def _put_away(self) -> None:
        self._rebuild(fit=True)
        self.desk.select(None, initiator=self.KEY)

    def _renew_table(self) -> None:
        """The table of a very large set holds what is in view."""
        items = self.canvas.items
        if isinstance(items, timeline.ManySet | timeline.ColumnSet):
            self.frame.table.set_spec(items.table(self.canvas.view, self.frame.caption), noted=self.desk.notes.noted)

    def _tell_headline(self) -> None:
        """The title tells of the events in view."""
        canvas = self.canvas
        if canvas.spec.told_by_view and len(canvas.items.whole):
            self.frame.retitle(timeline.headline(canvas.items, canvas.view))

    def _select(self, ref: Ref) -> None:
        number = self.canvas.items.number(ref)
        if number >= 0 and not self.frame.showing_table:
            at = self.canvas.mapTo(self._sheet, self.canvas.walk.place_of(number).toPoint())
            self._scroll.ensureVisible(at.x(), at.y(), 0, self.theme.px(60))
        if self.large.opened:
            self.canvas.walk.show_ref(ref)
            self.large.tell(self.canvas.items.item(self.canvas.items.number(ref)).spoken)
            return
        self.desk.select(ref, initiator=self.KEY)
        if self.frame.showing_table:
            self.canvas.walk.show_ref(ref)

    def _open_list(self, numbers: tuple[int, ...], where: QPoint) -> None:
        """Opens a cluster as a list; what is reached in it is selected."""
        items = [self.canvas.items.item(n) for n in numbers]
        room = partial(beside_record, self)
        opened = ClusterList(items, self.theme, current=self.canvas.current, room=room, parent=self)
        opened.chosen.connect(self.canvas.walk.choose_ref)
        opened.open_at(where)

    def _open_jump_menu(self, ref: Ref, where: QPoint) -> None:
        """Opens the menu of claims, figures, actors and corridors that belong to an event."""
        if self.large.opened:
            return
        found = card(self.desk.scope, ref)
        menu = jump_menu(jump_groups(found), lambda to: self.desk.follow(to, initiator=self.KEY), parent=self)
        menu.addSeparator()
        add_to(menu, self.desk, ref, self.note_wanted.emit, home=(self.KEY, "Timeline"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _open_lane_menu(self, lane: int, where: QPoint) -> None:
        key, canvas = self.canvas.items.lanes[lane].key, self.canvas
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        folded, pinned = key in canvas.states.folded, key in canvas.states.pinned
        menu.addAction(tr("Unfold\tSpace") if folded else tr("Fold\tSpace")).triggered.connect(
            lambda: canvas.walk.fold(lane)
        )
        menu.addAction(tr("Unpin\tP") if pinned else tr("Pin on top\tP")).triggered.connect(
            lambda: canvas.walk.pin(lane)
        )
        menu.addAction(tr("Move up\tAlt+Up")).triggered.connect(lambda: canvas.walk.move_lane(lane, -1))
        menu.addAction(tr("Move down\tAlt+Down")).triggered.connect(lambda: canvas.walk.move_lane(lane, 1))
        menu.addSeparator()
        menu.addAction(tr("Fold all others")).triggered.connect(lambda: canvas.walk.fold_others(lane))
        menu.addAction(tr("All lanes as at first")).triggered.connect(canvas.walk.reset_lanes)
        menu.popup(where)

    def _follow_view(self) -> None:
        canvas = self.canvas
        mirrored = runs_right_to_left()
        self.overview.show_view(
            canvas.view, canvas.left, canvas.width() - canvas.left - canvas.plot if mirrored else 0.0
        )

    def _rebuild(self, *, fit: bool = False) -> None:
        """Shows what the data and the filter hold; a table opened from a file stays until it is put away."""
        if self.large.opened:
            return
        chosen = self.controls.chosen
        self._total = len(self.desk.dataset.events)
        self.canvas.states = self._lane_states.setdefault(chosen.lanes_by, LaneStates())
        self.canvas.noted = self.desk.notes.noted
        asked = partial(
            timeline.many if self._total > timeline.MANY else timeline.spec,
            self.desk.scope,
            lanes_by=chosen.lanes_by,
            later=chosen.later,
            series_ids=chosen.series_ids,
        )
        if self._total > timeline.MANY:
            self.large.lay(asked, fit=fit)
        else:
            self.large.drop()
            self._show(cast("TimelineSpec", asked()), None, fit=fit)

    def _show(self, spec: TimelineSpec, items: LargeSet | None, *, fit: bool) -> None:
        self._shown = len(spec.items) if items is None else len(items)
        self.status_changed.emit()
        self.canvas.set_spec(spec, items, fit=fit)
        self.key.show_items(spec, self.canvas.items)
        self.overview.show_items(self.canvas.items, self.canvas.full)
        self._follow_view()
        table = spec.table if items is None else items.table(self.canvas.view, spec.caption)
        self.frame.set_picture(
            self._picture, spec.caption, table, drawn=lambda: self.canvas.leaving(self.frame.caption)
        )
        self._order_keys()
        self._fit_sheet()
        if fit and self._view is not None and not self.large.opened:
            self.canvas.look(self._view)
        self._tell_headline()

    def refresh(self, change: Change) -> None:
        if change.has("data"):
            self.controls.offer()
        if change.has("data", "filter"):
            self.controls.refresh()
            self._rebuild(fit=change.has("data"))
        if change.has("notes"):
            self.canvas.noted = self.desk.notes.noted
            self.canvas.update()
            self.frame.refresh_notes()
        if change.has("selection") and change.initiator != self.KEY:
            self._mark(self.desk.selection)

    def _mark(self, ref: Ref | None) -> bool:
        if ref is not None:
            self.frame.table.select_ref(ref)
        return self.canvas.walk.show_ref(ref)

    def reveal(self, ref: Ref) -> bool:
        return self._mark(ref)

    def status(self) -> str:
        return trn("{n} event · {shown} shown", "{n} events · {shown} shown", self._total, shown=grouped(self._shown))

    def toggle_table(self) -> None:
        self.frame.toggle_table()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        for part in (self.controls, self.key, self.canvas, self.overview, self.frame, self.large):
            part.apply_theme(theme)
        self._follow_view()
        self._fit_sheet()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sheet()

    def _fit_sheet(self) -> None:
        """Where large text leaves too little height, the key makes way and the tab scrolls: no parts overlap."""
        keyed = self.height() >= self.theme.px(_KEYED) if self._key_wanted is None else self._key_wanted
        self.key.setVisible(keyed)
        self.key_button.setChecked(keyed)
        column = self._sheet.layout()
        if column is not None:
            self._sheet.setMinimumHeight(column.minimumHeightForWidth(self._scroll.viewport().width()))

    def _tip(self, ref: Ref) -> str:
        """Title, date, status and first source of an event."""
        record = self.desk.dataset.get(ref) if not self.large.opened else None
        if not isinstance(record, Event):
            number = self.canvas.items.number(ref)
            return self.canvas.items.item(number).spoken if number >= 0 else str(ref)
        lines = [timeline.one_line(record.title, length=300)]
        lines.append(f"{event_date_words(record)} · {sign_of('event-status', record.status)}")
        number = self.canvas.items.number(ref)
        if number >= 0:
            item = self.canvas.items.item(number)
            gap = timeline.gap_words(item.end, item.known)
            lines += [gap[:1].upper() + gap[1:]] if gap else []
            lines += [tr("Other date given: {date}", date=f"{o.when}: {o.words}") for o in item.others]
        sources = self.desk.dataset.sources_of(record)
        if sources:
            first = sources[0]
            words = f"{first.publisher}, {published_words(first, short=True)} ({grade_words(first.reliability)})"
            more = len(sources) - 1
            lines.append(tr("{names} and {n} more", names=words, n=more) if more else words)
        return "\n".join(lines)

    def save_view(self) -> dict[str, Any]:
        return {
            "view": list(self.canvas.view),
            "controls": self.controls.save(),
            "key": self._key_wanted,
            "lanes": {key: states.save() for key, states in self._lane_states.items()},
        }

    def restore_view(self, view: dict[str, Any]) -> None:
        self.controls.restore(view.get("controls"))
        if isinstance(view.get("key"), bool):
            self._key_wanted = view["key"]
            self._fit_sheet()
        lanes = view.get("lanes")
        if isinstance(lanes, dict):
            self._lane_states = {str(key): LaneStates.restore(saved) for key, saved in lanes.items()}
        ends = view.get("view")
        if isinstance(ends, list) and len(ends) == 2 and all(isinstance(e, int | float) for e in ends):
            start, end = float(ends[0]), float(ends[1])
            if 0 < start < end < 4e6:
                self._view = timeline.View(start, end)
