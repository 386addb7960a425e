"""The detail pane says in full who says so, how reliable, and what others say against it: nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing_app.domain.entries import card
from briefing_app.domain.entries.citations import without_codes
from briefing_app.domain.model import Ref
from briefing_app.ui.links import LinkButton
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow
from tests.ui.windows import window_at

FIGURE = Ref("observation", "o-kzaf-turnover-usd_2023_interfax-20241022")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_at("trade", qtbot, tmp_path / "profile") as shown:
        shown.desk.select(FIGURE, initiator="test")
        yield shown


def _read(window: MainWindow) -> str:
    sheet = window.detail.record
    for more in [b for b in sheet.findChildren(QPushButton) if b.text().startswith("show ")]:
        more.click()
    shown = [w.text() for w in sheet.findChildren(LinkButton)] + [w.text() for w in sheet.findChildren(QLabel)]
    return "\n".join(shown).replace("\u200b", "").replace("&&", "&")


def test_every_rival_figure_is_read_with_who_when_basis_grade_and_what_is_wrong_with_it(window: MainWindow) -> None:
    read = _read(window)
    versions = card(window.desk.scope, FIGURE).differences[0].versions
    assert len(versions) > 5
    for version in versions:
        for part in (version.words, version.who, version.when, version.basis, version.note):
            assert without_codes(window.desk.dataset, part) in read
        assert ("not graded" if version.grade == "–" else version.grade) in read


def test_how_reliable_a_source_is_is_said_in_words_and_not_by_a_letter_alone(window: MainWindow) -> None:
    for source in card(window.desk.scope, FIGURE).sources:
        assert source.grade_meaning.rstrip(".") in _read(window)


@pytest.mark.parametrize("size", [100, 200])
def test_a_link_has_room_for_all_its_words(window: MainWindow, qtbot: QtBot, size: int) -> None:
    window.take_theme(Theme(text_size=size))
    links = window.detail.record.findChildren(LinkButton)
    qtbot.waitUntil(lambda: all(link.height() >= link.heightForWidth(link.width()) for link in links))
    assert max(link.height() for link in links) > min(link.height() for link in links), "long ones go on in lines"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_and_space_follow_a_link(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    window.activateWindow()
    window.detail.enter()
    first = window.focusWidget()
    assert isinstance(first, LinkButton)
    qtbot.keyClick(first, key)
    assert window.desk.selection == card(window.desk.scope, FIGURE).sources[0].ref


def test_a_judgement_is_said_in_the_scale_that_was_chosen_beside_its_own_words(window: MainWindow) -> None:
    window.desk.select(Ref("judgement", "j-01"), initiator="test")
    assert "very likely" not in _read(window)
    window.desk.prefer(initiator="test", likelihood_scale="ICD203")
    read = _read(window)
    assert "highly likely" in read
    assert "In the words of ICD 203: It is very likely (80–90 %)" in read
