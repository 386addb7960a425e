"""The Notes tab: all notes found, filtered, grouped, tagged in one step, binned and restored, and quick with many."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.domain.model import BRIEFING, Note, Ref, Seen
from briefing_app.ui.tabs.notes import NotesTab
from briefing_app.ui.tabs.notes.rows import Heading, NotesModel, grouped
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow

CLAIM, OTHER = Ref("claim", "c-trade-06"), Ref("claim", "c-trade-01")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.start()
    window.show()
    yield window
    window.close()


Opened = Callable[[], NotesTab]


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Opened:
    """Opens the tab and waits until its list has come."""

    def show() -> NotesTab:
        window.desk.visit("notes")
        tab = window.current
        assert isinstance(tab, NotesTab)
        settle(qtbot, tab)
        return tab

    return show


def settle(qtbot: QtBot, tab: NotesTab) -> None:
    """Waits until the newest question is answered."""
    wanted = tab.choice.choice()
    qtbot.waitUntil(lambda: tab._listing.choice == wanted and not tab.asking, timeout=5000)


def listed(tab: NotesTab) -> list[str]:
    lines = (tab.model.note_at(i) for i in range(tab.model.rowCount()))
    return [note.body for note in lines if note is not None]


def colleague(desk: Desk, target: Ref, body: str, *, seen: Seen | None = None, number: int = 1) -> Note:
    assert desk.notebook.book is not None
    note = Note(
        note_id=f"{number}1111111-1111-4111-8111-111111111111",
        target=target,
        body=body,
        author="Colleague",
        created="2026-01-01T00:00:00.000Z",
        modified="2026-01-01T00:00:00.000Z",
        own=False,
        seen=seen or Seen(),
        revision=f"{number}2111111-1111-4111-8111-111111111111",
        fingerprint="another edition",
    )
    desk.notes.take_in(desk.notebook.book.plan_import([note]), initiator="test")
    return note


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))


def words_in(tab: NotesTab) -> str:
    return "\n".join(label.text() for label in tab.reader.findChildren(QLabel))


def test_an_empty_notebook_says_how_to_begin(opened: Opened) -> None:
    tab = opened()
    assert tab._stack.currentIndex() == 1
    assert "No notes yet" in tab._empty.text()


def test_notes_are_listed_newest_first_and_in_any_order_asked_for(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(OTHER, "first", initiator="test")
    desk.notes.write(CLAIM, "second", initiator="test")
    tab = opened()
    assert listed(tab) == ["second", "first"]
    choose(tab.choice.sort, "oldest")
    settle(qtbot, tab)
    assert listed(tab) == ["first", "second"]


def test_conditions_narrow_the_list_and_one_button_shows_all_again(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(CLAIM, "why?", kind="question", tags=["trade"], handling="OFFICIAL", initiator="test")
    desk.notes.write(BRIEFING, "shorten", tags=["style"], initiator="test")
    colleague(desk, OTHER, "theirs")
    tab = opened()
    for box, value, expected in (
        (tab.choice.kind, "question", ["why?"]),
        (tab.choice.tag, "style", ["shorten"]),
        (tab.choice.author, "Colleague", ["theirs"]),
        (tab.choice.author, True, ["shorten", "why?"]),
        (tab.choice.handling, "OFFICIAL", ["why?"]),
        (tab.choice.noun, "briefing", ["shorten"]),
        (tab.choice.period, 6, ["shorten", "why?"]),
    ):
        choose(box, value)
        settle(qtbot, tab)
        assert listed(tab) == expected, value
        box.setCurrentIndex(0)
        settle(qtbot, tab)
    tab.choice.text.setText("nothing holds this")
    settle(qtbot, tab)
    assert listed(tab) == []
    assert tab._empty.text() == "No note matches."
    tab._reset.click()
    settle(qtbot, tab)
    assert len(listed(tab)) == 3


def test_words_are_found_as_one_types_whatever_their_accents(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(CLAIM, "Zürich talks", initiator="test")
    desk.notes.write(OTHER, "Переговоры в Алматы", initiator="test")
    tab = opened()
    qtbot.keyClicks(tab.list, "zur")
    assert tab.choice.text.text() == "zur", "letters go from the list to the search field"
    settle(qtbot, tab)
    assert listed(tab) == ["Zürich talks"]
    tab.choice.text.setText("алмат")
    settle(qtbot, tab)
    assert listed(tab) == ["Переговоры в Алматы"]


def test_many_notes_are_tagged_in_one_step_and_others_notes_stay(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(CLAIM, "one", tags=["old"], initiator="test")
    desk.notes.write(OTHER, "two", initiator="test")
    colleague(desk, OTHER, "theirs")
    tab = opened()
    tab.list.selectAll()
    tab.bulk.tags.setText("meeting, #old")
    tab.bulk._buttons["tag"].click()
    assert {n.body: n.tags for n in desk.notes.all()} == {
        "one": ("old", "meeting"),
        "two": ("meeting", "old"),
        "theirs": (),
    }
    settle(qtbot, tab)
    tab.list.selectAll()
    tab.bulk.tags.setText("old")
    tab.bulk._buttons["untag"].click()
    assert {n.tags for n in desk.notes.all() if n.own} == {("meeting",)}
    desk.notes.undo()
    desk.notes.undo()
    assert {n.body: n.tags for n in desk.notes.all()} == {"one": ("old",), "two": (), "theirs": ()}


def test_one_chosen_note_is_one_after_the_list_was_renewed(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    kept = desk.notes.write(OTHER, "first", initiator="test")
    tab = opened()
    tab.list.selectRow(0)
    for number in range(2):
        desk.notes.write(CLAIM, f"more {number}", initiator="test")
        settle(qtbot, tab)
        assert tab.list.chosen() == (kept,)
        assert tab.list.chosen_count() == 1
        assert "1 chosen" in [label.text() for label in tab.bulk.findChildren(QLabel)]
        assert "notes are chosen" not in words_in(tab)


def test_the_note_on_which_the_list_opens_is_not_taken_for_chosen(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    for body in ("one", "two"):
        desk.notes.write(CLAIM, body, initiator="test")
    tab = opened()
    assert tab.list.chosen_count() == 1
    assert tab.chosen_notes() == ()
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    assert len(tab.chosen_notes()) == 1


def test_delete_puts_into_the_bin_and_the_bin_gives_back(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(CLAIM, "keep", initiator="test")
    desk.notes.write(OTHER, "away", initiator="test")
    tab = opened()
    qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    settle(qtbot, tab)
    assert listed(tab) == ["keep"]
    current = tab.list.current_note()
    assert current is not None and current.body == "keep", "the keyboard goes on where it was"
    choose(tab.choice.shown, "bin")
    settle(qtbot, tab)
    assert listed(tab) == ["away"]
    next(b for b in tab.reader.findChildren(QToolButton) if b.text() == "Restore").click()
    settle(qtbot, tab)
    assert listed(tab) == []
    assert sorted(n.body for n in desk.notes.all()) == ["away", "keep"]


def test_enter_goes_to_the_entry(qtbot: QtBot, desk: Desk, window: MainWindow, opened: Opened) -> None:
    desk.notes.write(CLAIM, "look", initiator="test")
    tab = opened()
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert desk.selection == CLAIM
    assert window.current is not None and window.current.KEY == "claims"


def test_the_chosen_note_stands_in_full_with_what_its_revisions_changed(desk: Desk, opened: Opened) -> None:
    ident = desk.notes.write(CLAIM, "**Ask** the ministry", tags=["trade"], initiator="test")
    desk.notes.write(CLAIM, "**Ask** the embassy", note_id=ident, initiator="test")
    tab = opened()
    assert tab.model.index(0).data() == "Ask the embassy", "marks of Markdown say nothing in a list"
    said = words_in(tab)
    assert "#trade" in said and "2 revisions" in said
    field = next(
        f
        for f in tab.reader.findChildren(object)
        if getattr(f, "accessibleName", str)() == "What this revision changed"
    )
    assert field.accessibleDescription() == "removed: ministry. added: embassy"  # type: ignore[attr-defined]  # a text field


def test_a_note_whose_entry_changed_or_is_gone_is_listed_as_in_need_of_a_look(
    qtbot: QtBot, desk: Desk, opened: Opened
) -> None:
    desk.notes.write(CLAIM, "stands", initiator="test")
    colleague(desk, Ref("event", "e-gone"), "lost", seen=Seen(title="Talks nobody knows", date="2024-03-01"))
    colleague(desk, OTHER, "changed", seen=Seen(title="Another title", value="corroborated"), number=2)
    tab = opened()
    assert tab.choice.shown.itemText(1) == "Needs attention · 2"
    choose(tab.choice.shown, "look")
    settle(qtbot, tab)
    assert sorted(listed(tab)) == ["changed", "lost"]
    tab.list.go_to(tab.model.line_of("21111111-1111-4111-8111-111111111111"))
    said = words_in(tab)
    assert "≠ The entry under this note changed." in said
    assert "Another title" in said and "Then, under the note" in said and "Now" in said
    tab.list.go_to(tab.model.line_of("11111111-1111-4111-8111-111111111111"))
    said = words_in(tab)
    assert "This note has lost its place" in said and "Talks nobody knows" in said


def test_groups_have_headings_and_a_note_with_two_tags_stands_under_both() -> None:
    def note(name: str, *tags: str) -> Note:
        return Note(
            note_id=name,
            target=CLAIM,
            body=name,
            tags=tags,
            created="2026-01-01T00:00:00Z",
            modified="2026-01-01T00:00:00Z",
            revision=name,
        )

    lines = grouped([note("a", "x", "y"), note("b", "x"), note("c")], "tag", entry=lambda n: n.body)
    assert lines == [Heading("#x", 2), "a", "b", Heading("#y", 1), "a", Heading("no tag", 1), "c"]


def test_headings_are_passed_over_by_the_keyboard(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(CLAIM, "one", tags=["b"], initiator="test")
    desk.notes.write(OTHER, "two", tags=["a"], initiator="test")
    tab = opened()
    choose(tab.choice.group, "tag")
    settle(qtbot, tab)
    tab.list.go_to(1)
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    current = tab.list.current_note()
    assert current is not None and current.body == "one"


def test_walking_the_list_selects_the_entry_beside_it(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(CLAIM, "one", initiator="test")
    desk.notes.write(OTHER, "two", initiator="test")
    tab = opened()
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: desk.selection == CLAIM)


def test_edit_in_the_tab_puts_the_note_into_the_editor(desk: Desk, window: MainWindow, opened: Opened) -> None:
    desk.notes.write(CLAIM, "words", initiator="test")
    tab = opened()
    next(b for b in tab.reader.findChildren(QToolButton) if b.text() == "Edit").click()
    assert window.detail.notes.editor.text.toPlainText() == "words"


def test_of_a_hundred_thousand_notes_only_those_in_view_are_read(qtbot: QtBot) -> None:
    read: list[str] = []

    def fetch(ids: object) -> list[Note]:
        names = list(ids)  # type: ignore[call-overload]  # a sequence of ids
        read.extend(names)
        return [Note(note_id=i, target=CLAIM, body=i, created="", modified="", revision=i) for i in names]

    model = NotesModel(fetch, lambda note: str(note.target))
    started = time.perf_counter()
    model.set_lines([str(number) for number in range(100_000)], words=(), placed={})
    assert model.index(50_000).data() == "50000"
    assert time.perf_counter() - started < 1.0
    assert len(read) <= 200


def test_escape_empties_the_search_field_and_down_leaves_it(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    desk.notes.write(CLAIM, "words", initiator="test")
    tab = opened()
    left: list[bool] = []
    tab.choice.left.connect(lambda: left.append(True))
    tab.choice.text.setText("wor")
    qtbot.keyClick(tab.choice.text, Qt.Key.Key_Escape)
    assert (tab.choice.text.text(), left) == ("", [])
    qtbot.keyClick(tab.choice.text, Qt.Key.Key_Down)
    assert left == [True]


def test_one_chosen_note_is_counted_once_and_read_in_full(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    ident = desk.notes.write(CLAIM, "alone", initiator="test")
    desk.notes.write(OTHER, "another", initiator="test")
    tab = opened()
    line = tab.model.line_of(ident)
    tab.list.go_to(line, chosen=[ident])
    assert tab.list.chosen_count() == len(tab.list.chosen()) == 1
    tab.list.go_to(line, chosen=[note.note_id for note in desk.notes.on(OTHER)])
    assert tab.list.chosen_count() == len(tab.list.chosen()) == 2
