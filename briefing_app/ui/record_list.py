"""What the tabs share while they list records: one table under the filter, one selection."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Record, Ref
from briefing_app.domain.records import Field, listing
from briefing_app.ui.plain import label
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme
from briefing_app.words import tr


class RecordListTab(Tab):
    """A tab that lists the records of its tables. Subclasses say which, and with which columns."""

    HEADING: ClassVar[str] = ""
    FIELDS: ClassVar[tuple[Field, ...]] = ()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._table = TableView(theme)
        self._table.selected.connect(lambda ref: desk.select(ref, initiator=self.KEY))
        self._table.activated.connect(lambda ref: desk.follow(ref, initiator=self.KEY))
        self._missing = label(role="body-muted", wrap=True)
        layout = QVBoxLayout(self)
        margin = theme.px(16)
        layout.setContentsMargins(margin, theme.px(12), margin, theme.px(8))
        layout.addWidget(label(tr(self.HEADING), role="title"))
        layout.addWidget(self._missing)
        layout.addWidget(self._table, 1)
        self.setFocusProxy(self._table)
        self._total = self._shown = 0

    def records(self) -> tuple[Record, ...]:
        """Returns what is listed before the filter."""
        raise NotImplementedError

    def refresh(self, change: Change) -> None:
        if change.has("data", "filter"):
            records = self.records()
            visible = self.desk.visible(records)
            self._total, self._shown = len(records), len(visible)
            spec = listing(
                self.desk.dataset,
                visible,
                self.FIELDS,
                key=self.KEY,
                title=tr(self.HEADING),
                edition=self.desk.edition_words,
            )
            self._table.set_spec(spec, noted=self.desk.noted)
            self._missing.setText("" if records else tr("The data package holds no rows for this tab."))
            self._missing.setVisible(not records)
        elif change.has("notes"):
            self._table.set_noted(self.desk.noted)
        if change.has("selection") and change.initiator != self.KEY and self.desk.selection is not None:
            self._table.select_ref(self.desk.selection)

    def reveal(self, ref: Ref) -> bool:
        return self._table.select_ref(ref)

    def status(self) -> str:
        return tr("{total} entries · {shown} shown", total=f"{self._total:,}", shown=f"{self._shown:,}")

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._table.apply_theme(theme)
