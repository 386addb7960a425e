"""From nothing to a window: application, look, desk, hooks, and the work that waits for the first paint."""

from __future__ import annotations

import contextlib
import gc
import locale
import logging
import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from briefing_app import paths
from briefing_app.desk import Desk, crashes
from briefing_app.domain.model import Ref
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui import theme as themes
from briefing_app.ui import tongue
from briefing_app.ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QMessageBox

log = logging.getLogger(__name__)
CrashNote = Callable[[BaseException], Path | None]


def application() -> QApplication:
    """Returns the one QApplication of the process, made at first use."""
    tongue.speak_locale()
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    qInstallMessageHandler(_to_log)  # first of all: that there is no display is told while the application is made
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontCreateNativeWidgetSiblings)
    # The style is named here because setStyle hands a style back, and every type of style is made for that.
    app = QApplication(["briefing-app", "-style", "Fusion"])
    _speak_as_c()
    app.setApplicationName("briefing-app")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("app.briefing_app.Briefing")  # by which a desktop finds the program's name and icon
    return app


def _speak_as_c() -> None:
    """Takes back what QApplication did: it had all libraries of the process follow the machine's language.

    How characters are encoded and typed (LC_CTYPE) stays the machine's: names of files and dead keys need it. Only
    where its small i is no small letter of I (Turkish), Qt for Python would no longer find names such as "interval".
    """
    for category in ("LC_TIME", "LC_NUMERIC", "LC_MONETARY", "LC_COLLATE", "LC_MESSAGES"):
        if hasattr(locale, category):  # Windows knows no LC_MESSAGES
            locale.setlocale(getattr(locale, category), "C")
    if re.match(b"i", b"I", re.IGNORECASE | re.LOCALE) is None:
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


def _to_log(kind: QtMsgType, _context: object, text: str) -> None:
    if kind == QtMsgType.QtFatalMsg:
        _give_up(text)
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    logging.getLogger("qt").log(levels.get(kind, logging.ERROR), "%s", text)


def _give_up(text: str) -> NoReturn:
    """Ends the process with one sentence where Qt would end it with a dump of its memory."""
    if "platform plugin" in text or "no screens" in text:
        told = ExpectedError(
            tr("There is no display here that a window could open on."),
            hint=tr("Write the briefing as a PDF instead: briefing-app export briefing.pdf"),
        )
    else:
        told = ExpectedError(
            tr("The window cannot continue: {why}.", why=text.partition("\n")[0].rstrip(". ")),
            hint=tr("Start the program again; everything you wrote is kept."),
        )
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{told.sentence()}\n")
            sys.stderr.flush()
    os._exit(1)  # nothing may run any more: Qt is in the middle of its own end


def make_window(desk: Desk) -> MainWindow:
    """Dresses the application and makes the window; it is not shown yet."""
    app = application()
    tongue.speak(app)
    themes.load_first_fonts(paths.fonts())
    theme = themes.wanted(desk.preferences.theme, desk.preferences.text_size)
    themes.apply(app, theme)
    return MainWindow(desk, theme)


def run(
    open_desk: Callable[[], Desk],
    *,
    goto: Ref | None = None,
    take_in: Path | None = None,
    quit_after_first_paint: bool = False,
    crash_note: CrashNote | None = None,
) -> int:
    """Opens the window and stays until it is closed.

    Args:
        open_desk: Makes the desk; called after Qt is ready, so that its faults can be shown.
        goto: The entry to show first.
        take_in: A file of notes or a briefing whose notes are offered to be taken in.
        quit_after_first_paint: Ends once page one with data is painted, for measuring.
        crash_note: Writes down a fault of our own and returns where; see the command line.

    Returns:
        The exit status.

    Raises:
        ExpectedError: The desk cannot be opened.
    """
    app = application()
    try:
        desk = open_desk()
    except ExpectedError as error:
        if not quit_after_first_paint and not _at_a_terminal():
            box = _told(error)
            box.destroyed.connect(app.quit)
            app.exec()
        raise
    watch = crashes.watch(desk.profile)
    window = make_window(desk)
    if goto is not None:  # an entry is laid out at once, and its signs stand in fonts that page one does not need
        themes.load_more_fonts(paths.fonts())
    hook = _Hook(window, crash_note)
    window.start(goto)
    logs: list[logging.Handler | None] = []

    def later() -> None:
        _later(app, window, quit_after_first_paint, logs, fonts=goto is None)
        if take_in is not None and not quit_after_first_paint:
            from briefing_app.ui.notes.files import take_in_from

            take_in_from(take_in, desk, window.theme, window)

    after = _AfterFirstPaint(window, later)
    window.installEventFilter(after)
    window.show()
    try:
        status = app.exec()
    finally:
        hook.remove()
        if watch is not None:
            watch.end()
        if logs:
            from briefing_app.ui import logfile

            logfile.end(logs[0])
        desk.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if app.platformName().startswith("wayland"):
        _end_at_once(status)
    return status


def _end_at_once(status: int) -> NoReturn:
    """Ends the process without Qt's own end, in which two of its threads may wait for each other under Wayland."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)


def _at_a_terminal() -> bool:
    """Returns whether somebody reads what is written; a program that was started with the mouse has no reader."""
    return QApplication.platformName() == "offscreen" or (sys.stderr is not None and sys.stderr.isatty())


def _told(error: ExpectedError) -> QMessageBox:
    """Shows in a box of its own why there is no window; returns the box."""
    from briefing_app.ui.plain_text import question

    themes.load_first_fonts(paths.fonts())
    themes.apply(application(), themes.wanted("system", 100))
    box = question(None, title=tr("Briefing App"), words=error.words, more=error.hint)
    box.show()
    return box


def _later(
    app: QApplication, window: MainWindow, end: bool, logs: list[logging.Handler | None], *, fonts: bool
) -> None:
    if end:
        window.close()
        app.quit()
        return
    from briefing_app.ui import logfile
    from briefing_app.ui.garbage import Garbage

    logs.append(logfile.begin(window.desk.profile))
    for sentence in (*window.desk.policy.findings, *window.desk.remarks):
        log.info("%s", sentence)
    gc.freeze()
    Garbage(app)
    if fonts:
        themes.load_more_fonts(paths.fonts())
    app.setWindowIcon(_icon())
    window.after_first_paint()


def _icon() -> QIcon:
    """Returns the program's icon in all its sizes."""
    from PySide6.QtGui import QIcon

    icon = QIcon()
    for path in sorted(paths.icons().glob("*.png")):
        icon.addFile(str(path))
    return icon


class _AfterFirstPaint(QObject):
    """Calls back once, after the first paint has reached the screen."""

    def __init__(self, window: MainWindow, callback: Callable[[], None]) -> None:
        super().__init__(window)
        self._callback = callback
        self._done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._done and event.type() == QEvent.Type.Paint:
            self._done = True
            QTimer.singleShot(0, self, self._callback)
        return super().eventFilter(watched, event)


class _Hook(QObject):
    """Faults of our own: a note on disk and one sentence on the strip; the window stays open."""

    def __init__(self, window: MainWindow, crash_note: CrashNote | None) -> None:
        super().__init__(window)
        self._window, self._crash_note = window, crash_note
        self._seen: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        """Gives the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_error(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_error(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        log.error("unexpected fault\n%s", crashes.text_of(error))  # the words of a fault may be the person's
        key = f"{kind.__name__}: {error}"
        if key in self._seen:
            return
        self._seen.add(key)
        where = self._crash_note(error) if self._crash_note else None
        QTimer.singleShot(0, self._window, lambda: self._window.own_fault(where))
