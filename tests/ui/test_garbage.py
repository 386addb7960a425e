"""What Python finds as garbage is taken down on the window's thread, also while another thread makes many objects."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from briefing_app.ui.garbage import Garbage
from briefing_app.ui.tasks import Tasks


class Circle:
    """Garbage that tells on which thread it was taken down."""

    taken_down: list[int]

    def __init__(self, taken_down: list[int]) -> None:
        self.taken_down = taken_down
        self.itself = self

    def __del__(self) -> None:
        self.taken_down.append(threading.get_ident())


@pytest.fixture(autouse=True)
def usual_search() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def much() -> int:
    return len([[number] for number in range(300_000)])


def test_work_on_another_thread_takes_down_nothing(qtbot: QtBot) -> None:
    place, taken_down, done = QObject(), list[int](), list[int]()
    tasks = Tasks(place)
    for _ in range(100):
        Circle(taken_down)
    tasks.run("much", much, accept=done.append)
    qtbot.waitUntil(lambda: bool(done))
    tasks.close()
    assert set(taken_down) <= {threading.get_ident()}


def test_the_windows_thread_takes_down_what_was_left(qtbot: QtBot) -> None:
    del qtbot
    place, taken_down = QObject(), list[int]()
    garbage = Garbage(place)
    kept = []
    for _ in range(3 * 11 * 11):
        Circle(taken_down)
        kept.append([[number] for number in range(1_000)])
        garbage.look()
    garbage.stop()
    assert len(taken_down) > 300
    assert not gc.isenabled()
