"""Notes as lines of a list: sorted, under headings, and as a model that stays quick with very many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing_app.domain.control_signs import visible
from briefing_app.domain.filters import fold
from briefing_app.domain.markdown import plain
from briefing_app.domain.model import Note
from briefing_app.domain.placement import Placed
from briefing_app.domain.wording import day_words
from briefing_app.translation import tr, trn
from briefing_app.ui.notes.compare import one_line
from briefing_app.ui.notes.facts import author_words, moment_of, moment_words, tag_words
from briefing_app.ui.plain_text import tip

Group = Literal["none", "entry", "tag", "day"]
Index = QModelIndex | QPersistentModelIndex
NOTE = Qt.ItemDataRole.UserRole
HEADING = Qt.ItemDataRole.UserRole + 1
PAGE = 60
"""Lines on either side that are read together with one."""
_EMPTY = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above the notes of a group."""

    words: str
    count: int


Line = str | Heading
"""The id of a note, or a heading."""


def grouped(notes: Sequence[Note], group: Group, *, entry: Callable[[Note], str]) -> list[Line]:
    """Returns the ids of notes in their order with a heading above each group.

    The groups stand by name, days newest first.

    Args:
        notes: The notes in their order; it is kept within each group.
        group: What they are put together by. A note with several tags stands under each of them.
        entry: Returns what the entry of a note is called.
    """
    groups: dict[str, list[Note]] = {}
    for note in notes:
        for key in _keys(note, group):
            groups.setdefault(key, []).append(note)
    if group == "entry":
        named = {key: entry(members[0]) for key, members in groups.items()}
        order = sorted(groups, key=lambda key: fold(named[key]))
    elif group == "tag":
        named = {key: f"#{visible(key)}" if key else tr("no tag") for key in groups}
        order = sorted(groups, key=lambda key: (not key, fold(key)))
    else:
        named = {key: _day(groups[key][0]) for key in groups}
        order = sorted(groups, reverse=True)
    lines: list[Line] = []
    for key in order:
        lines.append(Heading(named[key], len(groups[key])))
        lines += (note.note_id for note in groups[key])
    return lines


def _keys(note: Note, group: Group) -> Iterable[str]:
    if group == "entry":
        return (str(note.target),)
    if group == "tag":
        return note.tags or ("",)
    moment = moment_of(note.modified)
    return (moment.date().isoformat() if moment else "",)


def _day(note: Note) -> str:
    moment = moment_of(note.modified)
    return day_words(moment.date()) if moment else tr("undated")


def first_lines(lines: Sequence[Line]) -> dict[str, int]:
    """Returns the first line of each note, by id."""
    return {line: number for number, line in reversed(list(enumerate(lines))) if isinstance(line, str)}


class NotesModel(QAbstractListModel):
    """Lines of notes as Qt sees them. A note is read when its line is first looked at, with its neighbours."""

    def __init__(
        self,
        fetch: Callable[[Sequence[str]], Iterable[Note]],
        entry: Callable[[Note], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch, self._entry = fetch, entry
        self._lines: list[Line] = []
        self._places: Mapping[str, int] = {}
        self._read: dict[str, Note] = {}
        self._firsts: dict[str, str] = {}
        self.grouped = False
        self.placed: Mapping[str, Placed] = {}
        self.words: tuple[str, ...] = ()

    def set_lines(
        self,
        lines: list[Line],
        *,
        words: tuple[str, ...],
        placed: Mapping[str, Placed],
        where: Mapping[str, int] | None = None,
    ) -> None:
        """Shows other lines.

        Args:
            lines: Ids of notes and headings.
            where: The first line of each note, as ``first_lines`` returns it; None to find that here.
            words: The folded words that were searched for.
            placed: Where the notes stand that are not where they were, by id.
        """
        self.beginResetModel()
        self.grouped = any(isinstance(line, Heading) for line in lines[:1])
        self._lines, self.words, self.placed = lines, words, placed
        self._read.clear()
        self._firsts.clear()
        self._places = first_lines(lines) if where is None else where
        self.endResetModel()

    def line_of(self, note_id: str) -> int:
        """Returns the first line of a note, or -1."""
        return self._places.get(note_id, -1)

    def id_at(self, line: int) -> str:
        """Returns the id of the note at a line; empty for a heading and past the end."""
        found = self._lines[line] if 0 <= line < len(self._lines) else ""
        return found if isinstance(found, str) else ""

    def note_at(self, line: int) -> Note | None:
        """Returns the note at a line, or None for a heading and past the end."""
        ident = self.id_at(line)
        if ident and ident not in self._read:
            around = self._lines[max(0, line - PAGE) : line + PAGE]
            wanted = [i for i in around if isinstance(i, str) and i not in self._read]
            self._read.update((note.note_id, note) for note in self._fetch(wanted))
        return self._read.get(ident)

    def near(self, line: int) -> int:
        """Returns the line with a note nearest to one that is gone, or -1: below it, else above."""
        below = range(max(0, line), len(self._lines))
        above = range(min(line, len(self._lines)) - 1, -1, -1)
        return next((i for i in (*below[:2], *above[:2]) if isinstance(self._lines[i], str)), -1)

    def first_line(self, note: Note) -> str:
        """Returns the first line of a list for a note: its words without marks of Markdown."""
        found = self._firsts.get(note.note_id)
        if found is None:
            found = self._firsts[note.note_id] = one_line(visible(plain(note.body[:600])), 300)
        return found

    def about(self, note: Note) -> str:
        """Returns the second line of a note: entry, author, handling, tags."""
        parts = (self._entry(note), author_words(note), visible(note.handling), tag_words(note))
        return " · ".join(part for part in parts if part)

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, Heading):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{line.words} · {trn('{n} note', '{n} notes', line.count)}"
            return line if role == HEADING else None
        wanted = (NOTE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        note = self.note_at(index.row()) if role in wanted else None
        if note is None or role == NOTE:
            return note
        if role == Qt.ItemDataRole.DisplayRole:
            return self.first_line(note)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(note)
        return tip(self.about(note))

    def _spoken(self, note: Note) -> str:
        placed = self.placed.get(note.note_id)
        parts = (
            self.first_line(note),
            tr("on {entry}", entry=self._entry(note)),
            note.kind,
            author_words(note),
            moment_words(note.modified),
            visible(note.handling),
            tag_words(note),
            placed.words() if placed else "",
        )
        return ", ".join(part for part in parts if part)
