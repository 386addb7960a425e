"""Guards for tests with a window: no dialog blocks, no widget, timer or thread is left behind.

``tests/ui/conftest.py`` takes them in; they act on every test of that folder.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from shiboken6 import Shiboken

BLOCKING: dict[type, tuple[str, ...]] = {
    QDialog: ("exec",),
    QMessageBox: ("exec", "about", "aboutQt", "critical", "information", "question", "warning"),
    QFileDialog: ("exec", "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    QInputDialog: ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("exec", "getColor"),
    QMenu: ("exec",),
}
# Qt keeps these for the life of the application.
KEPT_BY_QT = ("QTipLabel", "QComboBoxPrivateContainer", "QShapedPixmapWidget")


@pytest.fixture(autouse=True)
def no_dialog_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test in which a modal dialog would wait for a person; open it with ``open()`` or replace it."""

    def refusal(kind: type, name: str) -> Callable[..., NoReturn]:
        def refuse(*args: object, **options: object) -> NoReturn:
            shown = type(args[0]).__name__ if args and isinstance(args[0], kind) else kind.__name__
            raise AssertionError(f"{shown}.{name} would block here, waiting for a person")

        return refuse

    for kind, names in BLOCKING.items():
        for name in names:
            monkeypatch.setattr(kind, name, refusal(kind, name))


@pytest.fixture(autouse=True)
def nothing_of_qt_left() -> Iterator[None]:
    """Fails a test that leaves a top-level widget, an active timer or a running thread, and names its class."""
    before = _living()
    yield
    application = QApplication.instance()
    if application is None:
        return
    QThreadPool.globalInstance().waitForDone(2000)
    for _ in range(3):  # deleting one object may post the deletion of others
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    patience = time.monotonic() + 2  # a timer that fires once more and ends is not left behind
    while left := {key: words for key, words in _living().items() if key not in before}:
        assert time.monotonic() < patience, f"left behind: {sorted(left.values())}"
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        time.sleep(0.01)


def _living() -> dict[int, str]:
    """Returns top-level widgets, active timers and running threads, by address of the C++ object."""
    if QApplication.instance() is None:
        return {}
    found: list[QObject] = [
        widget for widget in QApplication.topLevelWidgets() if widget.metaObject().className() not in KEPT_BY_QT
    ]
    found += [wrapper for wrapper in Shiboken.getAllValidWrappers() if _is_at_work(wrapper)]
    return {Shiboken.getCppPointer(thing)[0]: _describe(thing) for thing in found}


def _is_at_work(wrapper: Any) -> bool:
    if isinstance(wrapper, QTimer):
        return wrapper.isActive()
    return isinstance(wrapper, QThread) and wrapper is not QThread.currentThread() and wrapper.isRunning()


def _describe(thing: QObject) -> str:
    name = f" “{thing.objectName()}”" if thing.objectName() else ""
    owner = f" of {type(thing.parent()).__name__}" if thing.parent() is not None else ""
    kind = "widget " if isinstance(thing, QWidget) else ""
    return f"{kind}{type(thing).__name__}{name}{owner}"
