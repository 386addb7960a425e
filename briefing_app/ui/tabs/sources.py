"""The Sources tab: every page cited, with its grade and how often it is cited; what cites it stands on the right."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import sources
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Ref, Source
from briefing_app.domain.wording import plain_word
from briefing_app.translation import grouped, tr, trn
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.low_window import TableFirst
from briefing_app.ui.plain_text import label
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme


class SourcesTab(Tab):
    """Two choices above one table."""

    KEY: ClassVar[str] = "sources"
    ACTS: ClassVar[frozenset[str]] = frozenset({"as_known_on", "only_with_notes"})

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._shown: tuple[Source, ...] = ()
        self._kind, self._grade = PickBox(), PickBox()
        self._subtitle = label(role="body-muted", wrap=True)
        self._table = TableView(theme, export=desk.export_table)
        row = QWidget()
        choices = QHBoxLayout(row)
        choices.setContentsMargins(0, 0, 0, 0)
        for box, name in ((self._kind, tr("Kind")), (self._grade, tr("Grade"))):
            box.setAccessibleName(name)
            box.activated.connect(lambda _row: self._fill())
            choices.addWidget(label(name, role="small"))
            choices.addWidget(box)
        choices.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        layout.addWidget(label(tr("Every page cited"), role="title"))
        above = (self._subtitle, row)
        for widget in (*above, self._table):
            layout.addWidget(widget, 1 if widget is self._table else 0)
        self._order = TableFirst(layout, above, self._table)
        self._table.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
        self.setFocusProxy(self._table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._order.arrange(self.window(), self.theme)

    def refresh(self, change: Change) -> None:
        if change.has("data"):
            self._offer()
        if change.has("data", "filter"):
            self._fill()
        elif change.has("notes"):
            self._table.set_noted(self.desk.notes.noted)
        if change.has("selection") and change.initiator != self.KEY and self.desk.selection is not None:
            self._table.select_ref(self.desk.selection)

    def _offer(self) -> None:
        listed = self.desk.dataset.sources
        for box, values in ((self._kind, {s.kind for s in listed}), (self._grade, {s.reliability for s in listed})):
            box.offer(values, lambda value: plain_word(value) if value else tr("not graded"))

    def _fill(self) -> None:
        kind, grade = self._kind.currentData(), self._grade.currentData()
        self._shown = tuple(
            s
            for s in self.desk.scope.visible(self.desk.dataset.sources)
            if kind in (None, s.kind) and grade in (None, s.reliability)
        )
        spec = sources.table(self.desk.scope, self._shown)
        self._subtitle.setText(spec.caption.empty or spec.caption.subtitle)
        self._table.set_spec(spec, noted=self.desk.notes.noted)
        self.status_changed.emit()

    def reveal(self, ref: Ref) -> bool:
        if not self._table.select_ref(ref) and ref.noun == "source":
            self._kind.setCurrentIndex(0)
            self._grade.setCurrentIndex(0)
            self._fill()
        return self._table.select_ref(ref)

    def status(self) -> str:
        total = len(self.desk.dataset.sources)
        return trn("{n} source · {shown} shown", "{n} sources · {shown} shown", total, shown=grouped(len(self._shown)))

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._order.arrange(self.window(), theme)
        self._table.apply_theme(theme)
