"""What comes in after the first paint: the rest of the data, the libraries for pictures, and what is said of both."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from briefing_app.desk import Desk
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from briefing_app.domain.editions import LookBack


class Notice(Protocol):
    """Shows one line above the tab."""

    def __call__(
        self, text: str, *, trouble: bool = False, action: tuple[str, Callable[[], object]] | None = None
    ) -> None: ...


def warm_up() -> None:
    """Imports what the first chart will need, so that opening it does not stall the window."""
    for name in ("numpy", "pandas", "pyqtgraph"):
        importlib.import_module(name)


class Later:
    """Brings in, off the window's thread, what page one did not need."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        notice: Notice,
        *,
        list_problems: Callable[[], object],
        warn: Callable[[ExpectedError], object],
    ) -> None:
        self._desk, self._tasks, self._notice = desk, tasks, notice
        self._list_problems, self._warn = list_problems, warn

    def load(self, *, done: Callable[[], object]) -> None:
        """Reads the rest of the data, then goes on."""

        def accept(dataset: Dataset) -> None:
            self._take_data(dataset)
            done()

        self._tasks.run("data", self._desk.load_whole, accept=accept, refuse=self._no_data)

    def go_on(self) -> None:
        """All data are there: libraries and index follow, what changed is looked for, faults are told."""
        self._warm_up()
        self._look_back()
        self.tell_problems()

    def _take_data(self, dataset: Dataset) -> None:
        self._desk.accept_data(dataset, initiator="window")
        gc.freeze()  # the records stay: looking through all of them again and again would stall the pictures
        self.go_on()

    def _no_data(self, error: BaseException) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self._warn(error)

    def _warm_up(self) -> None:
        self._tasks.run("warm up", warm_up, accept=lambda _nothing: None)
        self._tasks.run("first look", self._keep_looks, accept=lambda _kept: None)
        if self._desk.notebook.book is not None:
            self._tasks.run("search index", self._desk.index.prepare, accept=lambda _nothing: None)

    def _keep_looks(self) -> None:
        self._desk.keep_first_look()
        self._desk.keep_package()

    def _look_back(self) -> None:
        """Finds what changed in the data since the person last looked."""
        desk, dataset = self._desk, self._desk.dataset

        def accept(back: LookBack | None) -> None:
            desk.accept_look_back(back, initiator="window")

        self._tasks.run("look back", lambda: desk.editions.look_back(dataset), accept=accept)

    def tell_problems(self) -> None:
        """Says in one line what of the data was left out, if anything was and the notes are well."""
        from briefing_app.domain import problems

        words = problems.summary(self._desk.dataset)
        if words and self._desk.notebook.trouble is None:  # notes come first: the menu lists the data's faults too
            self._notice(words, trouble=True, action=(tr("List them…"), self._list_problems))
