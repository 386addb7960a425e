"""Which briefing this one is compared with: none, the last one of the history, or an older PDF of one's choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from briefing_app.desk import Desk
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.tasks import Tasks

NOTHING, CHOOSE = "", "choose"


class SinceBox(PickBox):
    """The box. A PDF is read off the window's thread; one that is no briefing is said, and the choice stays.

    Signals:
        changed: Another briefing is compared with, or none.
        refused: Why a PDF could not be used, in a sentence.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._tasks = desk, Tasks(self)
        self._kept = NOTHING
        self.found: Mapping[str, Any] | None = None
        """What was attached to the briefing that is compared with."""
        self.reading = False
        self.setAccessibleName(tr("What changed since"))
        self.keep_to(14)
        self.addItem(tr("the edition before"), NOTHING)
        last = desk.briefings.last()
        if last is not None:
            words = tr("the last briefing, {day}: {title}", day=_day(last.date), title=last.title)
            self.addItem(words, last.path)
        self.addItem(tr("an older briefing (PDF)…"), CHOOSE)
        self.activated.connect(self._on_choice)

    def _on_choice(self) -> None:
        chosen = self.currentData()
        if chosen == CHOOSE:
            self.setCurrentIndex(self.findData(self._kept))
            name, _kind = QFileDialog.getOpenFileName(
                self.window(), tr("An older briefing"), str(self._desk.usual_folder()), "PDF (*.pdf)"
            )
            if name:
                self.compare_with(Path(name))
        elif chosen == NOTHING:
            self._tasks.run("since", lambda: None, accept=lambda _nothing: None)  # what is being read is void
            self._kept, self.found, self.reading = NOTHING, None, False
            self.changed.emit()
        elif chosen != self._kept:
            self.compare_with(Path(chosen))

    def compare_with(self, path: Path) -> None:
        """Reads an older briefing and compares with it."""
        briefings, options = self._desk.briefings, self._desk.briefings.options()
        self.reading = True
        self.changed.emit()

        def accept(found: Mapping[str, Any]) -> None:
            self.reading = False
            if self.findData(str(path)) < 0:
                day, title = _day(str(found.get("date", ""))), str(found.get("title", ""))
                words = tr("the briefing of {day}: {title}", day=day, title=title or path.name)
                self.insertItem(self.count() - 1, words, str(path))
            self._kept, self.found = str(path), found
            self.setCurrentIndex(self.findData(str(path)))
            self.changed.emit()

        def refuse(error: BaseException) -> None:
            self.reading = False
            self.setCurrentIndex(self.findData(self._kept))
            self.changed.emit()
            if not isinstance(error, ExpectedError):
                raise error
            self.refused.emit(error.sentence())

        self._tasks.run("since", lambda: briefings.compared_with(options, path).since, accept=accept, refuse=refuse)

    def close_tasks(self) -> None:
        """Waits for a PDF that is being read."""
        self._tasks.close()


def _day(text: str) -> str:
    try:
        return day_words(dt.date.fromisoformat(text))
    except ValueError:
        return text
