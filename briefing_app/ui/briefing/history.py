"""Earlier briefings: when, what, for whom and where; one key takes the choices of one again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.domain.control_signs import visible
from briefing_app.domain.moments import moment_in_words
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import breakable, label
from briefing_app.ui.screens import make_room
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.report.history import Exported


class _Exports(QListWidget):
    """The list; Enter takes the choices again, Space opens what the file holds."""

    again = Signal()
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act(event, "exports", {"again": self.again.emit, "open": self.opened.emit}):
            super().keyPressEvent(event)


class HistoryDialog(QDialog):
    """The list of exports, the newest first.

    Signals:
        again: The export whose choices are taken, and whether its filter is taken too.
        opened: The path of one that is to be opened.
    """

    again = Signal(object, bool)
    opened = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, *, parent: Widget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._exports = desk.briefings.exported()
        self._forms = {key: title for key, title, _sections in desk.briefings.forms()}
        self.setWindowTitle(tr("Earlier briefings"))
        self.list = _Exports()
        self.list.setAccessibleName(tr("Earlier briefings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.again.connect(self._take)
        self.list.opened.connect(self._open)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        self.list.currentRowChanged.connect(self._show)
        self._facts = label(wrap=True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.with_filter = QCheckBox()
        self.with_filter.setChecked(True)
        self._empty = label(tr("No briefing was exported from this profile yet."), role="body-muted", wrap=True)
        self._take_button = self._button(tr("Use its choices again"), self._take)
        self._take_button.setProperty("role", "main")
        self._open_button = self._button(tr("What it holds…"), self._open)
        self._clear = self._button(tr("Clear the list"), self._empty_list)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._clear)
        buttons.addStretch(1)
        for button in (self._button(tr("Close"), self.reject), self._open_button, self._take_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(label(tr("Earlier briefings"), role="title"))
        for widget in (self._empty, self.list):
            layout.addWidget(widget, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._facts)
        layout.addWidget(self.with_filter)
        layout.addLayout(buttons)
        make_room(self, theme.px(820), theme.px(560))
        self._fill()

    def _button(self, words: str, action: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: action())
        return made

    def _fill(self) -> None:
        self.list.clear()
        for one in self._exports:
            form = self._forms.get(one.preset.form, one.preset.form)
            pages = trn("{n} page", "{n} pages", one.pages)
            self.list.addItem(
                QListWidgetItem(visible(" · ".join((moment_in_words(one.moment), form, pages, one.title))))
            )
        some = bool(self._exports)
        self._empty.setVisible(not some)
        for widget in (self.list, self._facts, self.with_filter, self._take_button, self._open_button, self._clear):
            widget.setVisible(some)
        if some:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> Exported | None:
        """The export that is marked."""
        at = self.list.currentRow()
        return self._exports[at] if 0 <= at < len(self._exports) else None

    def _show(self) -> None:
        one = self.current
        if one is None:
            return
        preset = one.preset
        parts = (
            trn("{n} note", "{n} notes", one.notes) if one.notes else tr("no notes"),
            tr("marked {marking}", marking=preset.marking) if preset.marking else tr("without a marking"),
            tr("for {name}", name=preset.prepared_for) if preset.prepared_for else "",
            tr("data edition {edition}", edition=one.edition),
        )
        shown = tr("Shown: {filter}.", filter=one.filter_words)
        where = one.path if one.file.is_file() else tr("{path} (no longer there)", path=one.path)
        words = ", ".join(part for part in parts if part)
        self._facts.setText(f"{words[:1].upper()}{words[1:]}. {shown}\n{breakable(where)}")
        now = filters.words(self._desk.filter, dataset=self._desk.dataset)
        self.with_filter.setVisible(now != one.filter_words)
        self.with_filter.setText(tr("with its filter too; now: {filter}", filter=visible(now).replace("&", "&&")))
        self._open_button.setEnabled(one.file.is_file())

    def _take(self) -> None:
        one = self.current
        if one is not None:
            wanted = not self.with_filter.isHidden() and self.with_filter.isChecked()
            self.accept()
            self.again.emit(one, wanted)

    def _open(self) -> None:
        one = self.current
        if one is not None and one.file.is_file():
            self.opened.emit(Path(one.path))

    def _empty_list(self) -> None:
        try:
            self._desk.briefings.forget_exports()
        except ExpectedError as error:
            self._facts.setText("⚠ " + error.sentence())
            return
        self._exports = ()
        self._fill()
