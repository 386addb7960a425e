"""Notes on the selection: saved as one types, never lost on trouble, others' notes read-only, links asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import Note, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.ui.notes.body import NoteBody
from briefing_app.ui.notes.card import NoteCard
from briefing_app.ui.notes.editor import tags_of
from briefing_app.ui.notes.history import HistoryDialog
from briefing_app.ui.notes.panel import NotesPanel
from briefing_app.ui.preferences import PreferencesDialog
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow

CLAIM, OTHER = Ref("claim", "c-trade-06"), Ref("claim", "c-trade-01")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = Desk.open(profile=tmp_path / "profile")
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.start()
    window.show()
    desk.select(CLAIM, initiator="test")
    yield window
    window.close()
    window.close()  # the first is refused while a note is not saved
    desk.close()


@pytest.fixture
def panel(window: MainWindow) -> NotesPanel:
    return window.detail.notes


def cards(panel: NotesPanel) -> list[NoteCard]:
    return [card for card in panel.findChildren(NoteCard) if card.isVisibleTo(panel)]


def press(card: NoteCard, words: str) -> None:
    next(b for b in card.findChildren(QToolButton) if b.text() == words).click()


def fail(panel: NotesPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> str:
        raise ExpectedError("The disk is full; the note is not saved yet.", hint="Free some space.")

    monkeypatch.setattr(panel._desk.notes, "write", refuse)


def test_words_are_durable_within_half_a_second_of_the_last_key(qtbot: QtBot, panel: NotesPanel) -> None:
    said: list[str] = []
    panel.said.connect(said.append)
    qtbot.keyClicks(panel.editor.text, "Ask the ministry")
    started = time.monotonic()
    qtbot.waitUntil(lambda: panel._desk.notes.count == 1, timeout=2000)
    assert time.monotonic() - started < 0.5
    assert [n.body for n in panel._desk.notes.on(CLAIM)] == ["Ask the ministry"]
    assert said[-1].startswith("saved ")
    assert len(said[-1]) == len("saved 14:03:22")


def test_one_sitting_is_one_revision(qtbot: QtBot, panel: NotesPanel) -> None:
    for words in ("Ask ", "the ", "ministry"):
        qtbot.keyClicks(panel.editor.text, words)
        panel.save_now()
    (note,) = panel._desk.notes.on(CLAIM)
    assert len(panel._desk.notes.revisions(note.note_id)) == 1


def test_kind_tags_and_handling_are_saved_with_the_words(qtbot: QtBot, panel: NotesPanel) -> None:
    qtbot.keyClicks(panel.editor.text, "Why?")
    panel.editor._parts.kind.setCurrentIndex(1)
    qtbot.keyClicks(panel.editor._parts.tags, "ministry, #trade, trade")
    qtbot.keyClicks(panel.editor._parts.handling, "OFFICIAL")
    panel.editor.finish()
    (note,) = panel._desk.notes.on(CLAIM)
    assert (note.kind, note.tags, note.handling) == ("question", ("ministry", "trade"), "OFFICIAL")
    assert panel.editor.text.toPlainText() == ""


def test_words_that_cannot_be_saved_stay_and_are_saved_later(
    qtbot: QtBot, window: MainWindow, panel: NotesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as trouble:
        fail(panel, trouble)
        qtbot.keyClicks(panel.editor.text, "first")
        assert not panel.save_now()
        window.desk.select(OTHER, initiator="test")
        assert panel.editor.text.toPlainText() == ""
        assert panel.unsaved() == ("first",)
        window.desk.select(CLAIM, initiator="test")
        assert panel.editor.text.toPlainText() == "first"
        window.desk.select(OTHER, initiator="test")
        window.close()
        assert window.isVisible(), "the window does not close over words that are not saved"
    assert panel.save_now()
    assert [n.body for n in window.desk.notes.on(CLAIM)] == ["first"]
    assert panel.unsaved() == ()


def test_a_note_begun_and_emptied_goes_to_the_bin(qtbot: QtBot, panel: NotesPanel) -> None:
    qtbot.keyClicks(panel.editor.text, "never mind")
    panel.save_now()
    panel.editor.text.clear()
    panel.editor.finish()
    assert panel._desk.notes.count == 0
    assert [n.body for n in panel._desk.notes.all(removed=True)] == ["never mind"]


def test_an_own_note_can_be_edited_and_its_history_shows_what_changed(
    qtbot: QtBot, window: MainWindow, panel: NotesPanel
) -> None:
    ident = window.desk.notes.write(CLAIM, "Ask the ministry", initiator="test")
    (card,) = cards(panel)
    press(card, "Edit")
    assert panel.editor.text.toPlainText() == "Ask the ministry"
    qtbot.keyClicks(panel.editor.text, " of trade")
    panel.editor.finish()
    note = window.desk.notes.get(ident)
    assert note is not None and note.body == "Ask the ministry of trade"
    dialog = HistoryDialog(window.desk, Theme(), note, parent=window)
    qtbot.addWidget(dialog)
    assert dialog.view.list.count() == 2
    assert dialog.view.field.accessibleDescription() == "added: of trade"
    dialog.view.list.setCurrentRow(1)
    dialog.take_back()
    assert [n.body for n in window.desk.notes.on(CLAIM)] == ["Ask the ministry"]


def test_what_another_window_wrote_is_not_written_over(qtbot: QtBot, window: MainWindow, panel: NotesPanel) -> None:
    ident = window.desk.notes.write(CLAIM, "start", initiator="test")
    press(cards(panel)[0], "Edit")
    other = Desk.open(profile=window.desk.profile)
    other.notes.write(CLAIM, "from the other window", note_id=ident, initiator="other")
    other.close()
    qtbot.keyClicks(panel.editor.text, " and mine")
    panel.editor.finish()
    assert {n.body for n in window.desk.notes.on(CLAIM)} == {"from the other window", "start and mine"}


def test_a_note_of_a_colleague_can_be_answered_but_not_edited(window: MainWindow, panel: NotesPanel) -> None:
    desk = window.desk
    assert desk.notebook.book is not None
    note = Note(
        note_id="11111111-1111-4111-8111-111111111111",
        target=CLAIM,
        body="<b>theirs</b>",
        author="Colleague",
        created="2026-01-01T00:00:00.000Z",
        modified="2026-01-01T00:00:00.000Z",
        own=False,
        revision="21111111-1111-4111-8111-111111111111",
    )
    desk.notes.take_in(desk.notebook.book.plan_import([note]), initiator="test")
    (card,) = cards(panel)
    words = [b.text() for b in card.findChildren(QToolButton)]
    assert words == ["Reply", "History", "Remove"]
    assert card.findChild(NoteBody).toPlainText() == "<b>theirs</b>"
    press(card, "Reply")
    panel.editor.text.setPlainText("answer")
    panel.editor.finish()
    answer = next(n for n in desk.notes.on(CLAIM) if n.own)
    assert answer.reply_to == note.note_id
    assert [c.indent > 0 for c in cards(panel)] == [False, True]


def test_links_open_only_after_asking_and_only_if_they_may(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("briefing_app.ui.addresses.QDesktopServices.openUrl", lambda url: opened.append(url.toString()))
    body = NoteBody("[good](https://e.org/x) [bad](javascript:x) ![p](https://e.org/p.png)", Theme(), parent=window)
    body._ask(QUrl("javascript:alert(1)"))
    assert not window.findChildren(QMessageBox)
    body._ask(QUrl("https://e.org/x"))
    (box,) = window.findChildren(QMessageBox)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert "https://e.org/x" in box.informativeText()
    assert opened == []
    box.button(QMessageBox.StandardButton.Open).click()
    assert opened == ["https://e.org/x"]
    assert body.loadResource(2, QUrl("https://e.org/p.png")) is None


def test_a_note_on_selected_words_keeps_the_passage(window: MainWindow, panel: NotesPanel) -> None:
    record = window.desk.dataset.get(CLAIM)
    text = str(record.claim)  # type: ignore[union-attr]  # it is a claim
    shown = next(w for w in window.detail.findChildren(QLabel) if w.property("field") and w.text() == text)
    shown.setSelection(text.index("4 billion"), len("4 billion"))
    window.detail.write()
    panel.editor.text.setPlainText("really?")
    panel.editor.finish()
    (note,) = window.desk.notes.on(CLAIM)
    assert note.passage is not None
    assert (note.passage.quote, note.passage.start) == ("4 billion", text.index("4 billion"))
    assert text.endswith(note.passage.quote + note.passage.suffix) or note.passage.suffix in text


def test_undo_takes_the_note_out_of_the_field(qtbot: QtBot, window: MainWindow, panel: NotesPanel) -> None:
    qtbot.keyClicks(panel.editor.text, "words")
    panel.save_now()
    window.desk.notes.undo()
    assert panel.editor.text.toPlainText() == ""
    window.desk.notes.redo()
    assert [n.body for n in window.desk.notes.on(CLAIM)] == ["words"]


def test_the_note_that_is_being_written_stands_in_the_field_alone(qtbot: QtBot, panel: NotesPanel) -> None:
    qtbot.keyClicks(panel.editor.text, "once")
    panel.save_now()
    assert cards(panel) == []
    panel.editor.finish()
    assert [card.note.body for card in cards(panel)] == ["once"]


def test_a_line_above_the_first_note_leads_to_the_name_in_preferences_once(qtbot: QtBot, panel: NotesPanel) -> None:
    qtbot.keyClicks(panel.editor.text, "words")
    asked = panel._introduction
    assert asked is not None and asked.isVisibleTo(panel)
    next(b for b in asked.findChildren(QToolButton) if b.text() == "Add it…").click()
    (dialog,) = panel.window().findChildren(PreferencesDialog)
    qtbot.keyClicks(dialog._author, "A. Official")
    dialog.accept()
    assert not asked.isVisibleTo(panel)
    assert (panel._desk.preferences.author, panel._desk.preferences.author_asked) == ("A. Official", True)
    assert panel.editor.text.toPlainText() == "words", "what is being typed is not touched"
    panel.save_now()
    assert [note.author for note in panel._desk.notes.on(CLAIM)] == ["A. Official"]


def test_to_leave_notes_without_a_name_is_an_answer_and_the_line_does_not_come_again(
    qtbot: QtBot, panel: NotesPanel
) -> None:
    qtbot.keyClicks(panel.editor.text, "words")
    asked = panel._introduction
    assert asked is not None
    next(b for b in asked.findChildren(QToolButton) if b.text() == "×").click()
    assert panel._desk.preferences.author_asked
    panel.editor.finish()
    qtbot.keyClicks(panel.editor.text, "more")
    assert not asked.isVisibleTo(panel)


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("flour, customs", ("flour", "customs")),
        ("#flour #customs", ("flour", "customs")),
        ("rail freight, #customs", ("rail freight", "customs")),
        ("#rail freight", ("rail freight",)),
        ("flour #customs #rail", ("flour", "customs", "rail")),
        (" , #,, flour,flour", ("flour",)),
    ],
)
def test_tags_stand_between_commas_or_behind_a_hash(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


def test_the_field_grows_with_its_words_and_shrinks_again(qtbot: QtBot, panel: NotesPanel) -> None:
    field = panel.editor.text
    low = field.height()
    field.insertPlainText("a line\n" * 6)
    higher = field.height()
    assert higher > low
    field.insertPlainText("\n" * 40)
    assert higher <= field.height() <= 320
    field.clear()
    assert field.height() == low


def test_n_begins_a_note_and_ctrl_enter_ends_it(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.detail.notes
    qtbot.keyClicks(window, "n")
    assert panel.editor.text.toPlainText() == ""
    qtbot.keyClicks(panel.editor.text, "Ask")
    panel.editor.text.setFocus()
    window.detail.begin_or_end()
    assert [n.body for n in window.desk.notes.on(CLAIM)] == ["Ask"]


def test_a_card_says_that_the_entry_under_it_changed(window: MainWindow, panel: NotesPanel) -> None:
    desk = window.desk
    assert desk.notebook.book is not None
    note = Note(
        note_id="11111111-1111-4111-8111-111111111111",
        target=CLAIM,
        body="hm",
        fingerprint="another",
        created="2026-01-01T00:00:00.000Z",
        modified="2026-01-01T00:00:00.000Z",
        own=False,
        revision="21111111-1111-4111-8111-111111111111",
        seen=Seen(title="Another title"),
    )
    desk.notes.take_in(desk.notebook.book.plan_import([note]), initiator="test")
    (card,) = cards(panel)
    said = " ".join(label.text() for label in card.findChildren(QLabel)).replace("\u200b", "")
    assert "≠ The entry under this note changed: “Another title" in said
