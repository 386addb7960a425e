"""Export a briefing: what it says and how it looks, beside its pages as they would be printed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.desk.briefings import SetBriefing, WeighedNotes
from briefing_app.domain.handling import compare
from briefing_app.errors import ExpectedError
from briefing_app.files import require_writable
from briefing_app.translation import tr
from briefing_app.ui.briefing.choices import Choices
from briefing_app.ui.briefing.making import Making
from briefing_app.ui.briefing.presets import PresetBar
from briefing_app.ui.briefing.preview import Preview
from briefing_app.ui.briefing.written import WrittenBar
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.keymap import keys_of
from briefing_app.ui.on_screen import OnScreen
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import make_room
from briefing_app.ui.scroll_bars import scrolled
from briefing_app.ui.speech import made_as_one, say
from briefing_app.ui.splitter import Splitter, divide_as_before
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.report.history import Exported
    from briefing_app.report.options import BriefingOptions
    from briefing_app.report.planned import BriefingPlan
    from briefing_app.report.presets import Preset
    from briefing_app.ui.briefing.making import Made

PAUSE_MS = 150
"""How long nothing must be chosen before the pages are made anew."""
NARROW = 640
"""Pixels at 100 % text size below which choices and pages stand one under the other."""


class BriefingSheet(QDialog):
    """Choices at the left, pages at the right; whatever is chosen makes the pages anew in a process of its own.

    What will be written is said as soon as the pages are counted; the button then writes those very pages.

    Signals:
        opened: A briefing of the history is to be opened, as its path.
    """

    opened = Signal(object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        *,
        chosen_notes: Collection[str] = (),
        seen: OnScreen | None = None,
        since: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Makes the sheet.

        Args:
            desk: The desk.
            theme: Colours and fonts.
            chosen_notes: Ids of the notes that are chosen in the list of notes.
            seen: What is on screen, for the form of that name.
            since: An older briefing to compare with; None for none.
            parent: The parent widget.
        """
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._ready: Made | None = None
        """Plan and pages as they would be written; None until they are made, and after any other choice."""
        self._may_replace: set[Path] = set()
        """Files that the person has agreed to have replaced."""
        self._tasks = Tasks(self)
        self._making = Making(desk.briefings, self)
        self.setWindowTitle(tr("Export briefing"))
        self.choices = Choices(desk, theme, chosen_notes=chosen_notes, seen=seen)
        self.preview = Preview(theme)
        self.presets = PresetBar(desk, theme, self._as_preset)
        self._above = label(role="body", wrap=True)
        self._held = PickBox()
        self._held.keep_to(36)
        self._held.setAccessibleName(tr("Notes marked above the document"))
        self._path = QLineEdit(str(desk.usual_folder() / "briefing.pdf"))
        self._path.setAccessibleName(tr("File"))
        self._said = label(role="body", wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.hide()  # nothing has been said yet
        self.written = WrittenBar(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._build()
        self._listen()
        for remark in self.presets.remarks:
            self._tell(remark, trouble=True)
        if since is not None:
            self.choices.since.compare_with(since)
        self._on_change()

    # Laying out

    def _build(self) -> None:
        theme = self._theme
        self._earlier = self._button(tr("Earlier briefings…"), self.earlier)
        self._close = self._button(tr("Close"), self.reject)
        self._export = self._button(tr("Write the file"), self.export)
        self._export.setProperty("role", "main")
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(label(tr("Export briefing"), role="title"))
        top.addStretch(1)
        top.addWidget(self.presets, 2)
        top.addWidget(self._earlier)
        place = QHBoxLayout()
        place.setSpacing(theme.px(8))
        place.addWidget(self._path, 1)
        place.addWidget(self._button(tr("Choose…"), self._choose))
        self.choices.rows.addRow(tr("File"), place)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._export)
        area = scrolled(self.choices)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        side.setMinimumWidth(min(theme.px(330), 640))
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, theme.px(12), 0)
        left.setSpacing(theme.px(9))
        left.addWidget(area, 1)
        for widget in (self._above, self._held, self._said, self.written):
            left.addWidget(widget)
        left.addLayout(buttons)
        self.preview.setMinimumSize(theme.px(120), theme.px(120))
        self._split = Splitter("export")
        self._split.setHandleWidth(theme.px(2))
        self._split.addWidget(side)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(16),) * 4)
        layout.setSpacing(theme.px(9))
        layout.addLayout(top)
        layout.addWidget(self._split, 1)
        make_room(self, theme.px(1300), theme.px(860))
        side_width = min(theme.px(450), self.width() * 11 // 20)
        divide_as_before(self._split, self, self._desk, [side_width, self.width() - side_width])
        self.choices.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, words: str, action: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(False)  # Enter in a field ends the field; it writes no file
        made.clicked.connect(lambda _checked=False: action())
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for two columns they stand one under the other."""
        narrow = self.width() < self._theme.px(NARROW)
        self._split.turn(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        super().resizeEvent(event)

    def _listen(self) -> None:
        self.choices.changed.connect(self._on_change)
        self.choices.said.connect(lambda words: self._tell(words, trouble=True))
        self._held.currentIndexChanged.connect(lambda _at: self._on_change())
        self.presets.chosen.connect(self.take)
        self.presets.said.connect(lambda words, trouble: self._tell(words, trouble=trouble))
        self.written.said.connect(lambda words, trouble: self._tell(words, trouble=trouble))
        self._making.first.connect(lambda made: self.preview.show_pdf(made.pdf, more=True))
        self._making.whole.connect(self._on_ready)
        self._making.failed.connect(self._on_failed)
        verbs = {"write": self.export, "earlier": self.earlier, "pages": self._other_side}
        for keys, verb in keys_of("briefing").items():
            QShortcut(QKeySequence(keys), self, verbs[verb])

    def _other_side(self) -> None:
        """F6: from the choices to the pages, and back."""
        focus = cast("QWidget | None", self.focusWidget())  # there may be none, whatever the stubs say
        inside = focus is not None and self.preview.isAncestorOf(focus)
        (self.choices.form if inside else self.preview).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Choosing

    def _options(self) -> BriefingOptions:
        return self.choices.options(handling=str(self._held.currentData() or "refuse"))

    def _as_preset(self, name: str) -> Preset:
        from briefing_app.report.presets import Preset

        return Preset.of(name, self._options())

    def take(self, preset: Preset) -> None:
        """Takes over kept choices."""
        self.choices.take(preset)

    def take_again(self, exported: Exported, with_filter: bool) -> None:
        """Takes over the choices of an earlier briefing, and its filter if that is wanted."""
        if with_filter:
            try:
                self._desk.set_filter(self._desk.briefings.filter_of(exported), initiator="briefing-again")
            except ExpectedError as error:
                self._tell(error.sentence(), trouble=True)
        self.choices.show_filter()
        self.choices.take(exported.preset, title=exported.title)

    @made_as_one
    def earlier(self) -> None:
        """Ctrl+H: what was exported before, to be taken again."""
        from briefing_app.ui.briefing.history import HistoryDialog
        from briefing_app.ui.dialogs import show

        sheet = HistoryDialog(self._desk, self._theme, parent=self)
        sheet.again.connect(self.take_again)
        sheet.opened.connect(self.opened)
        show(sheet)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Export briefing"), self._path.text(), "*.pdf")
        if chosen:
            self._path.setText(chosen)
            self._may_replace.add(Path(chosen))  # the system's dialog has asked

    # Making the pages

    def _on_change(self) -> None:
        """Whatever is chosen makes pages that are ready out of date, and ends those that are being made."""
        self._ready = None
        self._making.cancel()
        self.preview.wait(tr("Preparing the pages…"))
        self._pause.start()

    @made_as_one
    def _make(self) -> None:
        self._weigh()
        if self.choices.waiting:
            self.preview.wait(tr("Reading the older briefing…"))
            return
        if str(self.choices.form.currentData()) == "own" and not self.choices.sections.keys():
            self._no_pages(tr("No section is chosen. Tick at least one."))
            return
        if not self._held.isHidden() and self._held.currentData() == "refuse":
            self._no_pages(tr("First choose what to do with the notes marked above the document."))
            return
        try:
            gathered = self._desk.briefings.gather(self._options())
        except ExpectedError as error:
            self._no_pages(error.sentence())
            return
        self._making.ask(gathered, seen=self.preview.section)

    def _no_pages(self, words: str) -> None:
        self.preview.fail(tr("There are no pages for these choices."))
        self._tell(words, trouble=True)

    def _weigh(self) -> None:
        """Shows which notes the marking does not cover, and asks what shall become of them."""
        weighed = self._weighed()
        before, signals = self._held.currentData(), self._held.blockSignals(True)
        self._held.clear()
        self._held.addItem(tr("choose what to do with them"), "refuse")
        self._held.addItem(tr("leave them out"), "leave-out")
        if weighed.raised:
            self._held.addItem(tr("raise the marking to {marking}", marking=weighed.raised), "raise")
        self._held.setCurrentIndex(max(0, self._held.findData(before)))
        self._held.blockSignals(signals)
        self._above.setText(f"⚠ {weighed.words()}" if weighed.held else "")
        for widget in (self._above, self._held):
            widget.setVisible(bool(weighed.held))

    def _weighed(self) -> WeighedNotes:
        """Reading very many notes takes time, and is of no use where nothing in use stands above the marking."""
        marking = self.choices.handling.marking()
        if all(compare(used, marking) == "within" for used in self._desk.notes.handlings()):
            return WeighedNotes()
        try:
            return self._desk.briefings.weigh(self._options())
        except ExpectedError:  # the choices make no briefing, which is said when its pages are asked for
            return WeighedNotes()

    def _on_ready(self, made: Made) -> None:
        """Says what will be written; the button then writes it."""
        self._ready = made
        found: SetBriefing = made[1]
        self.preview.show_pdf(found.pdf)
        self._tell(tr("Ready: {what} Nothing is written yet.", what=found.words()))

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, ExpectedError):
            self._no_pages(error.sentence())
            return
        self._no_pages(tr("The pages could not be prepared. Nothing was written."))
        raise error

    # Writing

    @property
    def is_ready(self) -> bool:
        """True while the pages are those of the choices, counted, so that they can be written."""
        return self._ready is not None

    def write_to(self, out: Path) -> None:
        """Writes the pages to another place than the one that stands in the field."""
        self._path.setText(str(out))
        self.export()

    def export(self) -> None:
        """Writes the pages that are ready; where none are, says what is missing."""
        if not self._export.isEnabled():
            return
        try:
            self.choices.date.day()
            out = self._out()
            require_writable(self._desk.policy.check_export(out))
        except ExpectedError as error:
            self._tell(error.sentence(), trouble=True)
            return
        if self._ready is None:
            if self._making.busy or self._pause.isActive() or self.choices.waiting:
                self._tell(tr("The pages are still being prepared; they are counted before anything is written."))
            else:
                self._make()  # says once more why there are none, or tries again
            return
        if self._replaces(out):
            self._tell(
                tr("A file of that name already exists: {path}. Write again to replace it.", path=out),
                trouble=True,
            )
            return
        self._write(out, *self._ready)

    def _out(self) -> Path:
        written = self._path.text().strip() or str(self._desk.usual_folder() / "briefing.pdf")
        return Path(os.path.expanduser(written))  # noqa: PTH111 - Path's own fails where nobody knows a home

    def _replaces(self, out: Path) -> bool:
        """Tells whether a file lies there that the person has not yet agreed to lose; asked once, they know."""
        if not out.exists() or out in self._may_replace:
            return False
        self._may_replace.add(out)
        return True

    def _write(self, out: Path, plan: BriefingPlan, made: SetBriefing) -> None:
        desk = self._desk
        self._export.setEnabled(False)

        def write() -> Path:
            path = desk.write_file(out, made.pdf)
            desk.briefings.remember(plan, made, path)
            return path

        def refuse(error: BaseException) -> None:
            self._export.setEnabled(True)
            if not isinstance(error, ExpectedError):
                self._tell(tr("The export failed. Nothing was written."), trouble=True)
                raise error
            self._tell(error.sentence(), trouble=True)

        self._tasks.run("write", write, accept=self._on_written, refuse=refuse)

    def _on_written(self, path: Path) -> None:
        self._may_replace.discard(path)
        self._export.setEnabled(True)
        self.written.offer(path)
        self._tell(tr("Written: {path}", path=path))

    def _tell(self, words: str, *, trouble: bool = False) -> None:
        self._said.setText(("⚠ " if trouble else "✓ ") + words)
        self._said.show()
        say(words, urgent=trouble)

    def reject(self) -> None:
        """Closes the sheet and ends what is being made."""
        self._pause.stop()
        self._making.close()
        self._tasks.close()
        self.choices.since.close_tasks()
        self.preview.close_document()
        super().reject()
