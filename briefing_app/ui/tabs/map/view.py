"""Map and list side by side: what is chosen in one is marked in the other."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.corridors import corridors_table, map_spec
from briefing_app.domain.model import Ref, Segment
from briefing_app.domain.specs import MapSpec
from briefing_app.translation import grouped, tr, trn
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.scenes.map_canvas import MapCanvas
from briefing_app.ui.splitter import Splitter
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme

NARROW, LOW = 640, 420
"""Pixels at 100 % text size below which the tab is narrow or low."""


class MapTab(Tab):
    """The corridors."""

    KEY: ClassVar[str] = "map"
    ACTS: ClassVar[frozenset[str]] = frozenset({"since", "as_known_on", "actors", "text", "only_with_notes"})

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._spec: MapSpec | None = None
        self.canvas = MapCanvas(theme)
        self.frame = PictureFrame(desk, theme)
        self.list = TableView(theme, export=desk.export_table)
        for listed in (self.frame.table, self.list):
            listed.set_placeholder(tr("Find by name, course or place"))
        for shown in (self.canvas, self.frame.table, self.list):
            shown.selected.connect(self._on_selected)
            shown.activated.connect(lambda ref: desk.follow(ref, initiator=self.KEY))
        for listed in (self.frame.table, self.list):
            listed.selected.connect(self.canvas.show_ref)
        self._splitter = Splitter("map")
        self._splitter.addWidget(self.frame)
        self._splitter.addWidget(self.list)
        self._splitter.setStretchFactor(0, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._splitter)
        self.list_button = QToolButton()
        self.list_button.setText(tr("List of corridors"))
        self.list_button.setCheckable(True)
        self.list_button.setProperty("role", "quiet")
        self.list_button.toggled.connect(self.list.setVisible)
        self.frame.tools.addWidget(self.list_button)
        self._narrow: bool | None = None
        self._set_measures()
        self.setFocusProxy(self.frame)
        self.frame.setFocusProxy(self.canvas)

    def _set_measures(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(px(16), px(8), px(10), px(6))
        self._splitter.setHandleWidth(1)
        self.frame.layout().setContentsMargins(0, 0, px(8), 0)  # type: ignore[union-attr]  # the frame has one
        self.list.layout().setContentsMargins(px(8), 0, 0, 0)  # type: ignore[union-attr]  # the table has one
        self.list.setMinimumWidth(px(190))
        self._splitter.propose([px(700), px(360)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """Where room is short the map comes first: the list opens on demand, the words around make way."""
        narrow = self.width() < self.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.list_button.setChecked(not narrow)
            self.list.setVisible(not narrow)
        low = self.height() < self.theme.px(LOW)
        for words in (self.frame.title, self.frame.subtitle, self.frame.foot):
            words.setVisible(not low)

    def _on_selected(self, ref: Ref) -> None:
        self.desk.select(ref, initiator=self.KEY)
        self._mark(ref)

    def _mark(self, ref: Ref | None) -> bool:
        """Marks an entry in the map, in the list and in the equal table, as far as each of them holds it."""
        drawn = self.canvas.select_ref(ref)
        if ref is None:
            return False
        record = self.desk.dataset.get(ref)
        corridor = Ref("corridor", record.corridor_id) if isinstance(record, Segment) else ref
        listed = self.list.select_ref(corridor)
        self.frame.table.select_ref(ref)
        return drawn or listed

    # What a tab promises

    def refresh(self, change: Change) -> None:
        desk = self.desk
        if change.has("data", "filter"):
            self._draw()
        elif change.has("notes"):
            self.list.set_noted(desk.notes.noted)
            self.frame.refresh_notes()
            self.canvas.set_noted(desk.notes.noted)
        if change.has("selection") and change.initiator != self.KEY:
            self._bring_in(desk.selection)

    def _bring_in(self, ref: Ref | None) -> None:
        if self._mark(ref) and ref is not None:
            self.canvas.show_ref(ref)

    def _draw(self) -> None:
        desk = self.desk
        spec = self._spec = map_spec(desk.scope)
        self.canvas.set_spec(spec, noted=desk.notes.noted)
        self.frame.set_picture(self.canvas, spec.caption, spec.table, drawn=self._leaving)
        self._fit_words()
        self.list.set_spec(corridors_table(desk.scope), noted=desk.notes.noted)
        self._mark(desk.selection)

    def _leaving(self) -> MapSpec:
        """The picture that leaves keeps the corridor that stands out."""
        desk = self.desk
        return map_spec(desk.scope, highlight=self.canvas.highlight)

    def reveal(self, ref: Ref) -> bool:
        found = self._mark(ref)
        if found:
            self.canvas.show_ref(ref)
        return found

    def status(self) -> str:
        data = self.desk.dataset
        shown = len(self.list.spec.rows) if self.list.spec else 0
        return " · ".join(
            (
                trn("{n} corridor", "{n} corridors", len(data.corridors)),
                tr("{shown} shown", shown=grouped(shown)),
                trn("{n} place", "{n} places", len(data.nodes)),
                trn("{n} piece", "{n} pieces", len(data.segments)),
            )
        )

    def toggle_table(self) -> None:
        self.frame.toggle_table()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._set_measures()
        self._fit_words()
        self.canvas.apply_theme(theme)
        self.frame.apply_theme(theme)
        self.list.apply_theme(theme)

    def save_view(self) -> dict[str, Any]:
        return {"table": self.frame.showing_table}

    def restore_view(self, view: dict[str, Any]) -> None:
        if view.get("table") is True and not self.frame.showing_table:
            self.frame.toggle_table()
