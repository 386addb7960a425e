"""Opening another briefing in the window: by dialog, by drop or from the menu; read off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui import notices
from briefing_app.ui.plain_text import caption
from briefing_app.ui.speech import made_as_one

if TYPE_CHECKING:
    from briefing_app.desk import Desk
    from briefing_app.desk.shelf import OnShelf
    from briefing_app.domain.tables import Dataset
    from briefing_app.ui.tasks import Tasks
    from briefing_app.ui.theme import Theme
    from briefing_app.ui.window.frame import Header
    from briefing_app.ui.window.strip import Strip

TASK = "open briefing"
LONG_MS = 500
"""After so long one is told what is waited for, and can let go of it."""
DROPS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Verbs(Protocol):
    """What opening needs of the window's commands."""

    def what_changed(self) -> object:
        """Opens the list of what an edition changed."""


class Room(Protocol):
    """What opening needs of the window."""

    desk: Desk
    theme: Theme
    tasks: Tasks
    strip: Strip
    header: Header

    @property
    def verbs(self) -> Verbs:
        """The window's commands."""

    def notice(
        self, text: str, *, trouble: bool = False, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Shows one line above the tab."""

    def put_aside(self) -> bool:
        """Makes durable what is being written and keeps the views; False if that cannot be now."""

    def lay_out(self) -> None:
        """Shows the briefing that was laid on the desk."""


class Opening(QObject):
    """What lies on the desk stays as it is until another briefing was read whole."""

    def __init__(self, window: Room) -> None:
        super().__init__(cast("QObject", window))
        self._window, self._desk = window, window.desk
        self._wanted: Path | None = None
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(LONG_MS)
        self._telling.timeout.connect(self._tell)
        self._widget.setAcceptDrops(True)
        self._widget.installEventFilter(self)

    @property
    def _widget(self) -> QWidget:
        return cast("QWidget", self._window)

    @made_as_one
    def ask(self) -> None:
        """Ctrl+O: choose a briefing that was opened before, a folder or an archive."""
        from briefing_app.ui.dialogs import show
        from briefing_app.ui.open_briefing import OpenBriefingDialog

        dialog = OpenBriefingDialog(self._desk, self._window.theme, parent=self._widget)
        dialog.chosen.connect(lambda path: self.open(path))
        show(dialog)

    def open(self, path: Path | None, *, done: str = "") -> None:
        """Reads a briefing and lays it out; what cannot be read is said in words, and the old one stays.

        Filter, place and views are those of the briefing, so that another edition of the same one is shown as this was.

        Args:
            path: A folder, a ``.zip`` or a ``datapackage.json``; None for the bundled one.
            done: What is said once it is shown, for another edition; the briefing's title if empty.
        """
        self._wanted = path
        self._telling.start()
        desk = self._desk
        self._window.tasks.run(
            TASK, lambda: desk.shelf.read(path), accept=partial(self._take, done=done), refuse=self._refuse
        )

    def back(self) -> None:
        """Goes back to the briefing that lay here before, or else to the bundled one."""
        before = self._before()
        if before is not None:
            self.open(Path(before.path) if before.path else None)

    def fill(self, menu: QMenu) -> None:
        """Puts the briefings that were opened before into a menu, and the way to any other."""
        for one in self._desk.shelf.recent():
            made = menu.addAction(caption(one.title or one.name))
            made.triggered.connect(partial(self._open_again, one))
        if menu.actions():
            menu.addSeparator()
        menu.addAction(tr("Another…\tCtrl+O")).triggered.connect(lambda _checked=False: self.ask())

    def begin(self) -> None:
        """All data are there for the first time: the window goes to where it was left."""
        from briefing_app.ui.window.coming_back import come_back

        self.note()
        come_back(self._window)

    def note(self) -> None:
        """All data of the briefing are there: it is noted as opened, and its title shown."""
        self._desk.shelf.put()
        self.show_title()

    def show_title(self) -> None:
        """Shows what the briefing is called, and the way back."""
        self._widget.setWindowTitle(self._desk.shelf.title or tr("Briefing"))
        before = self._before() if not self._desk.shelf.is_home else None
        self._window.header.tell_way_back((before.title or before.name) if before is not None else "")

    def _before(self) -> OnShelf | None:
        """Returns the briefing to which one click leads back: from any other to the one that was there before it."""
        return next(iter(self._desk.shelf.recent()), None)

    def _open_again(self, one: OnShelf, _checked: bool = False) -> None:
        self.open(Path(one.path) if one.path else None)

    def _tell(self) -> None:
        words = tr("Opening {path} …", path=self._wanted) if self._wanted else tr("Opening the bundled briefing …")
        self._window.notice(words, action=(tr("Cancel"), self._let_go))

    def _let_go(self) -> None:
        self._telling.stop()
        self._window.tasks.forget(TASK)
        self._window.strip.hide()

    def _refuse(self, error: BaseException) -> None:
        self._telling.stop()
        if not isinstance(error, ExpectedError):
            raise error
        notices.warn(self._widget, error)

    def _take(self, found: tuple[Dataset, Path], *, done: str) -> None:
        self._telling.stop()
        window, desk = self._window, self._desk
        window.strip.hide()
        if not window.put_aside():
            return
        dataset, source = found
        kept = desk.shelf.package
        desk.lay_out(dataset, source, initiator="window")
        window.lay_out()
        if done:
            self._tell_edition(done)
        elif desk.shelf.package != kept:
            self._tell_opened()

    def open_known(self, name: str) -> None:
        """Opens a briefing that was opened before, by the name of its data package."""
        known = self._desk.shelf.known()
        if name in known:
            self.open(known[name])

    def _tell_opened(self) -> None:
        """Says which briefing is open now, unless something worse is being said."""
        words = tr("Open now: {title}.", title=self._desk.shelf.title or self._desk.shelf.package)
        elsewhere = self._desk.notes.elsewhere_words()
        if self._window.strip.isHidden():
            self._window.notice(f"{words} {elsewhere}".strip())

    def _tell_edition(self, words: str) -> None:
        """Says that another edition is shown now, and leads to what it changed."""
        if self._window.strip.isHidden():
            self._window.notice(words, action=(tr("What has changed…"), self._window.verbs.what_changed))

    # Drops

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A package that is dropped anywhere on the window is opened; anything else goes its own way."""
        if event.type() in DROPS:
            drop = cast("QDropEvent", event)
            path = dropped(drop.mimeData())
            if path is not None:
                drop.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    QTimer.singleShot(0, self, lambda: self.open(path))
                return True
        return super().eventFilter(watched, event)


def dropped(data: Any) -> Path | None:
    """Returns the one package among what is dropped; None if there is none, or more than one."""
    if not isinstance(data, QMimeData) or not data.hasUrls():
        return None
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) != 1 or len(paths) != len(data.urls()):
        return None
    path = paths[0]
    looks = path.is_dir() or path.suffix.casefold() == ".zip" or path.name == "datapackage.json"
    return path if looks else None
