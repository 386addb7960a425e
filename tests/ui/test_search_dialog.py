"""Ctrl+K: entries, notes and commands, asked off the window's thread; Enter goes to what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import Note, Ref, Seen
from briefing_app.ui.command import Command
from briefing_app.ui.search import HIT, SearchDialog
from briefing_app.ui.theme import Theme

CLAIM = Ref("claim", "c-trade-06")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


def opened(qtbot: QtBot, desk: Desk) -> tuple[SearchDialog, list[str]]:
    ran: list[str] = []
    dialog = SearchDialog(desk, Theme(), commands=[Command("Do a thing", lambda: ran.append("thing"))])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, ran


def asked(qtbot: QtBot, dialog: SearchDialog, text: str) -> list[tuple[str, bool]]:
    dialog._field.setText(text)
    qtbot.waitUntil(lambda: not dialog.waiting, timeout=10_000)
    hits = [dialog._list.item(i).data(HIT) for i in range(dialog._list.count())]
    return [(str(hit.ref), hit.note) for hit in hits if hit is not None]


def test_notes_are_found_beside_entries(qtbot: QtBot, desk: Desk) -> None:
    desk.notes.write(CLAIM, "Ask the Ausschuß about zebras", tags=["quagga"], initiator="test")
    dialog, _ran = opened(qtbot, desk)
    assert asked(qtbot, dialog, "zebra aussch") == [(str(CLAIM), True)]
    assert asked(qtbot, dialog, "quagga") == [(str(CLAIM), True)]
    assert dialog._count.text() == "1 note"
    assert len(asked(qtbot, dialog, "termez")) > 1
    dialog.reject()


def test_enter_waits_for_the_answer_to_what_was_typed(qtbot: QtBot, desk: Desk) -> None:
    desk.notes.write(CLAIM, "zebras", initiator="test")
    dialog, _ran = opened(qtbot, desk)
    qtbot.keyClicks(dialog._field, "zebras")
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.selection == CLAIM, timeout=10_000)
    assert not dialog.isVisible()


def test_a_note_on_an_entry_that_is_gone_leads_to_the_list_of_notes(qtbot: QtBot, desk: Desk) -> None:
    assert desk.notebook.book is not None
    gone = Ref("event", "e-gone")
    note = Note(
        note_id="11111111-1111-4111-8111-111111111111",
        target=gone,
        body="okapi",
        author="Colleague",
        created="2026-01-01T00:00:00.000Z",
        modified="2026-01-01T00:00:00.000Z",
        own=False,
        revision="21111111-1111-4111-8111-111111111111",
        seen=Seen(title="Talks"),
    )
    desk.notes.take_in(desk.notebook.book.plan_import([note]), initiator="test")
    dialog, _ran = opened(qtbot, desk)
    assert asked(qtbot, dialog, "okapi") == [(str(gone), True)]
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    assert (desk.tab, desk.selection) == ("notes", gone)


def test_commands_are_there_without_an_answer(qtbot: QtBot, desk: Desk) -> None:
    dialog, ran = opened(qtbot, desk)
    assert dialog._list.item(0).text() == "Do a thing"
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ran == ["thing"])


def test_notes_stay_in_sight_among_many_entries(qtbot: QtBot, desk: Desk) -> None:
    desk.notes.write(CLAIM, "Ask the ministry", initiator="test")
    dialog, _ran = opened(qtbot, desk)
    found = asked(qtbot, dialog, "ministry")
    assert len(found) > 10
    assert (str(CLAIM), True) in found[:7]
    dialog.reject()


def test_a_word_with_one_wrong_letter_is_put_right_and_said(qtbot: QtBot, desk: Desk) -> None:
    dialog, _ran = opened(qtbot, desk)
    assert asked(qtbot, dialog, "Kazakhtan")[0] == ("actor/kz", False)
    assert dialog._count.text().startswith("Nothing contains “Kazakhtan”. Showing results for “Kazakhstan”.")
    assert asked(qtbot, dialog, "Kazakhstan")
    assert not dialog._count.text().startswith("Nothing")
    dialog.reject()
