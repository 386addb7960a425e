"""Very large sets: laid out or read from a file beside the window's own work, with progress and a way to stop."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QToolButton, QWidget

from briefing_app.domain.briefing import Briefing
from briefing_app.domain.specs import TimelineSpec
from briefing_app.domain.timeline import ColumnSet, ManySet
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

LargeSet = ColumnSet | ManySet
Made = tuple[TimelineSpec, LargeSet]
_PATIENCE = 500
"""Milliseconds after which progress is shown."""
_HEAD = 1 << 18
"""Bytes of a file from which the number of its rows is guessed."""


@dataclass(slots=True)
class _Reading:
    """What the two threads tell each other: how far it is, and whether to stop."""

    rows: int = 0
    expected: int = 0
    stop: bool = False

    def at(self, rows: int) -> None:
        self.rows = rows

    def is_stopped(self) -> bool:
        return self.stop


class Large(QWidget):
    """A line above the picture that is there only while something large is read or shown."""

    ready = Signal(object, object, bool)
    """Words and items of a set, and whether to fit it into the view."""
    opening = Signal(bool)
    """True when a file is shown instead of the data package, False when that has ended."""
    put_away = Signal()
    """The data package is wanted again."""

    def __init__(self, theme: Theme, *, briefing: Callable[[], Briefing], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._briefing = briefing
        self.opened = False
        self._theme = theme
        self._tasks = Tasks(self)
        self._reading = _Reading()
        self._name = ""
        self.words = label(role="body-muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(theme.px(220))
        self.stop_button = QPushButton(tr("Cancel"))
        self.stop_button.clicked.connect(lambda _checked=False: self._stop())
        self.open_button = QToolButton()
        self.open_button.setText(tr("Open a table…"))
        set_tip(self.open_button, tr("Shows a CSV file with up to millions of events in the timeline alone"))
        self.open_button.setAccessibleName(tr("Open a table of events"))
        self.open_button.setProperty("role", "quiet")
        self.open_button.clicked.connect(lambda _checked=False: self._ask())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop_button)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.show)
        self._tick = QTimer(self, interval=100)
        self._tick.timeout.connect(self._tell_progress)
        self.hide()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close_down)

    # Events of the data package

    def lay(self, work: Callable[[], object], *, fit: bool) -> None:
        """Lays out very many events of the data package beside the window's own work."""
        self._begin(tr("Laying out the events"))
        self.stop_button.hide()
        self._tasks.run("large", work, accept=lambda made: self._laid(made, fit), refuse=self._failed)

    def drop(self) -> None:
        """Takes no more interest in what is being laid out."""
        self._tasks.run("large", lambda: None, accept=lambda _nothing: None)
        self._end()

    def _laid(self, made: Made | None, fit: bool) -> None:
        self._end()
        gc.freeze()  # records that stay are no garbage: looking through them would show as a stutter
        if made is not None and not self.opened:
            self.ready.emit(*made, fit)

    # A file

    def _ask(self) -> None:
        kinds = tr("Tables (*.csv *.tsv *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a table of events"), "", kinds)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Reads a table of events from a CSV file and shows it instead of the data package."""
        from briefing_app.domain.timeline.event_table import read_events

        self._name, briefing = path.name, self._briefing()
        self._reading = reading = _Reading(expected=_guess_rows(path))
        self._begin(tr("Reading {file}", file=path.name))
        self._tick.start()
        self._tasks.run(
            "large",
            lambda: read_events(path, briefing=briefing, progress=reading.at, cancelled=reading.is_stopped),
            accept=self._read,
            refuse=self._failed,
        )

    def _read(self, items: ColumnSet) -> None:
        self._end()
        gc.freeze()
        self.opened = True
        self.opening.emit(True)
        self.tell(" ".join((*items.notes[:3], tr("Choose an event to see its date, title and status here."))))
        self.ready.emit(items.spec(name=self._name), items, True)

    def tell(self, words: str) -> None:
        """Says something about the file that is shown, with the way back beside it."""
        self.words.setText(tr("{file}, apart from the data package. {words}", file=self._name, words=words))
        self.bar.hide()
        self.stop_button.setText(tr("Back to the data package"))
        self.stop_button.show()
        self.show()

    # Progress

    def _begin(self, words: str) -> None:
        self.words.setText(words)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.setText(tr("Cancel"))
        self.stop_button.show()
        self.stop_button.setEnabled(True)
        self._patience.start()

    def _end(self) -> None:
        self._patience.stop()
        self._tick.stop()
        self.hide()

    def _tell_progress(self) -> None:
        reading = self._reading
        told = trn(
            "Reading {file}: {n} event so far", "Reading {file}: {n} events so far", reading.rows, file=self._name
        )
        self.words.setText(told)
        if reading.expected and reading.rows:
            self.bar.setRange(0, reading.expected)
            self.bar.setValue(min(reading.rows, reading.expected))

    def _stop(self) -> None:
        if self.opened:
            self.opened = False
            self.hide()
            self.opening.emit(False)
            self.put_away.emit()
        else:
            self._reading.stop = True
            self.stop_button.setEnabled(False)

    def _failed(self, error: BaseException) -> None:
        from briefing_app.domain.timeline.event_table import Cancelled

        self._end()
        if self.opened:
            self.tell("")
        if isinstance(error, Cancelled):
            notices.tell(self, tr("Reading {file} was cancelled; nothing has changed.", file=self._name))
        elif isinstance(error, ExpectedError):
            notices.warn(self, error)
        else:
            raise error

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new text size."""
        self._theme = theme
        self.bar.setMaximumWidth(theme.px(220))

    def close_down(self) -> None:
        """Stops what is being read, so that the program can end at once."""
        self._reading.stop = True
        self._tasks.close()


def _guess_rows(path: Path) -> int:
    """Returns about how many rows a file has, from its size and its first rows; 0 if that cannot be told."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return 0
        with path.open("rb") as file:
            head = file.read(_HEAD)
            return head.count(b"\n") * os.fstat(file.fileno()).st_size // max(1, len(head))
    except OSError:
        return 0
