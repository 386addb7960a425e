"""The Notes tab: every note, newest first, with the entry it is about."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.entries import entry_words
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.ui.plain import label
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme
from briefing_app.words import tr, trn


class NotesTab(Tab):
    """Lists the notes; a row selects the entry it is about, Enter goes there."""

    KEY: ClassVar[str] = "notes"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._table = TableView(theme)
        self._table.selected.connect(lambda ref: desk.select(ref, initiator=self.KEY))
        self._table.activated.connect(lambda ref: desk.follow(ref, initiator=self.KEY))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        layout.addWidget(label(tr("My notes"), role="title"))
        layout.addWidget(self._table, 1)
        self.setFocusProxy(self._table)

    def refresh(self, change: Change) -> None:
        if change.has("data", "notes"):
            self._table.set_spec(self._spec())

    def _spec(self) -> TableSpec:
        rows = tuple(
            Row(
                ref=note.target,
                cells=(
                    Cell(text=note.modified[:16].replace("T", " "), sort=note.modified),
                    Cell(text=note.kind, sort=note.kind),
                    Cell(text=note.body, sort=note.body),
                    Cell(text=entry_words(self.desk.dataset, note.target), sort=str(note.target)),
                    Cell(text=", ".join(note.tags), sort=", ".join(note.tags)),
                ),
            )
            for note in self.desk.all_notes()
        )
        return TableSpec(
            caption=Caption(key="notes", title=tr("My notes"), summary=trn("{n} note", "{n} notes", len(rows))),
            columns=(
                Column(key="modified", label=tr("Changed"), kind="date", weight=3),
                Column(key="kind", label=tr("Kind"), weight=2),
                Column(key="body", label=tr("Note"), weight=7),
                Column(key="entry", label=tr("On"), weight=5),
                Column(key="tags", label=tr("Tags"), weight=2),
            ),
            rows=rows,
            row_header=2,
        )

    def reveal(self, ref: Ref) -> bool:
        return self._table.select_ref(ref)

    def status(self) -> str:
        return trn("{n} note", "{n} notes", self.desk.note_count)

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._table.apply_theme(theme)
