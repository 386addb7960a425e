"""The window fits the free screen, frame included: at first, on scaled screens, and after a screen was taken away."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMargins, QRect
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.ui.tabs import TABS
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from briefing_app.ui.window.placement import first, fitted

FRAME = QMargins(4, 30, 4, 4)


@pytest.mark.parametrize(
    "free",
    [QRect(0, 0, 1366, 728), QRect(0, 0, 960, 600), QRect(0, 24, 720, 426), QRect(-1920, 0, 1920, 1040)],
    ids=["1366x768", "150 %", "200 %", "left"],
)
@pytest.mark.parametrize("wanted", [QRect(0, 0, 1440, 900), QRect(5000, -300, 900, 700), QRect(-4000, 2000, 300, 300)])
def test_a_window_with_its_frame_lies_on_the_free_screen(free: QRect, wanted: QRect) -> None:
    placed = fitted(wanted, free, FRAME)
    assert free.contains(placed.marginsAdded(FRAME))
    assert fitted(placed, free, FRAME) == placed
    assert free.contains(first(free))


def test_a_window_that_lies_on_the_screen_stays_where_it_is() -> None:
    assert fitted(QRect(100, 80, 900, 600), QRect(0, 0, 1440, 900), FRAME) == QRect(100, 80, 900, 600)


def test_a_large_screen_gets_the_wanted_size() -> None:
    assert first(QRect(0, 0, 2560, 1400)).size().toTuple() == (1440, 900)


@pytest.mark.parametrize(("size", "width"), [(100, 720), (125, 960), (150, 960), (200, 960)])
def test_every_tab_keeps_status_line_and_export_in_view_on_a_small_screen(
    qtbot: QtBot, tmp_path: Path, size: int, width: int
) -> None:
    desk = Desk.open(profile=tmp_path / "profile")
    desk.prefer(initiator="test", text_size=size)
    window = MainWindow(desk, Theme(text_size=size))
    qtbot.addWidget(window)
    window.start()
    window.resize(width, 600)
    window.show()
    window.detail.show()
    for entry in TABS:
        desk.visit(entry.key)
        QApplication.processEvents()
        assert window.size().toTuple() == (width, 600), entry.key
        room = window.rect()
        for part in (
            window.statusbar,
            window.header.main,
            window.header.more,
            *window.tabbar.findChildren(QPushButton),
        ):
            box = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
            assert room.contains(box), (entry.key, part.objectName(), box)
            assert part.width() >= min(part.minimumSizeHint().width(), part.sizeHint().width())
    window.close()
    desk.close()


@contextmanager
def _screen(size: str) -> Iterator[str]:
    """Starts a real X screen without a window manager and returns its display."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


ASKED = """
import ctypes, json, pathlib, sys
from PySide6.QtCore import QTimer
from briefing_app.desk import Desk
from briefing_app.ui import app
desk = Desk.open(profile=pathlib.Path(sys.argv[1]))
window = app.make_window(desk)
window.start()
window.show()
def drawn():
    x11 = ctypes.CDLL("libX11.so.6")  # what the screen is asked for, which Qt tells in points alone
    x11.XOpenDisplay.restype = ctypes.c_void_p
    server = ctypes.c_void_p(x11.XOpenDisplay(None))
    root, x, y, wide, high, edge, depth = ctypes.c_ulong(), *(ctypes.c_int() for _ in range(6))
    numbers = map(ctypes.byref, (root, x, y, wide, high, edge, depth))
    x11.XGetGeometry(server, ctypes.c_ulong(int(window.winId())), *numbers)
    return wide.value, high.value
def told():
    inside = lambda part: window.rect().contains(part.rect().translated(part.mapTo(window, part.rect().topLeft())))
    print(json.dumps({"window": window.frameGeometry().getRect(),
                      "drawn": drawn(),
                      "screen": window.screen().availableGeometry().getRect(),
                      "seen": inside(window.statusbar) and inside(window.header.main)}))
    window.close()
    app.application().quit()
QTimer.singleShot(700, told)
app.application().exec()
desk.close()
"""


def _shown(profile: Path, size: str, scale: str) -> dict[str, Any]:
    with _screen(size) as display:
        done = subprocess.run(
            [sys.executable, "-c", ASKED, str(profile)],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": scale},
        )
    if "could not connect" in done.stderr or "no Qt platform plugin" in done.stderr:
        pytest.skip("Qt's xcb plugin cannot be started on this machine")
    assert done.returncode == 0, done.stderr
    found = re.search(r"^\{.*\}$", done.stdout, re.MULTILINE)
    assert found, done.stdout
    said: dict[str, Any] = json.loads(found[0])
    return said


def _inside(said: dict[str, Any]) -> bool:
    window, screen = (QRect(*said[name]) for name in ("window", "screen"))
    return screen.contains(window)


needs_a_screen = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb on this machine")


@needs_a_screen
@pytest.mark.parametrize(
    ("size", "scale"),
    [
        ("1366x768", "1"),
        ("1366x768", "1.25"),
        ("1366x768", "1.5"),
        ("1367x769", "2"),
        ("1440x900", "1.5"),
        ("1440x900", "2"),
        ("1920x1080", "1.5"),
    ],
)
def test_the_first_window_fits_a_real_screen(tmp_path: Path, size: str, scale: str) -> None:
    said = _shown(tmp_path / "profile", size, scale)
    assert _inside(said), said
    assert all(side <= room for side, room in zip(said["drawn"], map(int, size.split("x")), strict=True)), said
    assert said["seen"]


@needs_a_screen
def test_a_window_saved_on_a_larger_screen_comes_back_onto_the_smaller_one(tmp_path: Path) -> None:
    assert _inside(_shown(tmp_path / "profile", "2560x1440", "1"))
    said = _shown(tmp_path / "profile", "1366x768", "1")
    assert _inside(said), said
    assert said["seen"]
