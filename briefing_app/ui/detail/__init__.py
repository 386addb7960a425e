"""The record of the selection: a reading column in one fixed order, and the notes on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import BRIEFING, Passage, Ref
from briefing_app.translation import tr
from briefing_app.ui.notes.panel import NotesPanel
from briefing_app.ui.plain_text import label, name_seen, set_tip
from briefing_app.ui.speech import as_one, tell_made
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.ui.detail.column import Column

RESTS_MS = 150
"""After how much rest a screen reader gets the record of what the keys walk over."""


class DetailPane(QWidget):
    """One card at a time; text of others is always plain, links lead to entries."""

    wanted = Signal(bool)
    """True if the record is to be seen, False if it is to be closed."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._ref: Ref | None = None
        self._stale = True
        self._resting = QTimer(self, singleShot=True, interval=RESTS_MS)
        self._resting.timeout.connect(self._fill)
        self._kicker = label(role="small", wrap=True)
        self._head = QHBoxLayout()
        self._head.addWidget(self._kicker, 1)
        self._copy = self._button(tr("Copy reference"), tr("Copy the reference of this entry"), self._copy_reference)
        self._close = self._button("×", tr("Close the record (Esc)"), lambda: self.wanted.emit(False))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("The record of the selection"))
        self.notes = NotesPanel(desk, theme)
        self.notes.wanted.connect(lambda: self.wanted.emit(True))
        self.record = QWidget()
        above = QVBoxLayout(self.record)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addLayout(self._head)
        above.addWidget(self._scroll, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.record, 1)
        layout.addWidget(self.notes)
        self.notes.watch(self)
        self._measure()
        self._show(desk.selection)

    def _button(self, words: str, spoken: str, action) -> QToolButton:  # type: ignore[no-untyped-def]  # any callable without arguments
        made = QToolButton()
        made.setText(words)
        made.setProperty("role", "quiet")
        made.setAccessibleName(name_seen(words, spoken))
        set_tip(made, spoken)
        made.clicked.connect(lambda _checked=False: action())
        self._head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _measure(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(16), px(8), px(6), 0)
        self._head.setSpacing(px(2))

    @property
    def sheet(self) -> QWidget | None:
        """The column of the entry that is shown; None until the data are read."""
        return self._scroll.widget()

    def refresh(self, change: Change) -> None:
        """Shows the selection anew when it, the data or the filter changed; notes have a panel of their own."""
        if change.has("selection", "data", "filter", "preferences"):
            self._show(self._desk.selection)
        self.notes.refresh(change)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._measure()
        self.notes.apply_theme(theme)
        self._show(self._ref)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def enter(self) -> None:
        """Puts the keyboard on the first source, so that who says so is read at once."""
        self.wanted.emit(True)
        column = self._column()
        first = column.first_source if column is not None else None
        if first is not None:
            self._scroll.ensureWidgetVisible(first)
        (first or self._close).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write(self, begun: str = "") -> None:
        """Puts the keyboard into the field for a new note: on the words selected in a text, or on the entry.

        Args:
            begun: What was typed already.
        """
        self.notes.write(self._selected_passage(), begun=begun)

    def begin_or_end(self) -> None:
        """Begins a note; while one is written, ends it."""
        if not self.notes.end_writing():
            self.write()

    def flush(self) -> bool:
        """Makes durable what is being written; False if it cannot be saved now."""
        return self.notes.save_now()

    def _selected_passage(self) -> Passage | None:
        column = self._column()
        record = self._desk.dataset.get(self._ref) if self._ref is not None else None
        for shown in column.findChildren(QLabel) if column is not None and record is not None else ():
            field = shown.property("field")
            if field and shown.hasSelectedText():
                from briefing_app.domain.placement import passage_at

                before = shown.text()[: shown.selectionStart()].replace("\u200b", "")
                quote = shown.selectedText().replace("\u200b", "").replace("\u2029", "\n")
                return passage_at(str(getattr(record, field, "")), field=field, quote=quote, near=len(before))
        return None

    def _column(self) -> Column | None:
        from briefing_app.ui.detail.column import Column

        sheet = self._scroll.widget()
        return sheet if isinstance(sheet, Column) else None

    def _copy_reference(self) -> None:
        QGuiApplication.clipboard().setText(str(self._ref or BRIEFING))

    def _show(self, ref: Ref | None) -> None:
        self._ref = ref
        self.notes.show_for(ref or BRIEFING)
        self._stale = True
        if not self.isVisible():
            return
        if QAccessible.isActive() and ref is not None:  # who walks on with the keys does not wait for every record
            self._resting.start()
        else:
            self._fill()

    def _fill(self) -> None:
        """Makes the column; while the record is closed nobody reads it, and it waits."""
        self._resting.stop()
        if not self._desk.whole:
            return
        with as_one():
            self._make()
        sheet = self._scroll.widget()
        if sheet is not None:
            tell_made(sheet)

    def _make(self) -> None:
        from briefing_app.domain.entries import card
        from briefing_app.ui.detail.column import Column

        self._stale = False
        found = card(self._desk.scope, self._ref or BRIEFING)
        column = Column(self._desk, self._theme, found)
        self._kicker.setText(found.kicker)
        focus, before = QApplication.focusWidget(), self._scroll.widget()
        inside = focus is not None and before is not None and before.isAncestorOf(focus)
        self._scroll.setAccessibleName(tr("Record: {title}", title=found.title))
        self._scroll.setWidget(column)
        if inside:  # the link that was followed is gone: one goes on at the top of what it led to
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
