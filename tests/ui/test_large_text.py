"""Large words, small windows and scaled screens: what a person needs stays in sight, and nothing is cut."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.ui import theme as themes
from briefing_app.ui.links import LinkButton
from briefing_app.ui.screens import free_part
from briefing_app.ui.tabs import TABS
from briefing_app.ui.tabs.ambitions import AmbitionsTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from briefing_app.ui.window.frame import ElidedLabel
from tests.ui.focus_pixels import seen_part

KEYS = [entry.key for entry in TABS]
FORUM = Ref("event", "e-2023-forum-astana")


def _open(profile: Path, qapp: QApplication, qtbot: QtBot, *, text_size: int, size: tuple[int, int]) -> MainWindow:
    theme = Theme(text_size=text_size)
    themes.apply(qapp, theme)
    desk = Desk.open(profile=profile)
    desk.prefer(initiator="test", theme="light", text_size=min(200, text_size))
    window = MainWindow(desk, theme)
    qtbot.addWidget(window)
    window.resize(*size)
    window.start()
    window.show()
    window.strip.hide()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


@pytest.fixture
def twice(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    window = _open(tmp_path / "profile", qapp, qtbot, text_size=200, size=(1366, 768))
    yield window
    window.close()
    window.desk.close()


def _rows_seen(view: QTableView) -> int:
    window, part = view.window(), seen_part(view.viewport())
    tops = [
        (view.viewport().mapTo(window, QPoint(0, view.rowViewportPosition(row))).y(), view.rowHeight(row))
        for row in range(view.model().rowCount())
    ]
    return sum(top >= part.top() - 1 and top + tall <= part.bottom() + 2 for top, tall in tops)


@pytest.mark.parametrize("key", ["claims", "sources"])
def test_three_rows_of_a_table_are_seen_at_twice_the_size(twice: MainWindow, qtbot: QtBot, key: str) -> None:
    twice.desk.visit(key)
    qtbot.wait(50)
    twice.header._search.setFocus()
    for _ in range(2):
        QTest.keyClick(twice, Qt.Key.Key_F6)
    qtbot.wait(150)
    grid = twice.focusWidget()
    assert isinstance(grid, QTableView)
    assert _rows_seen(grid) >= 3


@pytest.mark.parametrize("key", ["claims", "sources"])
def test_three_rows_of_a_table_are_seen_as_soon_as_its_tab_is_shown(twice: MainWindow, qtbot: QtBot, key: str) -> None:
    twice.desk.visit(key)
    qtbot.wait(150)
    assert twice.current is not None
    grid = twice.current.focusProxy().findChild(QTableView)
    assert _rows_seen(grid) >= 3
    assert grid.horizontalScrollBar().maximum() == 0, "nothing has to be scrolled sideways"


@pytest.mark.parametrize("view", ["evidence", "indicators", "estimates", "assumptions", "forecasts"])
def test_a_table_of_the_ambitions_fits_the_width_at_twice_the_size(twice: MainWindow, qtbot: QtBot, view: str) -> None:
    twice.desk.visit("ambitions")
    assert isinstance(twice.current, AmbitionsTab)
    twice.current.show_view(view)
    qtbot.wait(150)
    grid = next(grid for grid in twice.current.findChildren(QTableView) if grid.isVisible())
    assert _rows_seen(grid) >= 2
    assert grid.horizontalScrollBar().maximum() == 0


def test_the_table_of_events_fits_the_width_at_twice_the_size(twice: MainWindow, qtbot: QtBot) -> None:
    twice.desk.visit("timeline")
    twice.toggle_table()
    qtbot.wait(150)
    assert twice.current is not None
    grid = next(grid for grid in twice.current.findChildren(QTableView) if grid.isVisible())
    assert grid.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("verb", ["search", "keys", "preferences", "backups", "about", "editions", "open_briefing"])
def test_a_dialog_is_no_taller_than_its_screen_and_its_buttons_are_seen_at_twice_the_size(
    twice: MainWindow, qtbot: QtBot, verb: str
) -> None:
    getattr(twice.verbs, verb)()
    qtbot.wait(50)
    dialog = next(found for found in twice.findChildren(QDialog) if found.isVisible())
    assert dialog.width() <= 1366
    assert dialog.height() <= free_part(dialog).height()
    for button in dialog.findChildren(QPushButton):
        if button.text() in ("OK", "Cancel", "Close"):
            assert seen_part(button).size() == button.size(), button.text()
    dialog.reject()


@pytest.mark.parametrize("key", ["overview", "timeline", "trade", "ambitions"])
def test_three_rows_of_the_equal_table_are_seen_at_twice_the_size(twice: MainWindow, qtbot: QtBot, key: str) -> None:
    twice.desk.visit(key)
    qtbot.wait(50)
    twice.header._search.setFocus()
    for pressed in (Qt.Key.Key_F6, Qt.Key.Key_F6, Qt.Key.Key_F2):
        QTest.keyClick(twice, pressed)
    qtbot.wait(150)
    grid = twice.focusWidget()
    assert isinstance(grid, QTableView)
    assert _rows_seen(grid) >= 3


def test_the_first_answer_of_a_record_is_seen_at_twice_the_size(twice: MainWindow, qtbot: QtBot) -> None:
    twice.desk.select(FORUM, initiator="test")
    twice.open_record()
    qtbot.wait(400)
    sheet = twice.detail.sheet
    assert sheet is not None
    labels = [label for label in sheet.findChildren(QLabel) if label.text()]
    for label in labels[:2]:  # its title, and what it says
        assert seen_part(label).height() >= label.height(), label.text()


def _cut(root: QWidget) -> list[str]:
    """Returns the words of buttons and lines that have less room than they need."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, LinkButton | ElidedLabel):
            continue
        if isinstance(widget, QPushButton | QToolButton) and widget.text():
            needed = widget.fontMetrics().horizontalAdvance(widget.text().replace("&&", "&"))
            if needed > widget.width() or widget.fontMetrics().height() > widget.height():
                found.append(f"button “{widget.text()}” {widget.width()} for {needed}")
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            needed = max(map(widget.fontMetrics().horizontalAdvance, widget.text().split("\n")))
            if needed > widget.width() + 1:
                found.append(f"words “{widget.text()}” {widget.width()} for {needed}")
    return found


@pytest.mark.parametrize("key", KEYS)
def test_no_button_and_no_line_is_cut_at_twice_the_size(twice: MainWindow, qtbot: QtBot, key: str) -> None:
    twice.desk.visit(key)
    qtbot.wait(100)
    assert QApplication.activeWindow() is twice, "something of the tab was a window of its own for a moment"
    assert _cut(twice) == []
    assert (twice.width(), twice.height()) == (1366, 768)


@pytest.mark.parametrize("key", KEYS)
def test_the_window_is_used_at_640_pixels(tmp_path: Path, qapp: QApplication, qtbot: QtBot, key: str) -> None:
    window = _open(tmp_path / "profile", qapp, qtbot, text_size=100, size=(640, 480))
    window.desk.visit(key)
    window.open_record()
    qtbot.wait(100)
    assert window.width() == 640
    assert _cut(window) == []
    assert window.header.main.isVisible()
    assert seen_part(window.header.main).size() == window.header.main.size()
    assert seen_part(window.detail._close).size() == window.detail._close.size()
    window.close()
    window.desk.close()


def test_words_of_three_times_the_size_fit_a_small_screen(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    window = _open(tmp_path / "profile", qapp, qtbot, text_size=300, size=(1366, 768))
    for key in KEYS:
        window.desk.visit(key)
        qtbot.wait(100)
        assert (window.width(), window.height()) == (1366, 768)
    window.desk.select(FORUM, initiator="test")
    window.open_record()
    qtbot.wait(300)
    assert seen_part(window.detail._close).size() == window.detail._close.size()
    window.close()
    window.desk.close()


# The system's own wishes


class _Hints:
    """What a desktop tells of its look."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        self._scheme, self._contrast = scheme, contrast

    def colorScheme(self) -> Qt.ColorScheme:
        return self._scheme

    def accessibility(self) -> SimpleNamespace:
        return SimpleNamespace(contrastPreference=lambda: self._contrast)


@pytest.mark.parametrize(
    ("scheme", "contrast", "look"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dark"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, "contrast"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "contrast-dark"),
    ],
)
def test_as_the_system_follows_its_colours_and_its_contrast(
    monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference, look: str
) -> None:
    monkeypatch.setattr(themes.QGuiApplication, "styleHints", staticmethod(lambda: _Hints(scheme, contrast)))
    assert themes.resolve("system") == look
    assert themes.resolve("light") == "light"


def test_as_the_system_takes_its_text_size_up_to_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "system_text", lambda: 1.5)
    assert themes.wanted("system", 100).text_size == 150
    assert themes.wanted("system", 200).text_size == 300
    assert themes.wanted("light", 100).text_size == 100
    monkeypatch.setattr(themes, "system_text", lambda: 3.0)
    assert themes.wanted("system", 200).text_size == 300


def test_the_window_is_dressed_anew_when_the_desktop_turns_dark(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = _open(tmp_path / "profile", qapp, qtbot, text_size=100, size=(1200, 800))
    window.desk.prefer(initiator="test", theme="system")
    assert window.theme.name == "light"
    monkeypatch.setattr(themes, "resolve", lambda name: "contrast-dark" if name == "system" else name)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.theme.name == "contrast-dark"
    window.desk.prefer(initiator="test", theme="light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window.theme.name == "light"
    window.close()
    window.desk.close()


def test_points_that_the_screen_makes_larger_are_not_made_larger_twice() -> None:
    plain, dense = Theme(text_size=200), Theme(text_size=200, dots=192.0)
    assert dense.px(10) == plain.px(10) == 20
    assert dense.points("body") == plain.points("body") / 2


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from briefing_app.desk import Desk
from briefing_app.ui.app import application, make_window
from briefing_app.ui.tabs import TABS
app = application()
desk = Desk.open(profile=Path(sys.argv[1]))
window = make_window(desk)
window.start()
window.show()
for entry in TABS:
    desk.visit(entry.key)
    QTest.qWait(50)
    free = window.screen().availableGeometry()
    assert window.width() <= max(free.width(), 640), (entry.key, window.width(), free)
    image = window.grab().toImage()
    assert abs(image.width() - window.width() * window.devicePixelRatioF()) <= 1
print(window.devicePixelRatioF())
window.close()
desk.close()
"""


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_every_tab_is_shown_on_a_scaled_screen(tmp_path: Path, factor: str) -> None:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "profile")],
        env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.split()[-1]) == float(factor)
    assert "Traceback" not in done.stderr
