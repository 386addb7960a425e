"""Every word of every tab and dialog passes the translation, with room for a longer language, mirrored too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import Ref
from briefing_app.translation import runs_right_to_left
from briefing_app.ui import tongue
from briefing_app.ui.briefing.sheet import BriefingSheet
from briefing_app.ui.filter_popovers import popover
from briefing_app.ui.painter_pen import PainterPen
from briefing_app.ui.tabs import TABS
from briefing_app.ui.tabs.actors.view import PARTS
from briefing_app.ui.tabs.ambitions.view import VIEWS as AMBITION_VIEWS
from briefing_app.ui.tabs.timeline.canvas import Canvas
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from briefing_app.ui.window.catalogue import groups
from tests.words import seen
from tests.words.pseudo import spoken

KEYS = [entry.key for entry in TABS]
DIALOGS = ("search", "keys", "export", "about", "preferences", "editions", "messages", "what_changed", "problems",
           "faults", "backups")  # fmt: skip


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What pictures wrote since the list was emptied."""
    found: list[str] = []
    write = PainterPen.text

    def noted(self: PainterPen, at: object, words: str, **how: object) -> object:
        found.append(words)
        return write(self, at, words, **how)

    monkeypatch.setattr(PainterPen, "text", noted)
    return found


@pytest.fixture(params=["xx", "ar"], ids=["longer", "mirrored"])
def window(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    painted: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    with spoken(request.param):
        tongue.speak(qapp)
        for room in ("job", "snapshot", "template_data"):  # a document says which language it is in, and this is none
            monkeypatch.setattr(f"briefing_app.report.{room}.language", lambda: "en")
        desk = Desk.open(profile=tmp_path / "profile")
        shown = MainWindow(desk, Theme())
        qtbot.addWidget(shown)
        shown.resize(1440, 900)
        shown.start()
        shown.show()
        qtbot.waitExposed(shown)
        desk.notes.write(Ref("event", "e-2023-forum-astana"), "To be asked.", initiator="test")
        yield shown
        shown.close()
        desk.close()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(scope="module")
def data() -> seen.OfData:
    from briefing_app import paths
    from briefing_app.dataset import loader

    return seen.OfData(loader.load(paths.bundled_data()))


def _untranslated(window: QWidget, painted: list[str], data: seen.OfData, *, least: int = 4) -> set[str]:
    told = [*seen.words_of(window), *(("painted", text) for text in painted)]
    assert len(told) >= least
    return {f"{where}: {part}" for where, text in told for part in data.unknown(text)}


@pytest.mark.parametrize("key", KEYS)
def test_of_a_tab_its_table_and_the_record(
    window: MainWindow, painted: list[str], data: seen.OfData, qtbot: QtBot, key: str
) -> None:
    window.desk.visit(key)
    window.open_record()
    qtbot.wait(150)
    assert _untranslated(window, painted, data) == set()
    assert seen.clipped(window) == []
    painted.clear()
    window.toggle_table()
    qtbot.wait(50)
    assert _untranslated(window, painted, data) == set()


@pytest.mark.parametrize("verb", DIALOGS)
def test_of_a_dialog(window: MainWindow, painted: list[str], data: seen.OfData, qtbot: QtBot, verb: str) -> None:
    painted.clear()
    open_it: Callable[[], None] = getattr(window.verbs, verb)
    open_it()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    qtbot.waitExposed(dialog)
    qtbot.wait(100)
    assert _untranslated(dialog, painted, data) == set()
    if not isinstance(dialog, BriefingSheet):  # it says at length that its day is none: this language names no months
        assert seen.clipped(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("tab", ["ambitions", "actors"])
def test_of_every_view_within_a_tab(
    window: MainWindow, painted: list[str], data: seen.OfData, qtbot: QtBot, tab: str
) -> None:
    window.desk.visit(tab)
    shown = window.current
    assert shown is not None
    for key in AMBITION_VIEWS if tab == "ambitions" else PARTS:
        painted.clear()
        shown.show_view(key) if tab == "ambitions" else shown.show_part(key)
        qtbot.wait(150)
        assert _untranslated(window, painted, data) == set(), key
        assert seen.clipped(window) == [], key


@pytest.mark.parametrize("field", ["period", "since", "as_known_on", "ambition", "topics", "actors", "text"])
def test_of_a_sheet_of_the_filter(
    window: MainWindow, painted: list[str], data: seen.OfData, qtbot: QtBot, field: str
) -> None:
    sheet = popover(field, window.desk, window.theme, window)
    sheet.show()
    painted.clear()
    assert _untranslated(sheet, painted, data, least=1) == set()
    assert seen.clipped(sheet) == []
    sheet.close()


def test_of_every_command(window: MainWindow, data: seen.OfData) -> None:
    told = [group.title for group in groups(window.verbs, window)]
    told += [command.words for group in groups(window.verbs, window) for command in group.commands if command]
    assert len(told) > 60
    assert {part for text in told for part in data.unknown(text)} == set()


def test_a_word_that_was_forgotten_and_one_that_has_no_room_are_found(
    window: MainWindow, data: seen.OfData, qtbot: QtBot
) -> None:
    page = QWidget(window)
    qtbot.addWidget(page)
    forgotten, narrow = QLabel("Unfold the brochure", page), QLabel("Äƀçđëƒğħïĵķłɱñöþɋřšŧ", page)
    narrow.resize(20, 20)
    page.show()
    assert {part for _where, text in seen.words_of(page) for part in data.unknown(text)} == {forgotten.text()}
    assert [line.rpartition(": ")[2] for line in seen.clipped(page)] == [narrow.text()]


def test_the_fold_sign_of_a_lane_is_where_its_name_stands(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("timeline")
    qtbot.wait(150)
    canvas = window.findChild(Canvas)
    assert canvas is not None
    mirrored = runs_right_to_left()
    assert canvas.among_names(canvas.width() - 8) == mirrored
    assert canvas.left + canvas.plot < canvas.width() - 50 if mirrored else canvas.left > 50
    folded = set(canvas.states.folded)
    sign = QPoint(canvas.width() - 8 if mirrored else 8, int(canvas.top) + 12)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=sign)
    assert len(set(canvas.states.folded) ^ folded) == 1
