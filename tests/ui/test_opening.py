"""Another briefing in the window: opened by hand, by drop and from the list; what fails leaves the old one as it is."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from briefing_app import paths
from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.settings import Policy
from briefing_app.ui.open_briefing import OpenBriefingDialog
from briefing_app.ui.tabs import TABS
from briefing_app.ui.tabs.notes.tab import NotesTab
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from briefing_app.ui.window.opening import dropped
from tests.packs import PACIFIC

LONG = 60_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = Desk.open(profile=tmp_path / "profile")
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.start()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    desk.close()


def open_and_wait(window: MainWindow, path: Path | None, qtbot: QtBot, name: str) -> None:
    window.opening.open(path)
    qtbot.waitUntil(lambda: window.desk.shelf.package == name, timeout=LONG)


def test_every_tab_of_another_briefing_shows_its_own_records(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("timeline")
    open_and_wait(window, PACIFIC, qtbot, "pacific-cables")
    assert window.windowTitle() == "Cables in the South Pacific"
    for entry in TABS:
        window.desk.visit(entry.key)
        assert window.current is not None
        assert entry.key == window.current.KEY
        assert window.current.status()
    window.desk.follow(Ref("corridor", "tonga"), initiator="test")
    assert window.current is not None
    assert window.current.KEY == "map"


def test_one_click_leads_back_to_where_one_was(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("claims")
    assert window.header.home.isHidden()
    open_and_wait(window, PACIFIC, qtbot, "pacific-cables")
    assert not window.header.home.isHidden()
    assert "Kazakhstan" in window.header.home.accessibleName()
    window.header.home.click()
    qtbot.waitUntil(lambda: window.desk.shelf.is_home, timeout=LONG)
    assert window.current is not None
    assert window.current.KEY == "claims"
    assert window.header.home.isHidden()


def test_what_cannot_be_opened_is_said_and_the_old_one_stays(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    before = window.desk.dataset
    window.opening.open(tmp_path / "nothing.zip")
    qtbot.waitUntil(lambda: not window.strip.isHidden(), timeout=LONG)
    assert window.desk.dataset is before
    assert window.current is not None


def test_opening_can_be_let_go_of(window: MainWindow, qtbot: QtBot) -> None:
    before = window.desk.dataset
    window.opening.open(PACIFIC)
    window.opening._let_go()
    window.tasks._pool.waitForDone()
    QApplication.processEvents()
    assert window.desk.dataset is before


def newer_edition(path: Path) -> Path:
    """Packs the bundled briefing as edition 9.0.0, in which one claim says something else."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(paths.bundled_data().rglob("*")):
            content = file.read_bytes() if file.is_file() else b""
            if file.name == "datapackage.json":
                descriptor = json.loads(content) | {"version": "9.0.0", "created": "2030-01-31T00:00:00Z"}
                for resource in descriptor["resources"]:
                    resource.pop("hash", None)
                content = json.dumps(descriptor).encode()
            if file.name == "claims.csv":
                rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
                rows[0]["finding"] = "Something else."
                text = io.StringIO(newline="")
                writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
                content = text.getvalue().encode()
            if content:
                archive.writestr(str(file.relative_to(paths.bundled_data())), content)
    return path


def test_an_installed_edition_keeps_filter_place_and_notes_and_leads_to_what_it_changed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = window.desk
    desk.visit("claims")
    desk.set_filter(Filter(ambition="A"), initiator="test")
    desk.notes.write(BRIEFING, "stays", initiator="test")
    place = desk.updates.install(desk.updates.look_at(newer_edition(tmp_path / "newer.zip")))
    window.opening.open(place, done="Edition 9.0.0 is shown.")
    qtbot.waitUntil(lambda: desk.dataset.edition.version == "9.0.0", timeout=LONG)
    qtbot.waitUntil(lambda: desk.look_back is not None, timeout=LONG)
    assert (desk.filter, desk.notes.count, desk.shelf.is_home) == (Filter(ambition="A"), 1, True)
    assert window.current is not None
    assert window.current.KEY == "claims"
    assert "9.0.0" in window.header._edition.text()
    assert "Edition 9.0.0 is shown." in window.strip._text.text()
    assert window.strip._button.text() == "What has changed…"
    assert len(desk.look_back.differences) == 1


def test_what_the_organisation_forbids_is_not_opened_by_this_road_either(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("briefing_app.ui.notices.warn", lambda _parent, error: told.append(error.sentence()))
    desk = Desk.open(profile=tmp_path / "profile", policy=Policy(enforced={"unsigned_packages": False}))
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    before = desk.dataset
    window.opening.open(newer_edition(tmp_path / "newer.zip"), done="never said")
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert "signed by those it trusts" in told[0]
    assert desk.dataset is before
    window.close()
    desk.close()


def test_a_note_that_is_being_written_is_saved_before_another_briefing_comes(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.select(BRIEFING, initiator="test")
    window.detail.write("words that must not be lost")
    open_and_wait(window, PACIFIC, qtbot, "pacific-cables")
    assert window.desk.notes.count == 0
    assert [note.body for note in window.desk.notes.all(everywhere=True)] == ["words that must not be lost"]


def test_a_folder_that_is_dropped_on_the_window_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(PACIFIC))])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDropEvent(QPointF(9, 9), *keys, QEvent.Type.DragEnter)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *keys))
    qtbot.waitUntil(lambda: window.desk.shelf.package == "pacific-cables", timeout=LONG)


def test_only_one_package_can_be_dropped(tmp_path: Path) -> None:
    def data(*paths: str) -> QMimeData:
        made = QMimeData()
        made.setUrls([QUrl.fromLocalFile(path) if Path(path).is_absolute() else QUrl(path) for path in paths])
        return made

    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    assert dropped(data(str(tmp_path))) == tmp_path
    assert dropped(data(str(tmp_path / "a.ZIP"))) == tmp_path / "a.ZIP"
    assert dropped(data(str(PACIFIC / "datapackage.json"))) is not None
    assert dropped(data(str(tmp_path / "notes.txt"))) is None
    assert dropped(data("https://example.org/a.zip")) is None
    assert dropped(data(str(tmp_path), str(PACIFIC))) is None
    assert dropped(QMimeData()) is None


def test_the_list_offers_what_was_opened_before_and_the_bundled_one(window: MainWindow, qtbot: QtBot) -> None:
    open_and_wait(window, PACIFIC, qtbot, "pacific-cables")
    dialog = OpenBriefingDialog(window.desk, window.theme)
    qtbot.addWidget(dialog)
    assert [dialog.list.item(n).text().split("\n") for n in range(dialog.list.count())] == [
        ["Kazakhstan and Taliban-ruled Afghanistan", "came with the program"]
    ]
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.button.click()
    assert chosen.args == [None]
    menu = QMenu()
    qtbot.addWidget(menu)
    window.opening.fill(menu)
    assert menu.actions()[0].text() == "Kazakhstan and Taliban-ruled Afghanistan"


def test_the_notes_tab_says_what_lies_elsewhere_and_leads_there(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.notes.write(BRIEFING, "on the bundled one", initiator="test")
    open_and_wait(window, PACIFIC, qtbot, "pacific-cables")
    tab = window.show_tab("notes")
    assert isinstance(tab, NotesTab)
    qtbot.waitUntil(lambda: not tab.asking and not tab.elsewhere.isHidden(), timeout=LONG)
    assert tab.elsewhere.words.text() == ("1 note on another briefing: Kazakhstan and Taliban-ruled Afghanistan (1).")
    menu = tab.elsewhere.menu()
    assert menu.actions()[0].text() == "Open Kazakhstan and Taliban-ruled Afghanistan"
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: window.desk.shelf.is_home, timeout=LONG)
    assert window.desk.notes.count == 1


def test_views_are_kept_for_each_briefing(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.visit("notes")
    open_and_wait(window, PACIFIC, qtbot, "pacific-cables")
    window.desk.visit("notes")
    window.close()
    assert {"notes", "pacific-cables/notes"} <= set(window.desk.preferences.views)
