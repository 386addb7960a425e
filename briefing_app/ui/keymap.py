"""The one table of keys: what F1 and KEYS.md list, and what every widget that answers to keys looks up.

Letters, digits and signs without Ctrl or Alt are keys of the picture that has the keyboard and of nothing else; in
tables and lists they find, in fields they write. A note begins with N, Enter or Ctrl+N.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from briefing_app.translation import tr

Place = Literal[
    "window",
    "notes",
    "timeline",
    "overview",
    "chart",
    "map",
    "relations",
    "line-between",
    "sheet",
    "two-ways",
    "matrix",
    "line",
    "note-list",
    "strip",
    "table",
    "day",
    "briefing",
    "sections",
    "pages",
    "exports",
]


class Row(NamedTuple):
    """One line of the sheet of keys.

    Attributes:
        keys: Each key with the verb that it stands for; empty where Qt itself answers to the keys.
        words: What they do.
        told: The keys in words, where they are more or other than ``keys``, such as "+, − or Ctrl and wheel".
    """

    keys: Mapping[str, str]
    words: str
    told: str = ""

    def names(self) -> str:
        """Returns the keys as they are shown."""
        return self.told or ", ".join(name.replace("Return", "Enter") for name in self.keys if name != "Enter")


def _same(verb: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, verb)


ENTER = ("Return", "Enter")


def table() -> tuple[tuple[Place, str, tuple[Row, ...]], ...]:
    """Returns the groups of the table: place, heading, lines."""
    return (
        ("window", tr("Everywhere"), _window()),
        ("line-between", tr("Dividing line between two parts"), _line_between()),
        ("notes", tr("Notes on the selection"), _notes()),
        ("timeline", tr("Timeline"), _timeline()),
        ("overview", tr("Overview below the timeline"), _overview()),
        ("chart", tr("Charts"), _chart()),
        ("map", tr("Map"), _map()),
        ("relations", tr("Relations"), _relations()),
        ("sheet", tr("Profile and comparison of actors"), _sheet()),
        ("two-ways", tr("Two ways"), _two_ways()),
        ("matrix", tr("Matrix of explanations"), _matrix()),
        ("line", tr("Page one"), _line()),
        ("note-list", tr("List of notes"), _note_list()),
        ("strip", tr("Verdicts above the claims"), _strip()),
        ("table", tr("Tables"), _table()),
        ("day", tr("Fields for a day"), _day()),
        ("briefing", tr("Export briefing"), _briefing()),
        ("sections", tr("Sections of a briefing"), _sections()),
        ("pages", tr("Preview of the pages"), _pages()),
        ("exports", tr("Earlier briefings"), _exports()),
    )


def _window() -> tuple[Row, ...]:
    return (
        Row({f"Ctrl+{n}": f"tab-{n}" for n in range(1, 10)}, tr("open a tab"), "Ctrl+1 … Ctrl+9"),
        Row(_same("search", "Ctrl+K"), tr("search everything, or name a command")),
        Row(
            {"F6": "next-area", "Shift+F6": "previous-area"},
            tr("to the next part: header, filter, tab, record, notes, status line; and back"),
        ),
        Row({}, tr("next, previous place"), "Tab, Shift+Tab"),
        Row({"Alt+Left": "back", "Alt+Right": "forward"}, tr("back, forward")),
        Row(
            {"Ctrl++": "larger", "Ctrl+=": "larger", "Ctrl+-": "smaller", "Ctrl+0": "normal"},
            tr("larger, smaller, normal text"),
            "Ctrl++, Ctrl+-, Ctrl+0",
        ),
        Row(_same("toggle-table", "F2"), tr("picture or equal table")),
        Row(
            _same("toggle-record", "F4"), tr("show or close the record of the selection; Esc closes it"), tr("F4, Esc")
        ),
        Row(_same("open-briefing", "Ctrl+O"), tr("open another briefing: a folder, a .zip, or one opened before")),
        Row(_same("export", "Ctrl+E", "Ctrl+P"), tr("export the briefing as PDF")),
        Row(_same("open-pdf", "Ctrl+Shift+O"), tr("open a PDF that somebody exported")),
        Row(_same("keys", "F1"), tr("these keys, to be searched")),
        Row(_same("menus", "F10"), tr("all commands in menus"), tr("Alt, F10")),
        Row(_same("entry-menu", "Shift+F10"), tr("menu of the entry that is chosen"), tr("menu key, Shift+F10")),
        Row(
            _same("hint", "Ctrl+F1"),
            tr("the hint of what has the focus; in a table the full text of a cell; Esc closes it"),
        ),
    )


def _line_between() -> tuple[Row, ...]:
    return (
        Row(
            {"Left": "back", "Up": "back", "Right": "on", "Down": "on", "Home": "first", "End": "last"},
            tr("move the line; Tab stops at it"),
            tr("arrows, Home, End"),
        ),
    )


def _notes() -> tuple[Row, ...]:
    return (
        Row(_same("write", "Ctrl+N"), tr("write a note on the selection, from everywhere")),
        Row(
            _same("begin", "N", *ENTER),
            tr("the same, where no field, table or list has the focus and Enter opens nothing"),
            tr("N, Enter"),
        ),
        Row(
            _same("begin-or-end", "Ctrl+Return", "Ctrl+Enter"),
            tr("start a note; finish the note being written"),
            "Ctrl+Enter",
        ),
        Row(
            {"Ctrl+Z": "undo", "Ctrl+Y": "redo", "Ctrl+Shift+Z": "redo"},
            tr("undo, redo a change to the notes"),
            "Ctrl+Z, Ctrl+Y",
        ),
    )


def _timeline() -> tuple[Row, ...]:
    return (
        Row(
            {"+": "closer", "=": "closer", "-": "farther"},
            tr("zoom about the pointer, or about the selected event"),
            tr("+, − or Ctrl and wheel"),
        ),
        Row(
            {"Left": "left", "Right": "right", "Shift+Left": "far-left", "Shift+Right": "far-right"},
            tr("pan; with Shift by half a view"),
            tr("drag, Left, Right, Shift and wheel"),
        ),
        Row(_same("fit-all", "F"), tr("show all; fit a year, month or event"), tr("F, double click")),
        Row(
            {",": "previous", ".": "next", "<": "previous-in-lane", ">": "next-in-lane"},
            tr("previous and next event; < and > within the lane"),
            tr(", and ."),
        ),
        Row({"Up": "lane-above", "Down": "lane-below"}, tr("lane above or below")),
        Row({"PgUp": "scroll-up", "PgDown": "scroll-down"}, tr("scroll the lanes"), tr("Page Up, Page Down, wheel")),
        Row({"Home": "first", "End": "last"}, tr("first and last event")),
        Row({"]": "next-figure", "[": "previous-figure"}, tr("next and previous figure of the strips below the lanes")),
        Row(_same("list", *ENTER), tr("list of the events close to the selected one")),
        Row(
            _same("jump", "Ctrl+J"),
            tr("go to a claim, figure, actor or corridor of the event"),
            tr("Ctrl+J, right click"),
        ),
        Row(
            {"Space": "fold", "P": "pin", "Alt+Up": "lane-up", "Alt+Down": "lane-down"}, tr("fold, pin and move a lane")
        ),
    )


def _overview() -> tuple[Row, ...]:
    return (
        Row({"Left": "window-left", "Right": "window-right"}, tr("move what is in view")),
        Row({"Ctrl+Left": "start-left", "Ctrl+Right": "start-right"}, tr("move where it begins")),
        Row({"Shift+Left": "end-left", "Shift+Right": "end-right"}, tr("move where it ends")),
        Row(_same("whole", "Home"), tr("show all")),
    )


def _chart() -> tuple[Row, ...]:
    return (
        Row({"Left": "previous", "Right": "next"}, tr("previous figure, next figure")),
        Row({"Up": "series-above", "Down": "series-below"}, tr("other series")),
        Row(_same("open", *ENTER), tr("go to the entry")),
        Row(_same("reason", "P"), tr("on the Trade tab: why this figure is preferred")),
        Row(
            {"+": "closer", "=": "closer", "-": "farther", "_": "farther", "F": "fit"},
            tr("on the Trade tab: zoom in, zoom out, the whole period again"),
            tr("+, − or Ctrl and wheel, F"),
        ),
        Row({}, tr("copy the picture"), "Ctrl+Shift+C"),
    )


def _map() -> tuple[Row, ...]:
    return (
        Row({"Left": "left", "Right": "right", "Up": "up", "Down": "down"}, tr("move the map"), tr("arrows")),
        Row(
            {"+": "closer", "=": "closer", "-": "farther", "_": "farther", "F": "fit"},
            tr("zoom in, zoom out, fit the selection or the whole region"),
            tr("+, − or Ctrl and wheel, F"),
        ),
        Row({"PgDown": "next", "PgUp": "previous"}, tr("go through the corridors"), tr("Page Down, Page Up")),
        Row({".": "next-piece", ",": "previous-piece"}, tr("go through the pieces of the chosen corridor")),
        Row({">": "next-place", "<": "previous-place"}, tr("go through the places")),
        Row(_same("open", *ENTER), tr("go to the entry")),
    )


def _relations() -> tuple[Row, ...]:
    return (
        Row({"Up": "relation-before", "Down": "relation-after"}, tr("go through the relations")),
        Row({"Left": "actor-before", "Right": "actor-after"}, tr("go through the actors")),
        Row(_same("open", *ENTER), tr("put the other actor in the middle")),
        Row(
            {"Shift+Left": "move-left", "Shift+Right": "move-right", "Shift+Up": "move-up", "Shift+Down": "move-down"},
            tr("move the chosen actor by hand"),
            tr("drag, Shift and arrows"),
        ),
        Row(
            {"+": "closer", "=": "closer", "-": "farther", "_": "farther", "F": "fit"},
            tr("where actors stand freely: zoom in, zoom out, all of it"),
            tr("+, − or Ctrl and wheel, F"),
        ),
        Row({"J": "jump"}, tr("sources, events and notes of the chosen relation"), tr("J, right click")),
    )


def _sheet() -> tuple[Row, ...]:
    return (
        Row({"Up": "row-above", "Down": "row-below", "Home": "first", "End": "last"}, tr("go through the fields"),
            tr("Up, Down, Home, End")),
        Row({"S": "sources"}, tr("who says so")),
        Row(_same("open", *ENTER), tr("go to the entry")),
    )  # fmt: skip


def _two_ways() -> tuple[Row, ...]:
    return (
        Row(
            {"Up": "up", "Down": "down", "Left": "left", "Right": "right"},
            tr("go to the next line in that direction"),
            tr("arrows"),
        ),
        Row({}, tr("go to the entry; on a step, show its evidence alone"), "Enter"),
    )


def _matrix() -> tuple[Row, ...]:
    return (
        Row({}, tr("next cell in that direction"), tr("arrows")),
        Row({}, tr("go to the reason for the rating"), "Enter"),
        Row(_same("rate", "R"), tr("rate the cell yourself, beside the bundled rating")),
    )


def _line() -> tuple[Row, ...]:
    return (
        Row({"Up": "previous", "Down": "next"}, tr("previous, next line")),
        Row(_same("open", *ENTER, "Space"), tr("go to the entry"), tr("Enter, Space")),
    )


def _note_list() -> tuple[Row, ...]:
    return (
        Row({}, tr("find in the notes"), tr("letters")),
        Row(_same("open", *ENTER), tr("go to the entry")),
        Row(_same("remove", "Del"), tr("move the chosen notes to the bin; in the bin, restore them"), tr("Delete")),
        Row({}, tr("choose several, choose all"), tr("Shift and arrows, Ctrl+A")),
        Row(_same("copy", "Ctrl+C"), tr("copy the words of the chosen notes")),
    )


def _strip() -> tuple[Row, ...]:
    return (
        Row({"Left": "previous", "Right": "next"}, tr("previous, next verdict")),
        Row(
            _same("open", *ENTER, "Space"),
            tr("show the claims of this verdict alone, or all again"),
            tr("Enter, Space"),
        ),
    )


def _table() -> tuple[Row, ...]:
    return (
        Row({}, tr("find in the table"), tr("letters")),
        Row(_same("copy", "Ctrl+C"), tr("copy the marked rows with their headings")),
        Row({}, tr("go to the entry; from a claim to the chart that decides it"), "Enter"),
        Row(
            {"Alt+Up": "sort-up", "Alt+Down": "sort-down", "Alt+Home": "sort-none"},
            tr("sort by the column of the chosen cell, ascending or descending; the original order again"),
        ),
        Row(
            {"Ctrl+Shift+Right": "wider", "Ctrl+Shift+Left": "narrower"},
            tr("make the column of the chosen cell wider, narrower"),
        ),
    )


def _day() -> tuple[Row, ...]:
    return (
        Row({"Up": "later", "Down": "earlier"}, tr("a day later, a day earlier")),
        Row(_same("calendar", "Alt+Down"), tr("open the calendar")),
    )


def _briefing() -> tuple[Row, ...]:
    return (
        Row(_same("write", "Ctrl+Return", "Ctrl+Enter"), tr("write the file"), "Ctrl+Enter"),
        Row(_same("earlier", "Ctrl+H"), tr("earlier briefings and their choices")),
        Row(_same("pages", "F6"), tr("from the choices to the pages, and back")),
    )


def _sections() -> tuple[Row, ...]:
    return (
        Row({}, tr("include the section, or leave it out"), tr("Space")),
        Row({"Alt+Up": "section-up", "Alt+Down": "section-down"}, tr("move the section up, down")),
    )


def _pages() -> tuple[Row, ...]:
    return (
        Row(
            {"PgUp": "previous", "PgDown": "next", "Left": "previous", "Right": "next"},
            tr("previous, next page"),
            tr("Page Up, Page Down, Left, Right"),
        ),
        Row({"Home": "first", "End": "last"}, tr("first and last page")),
        Row(
            {"+": "closer", "=": "closer", "-": "farther", "F": "fit"},
            tr("larger, smaller, the whole page"),
            tr("+, −, F"),
        ),
    )


def _exports() -> tuple[Row, ...]:
    return (
        Row(_same("again", *ENTER), tr("use its choices again")),
        Row(_same("open", "Space"), tr("open what it holds")),
    )


@lru_cache
def _verbs(place: Place) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, _heading, rows in table():
        if key == place:
            for row in rows:
                found.update(row.keys)
    return found


def keys_of(place: Place) -> Mapping[str, str]:
    """Returns each key of a place with its verb."""
    return _verbs(place)


def keys_for(verb: str) -> str:
    """Returns the first key of a command of the window or of the notes, such as "Ctrl+E"; empty if it has none."""
    both = (*_verbs("window").items(), *_verbs("notes").items())
    return next((keys.replace("Return", "Enter") for keys, meant in both if meant == verb), "")


def verb(event: QKeyEvent, place: Place) -> str:
    """Returns the verb that a key stands for in a place; empty if it stands for none there."""
    return _verbs(place).get(name_of(event), "")


def typed(event: QKeyEvent) -> str:
    """Returns the letter, digit, sign or space that a key types; empty for keys that type nothing."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    altogether = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text()
    # AltGr arrives as Ctrl and Alt together on Windows, and as a modifier of its own elsewhere.
    plain = not held or held == altogether or held == Qt.KeyboardModifier.GroupSwitchModifier
    return text if plain and len(text) == 1 and text.isprintable() else ""


def name_of(event: QKeyEvent) -> str:
    """Returns the name of a key as the table has it: "F", "<", "Space", "Shift+Left", "Ctrl+J"."""
    letter = typed(event)
    if letter:
        return "Space" if letter == " " else letter.upper()
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    combined = QKeyCombination(held, Qt.Key(event.key()))
    return QKeySequence(combined).toString(QKeySequence.SequenceFormat.PortableText)


def act(event: QKeyEvent, place: Place, verbs: Mapping[str, Callable[[], object]]) -> bool:
    """Does what a key stands for in a place.

    Args:
        event: The key; it is accepted if something was done.
        place: Whose keys.
        verbs: What each verb does now; one that is missing leaves the key to others.

    Returns:
        True if something was done.
    """
    done = verbs.get(verb(event, place))
    if done is None:
        return False
    done()
    event.accept()
    return True


def as_markdown() -> str:
    """Returns the table as it stands in KEYS.md."""
    lines = [
        "# Keys",
        "",
        tr(
            "Letters, digits and signs are keys only of the picture that has the focus; in tables and lists they "
            "find, in fields they are typed."
        ),
    ]
    for _place, heading, rows in table():
        lines += ["", f"## {heading}", "", "| Key | What it does |", "| --- | --- |"]
        lines += [f"| {row.names()} | {row.words} |" for row in rows]
    return "\n".join(lines) + "\n"
