"""The notes file was replaced under an open window: both sides are put together, and neither loses a word."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefing_app.domain.model import Note
from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, copy_whole, make_private, why
from briefing_app.notes import backups
from briefing_app.notes.image import in_memory
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.repair import keep_aside, put_notes_in_place
from briefing_app.notes.rescued import LOG, free_name, keep_store
from briefing_app.notes.rows import LATEST, SELECT, read
from briefing_app.notes.salvage import Salvaged, fill, in_new_memory, salvage, take_from_log
from briefing_app.notes.store import FILE
from briefing_app.notes.upgrades import upgrade
from briefing_app.translation import tr, trn

History = tuple[Note, tuple[Note, ...]]
"""The latest revision of a note and the earlier ones, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What this window knew when the file was replaced.

    Attributes:
        path: The file of its own in which it is kept.
        notes: The notes with their histories.
    """

    path: Path
    notes: tuple[History, ...]


def keep_side(book: Notebook, *, now: dt.datetime) -> Side:
    """Puts what a window knew into a file of its own and lets go of the file that was replaced.

    Args:
        book: The notes of the window; they are not used after that.
        now: The moment.

    Raises:
        ExpectedError: There is no room; the window goes on with what it has.
    """
    profile = book.store.path.parent
    try:
        path = keep_store(book.store.path, book.store.connection, book.store.identity, now=now)
        if path.suffix == LOG:
            bare, path = path, free_name(profile, now, ".sqlite3")
            _gather(book, bare.read_bytes(), path)
        book.store.forsake()
    except (OSError, sqlite3.Error) as error:
        raise ExpectedError(
            tr("Another program replaced the notes file, and the notes of this window could not be set aside."),
            hint=tr("Free some space; the program will then try again. To be safe, export the notes to another disk."),
            detail=repr(error),
        ) from error
    return Side(path=path, notes=tuple(histories(path)))


def _gather(book: Notebook, beside: bytes, path: Path) -> None:
    """Another's pages lie under what was written here: the newest backup, the log and what is remembered are taken."""
    newest = next(iter(backups.good(book.store.path.parent)), None)
    found = salvage(newest.path) if newest is not None else Salvaged()
    take_from_log(beside, found)
    make_private(path, new=True)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as copy:
        fill(copy, found)
    kept = Notebook.open_file(path)
    with contextlib.closing(kept):
        latest: dict[str, list[Note]] = {}
        for note in book.ledger.written.values():
            latest.setdefault(note.note_id, []).append(note)
        kept.merge((notes[-1], notes[:-1]) for notes in latest.values())


def histories(path: Path) -> Iterable[History]:
    """Yields every note of a file with its earlier revisions; the file stays as it is.

    Args:
        path: A notes file, sound or not.
    """
    connection = _readable(path)
    with contextlib.closing(connection):
        earlier: dict[str, list[Note]] = {}
        for note in read(connection, f"SELECT {SELECT} FROM revision r ORDER BY r.note, r.seq, r.modified"):
            earlier.setdefault(note.note_id, []).append(note)
        for note in read(connection, LATEST):
            yield note, tuple(r for r in earlier.get(note.note_id, ()) if r.revision != note.revision)


def _readable(path: Path) -> sqlite3.Connection:
    with contextlib.suppress(sqlite3.Error), contextlib.ExitStack() as unless_sound:
        connection = unless_sound.enter_context(contextlib.closing(in_memory(path)))
        upgrade(connection)
        if connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
            connection.execute("SELECT count(*) FROM head").fetchone()
            unless_sound.pop_all()
            return connection
    return in_new_memory(salvage(path))


def put_together(profile: Path, side: Side, *, author: str, office: str, now: dt.datetime) -> tuple[Notebook, str]:
    """Opens the file that lies there now and takes in what this window knew; both versions of a note are kept.

    Args:
        profile: The profile folder.
        side: What this window knew.
        author: Name on new notes.
        office: Office on new notes.
        now: The moment.

    Returns:
        The notes, and what happened in one sentence.

    Raises:
        ExpectedError: The file that lies there now cannot be used; what this window knew lies in the file of its own.
    """
    path = profile / FILE
    theirs: tuple[History, ...] = ()
    gone = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    if not gone:
        try:
            book = Notebook.open(profile, author=author, office=office)
        except ExpectedError as error:
            if not error.detail:  # of a newer version: it is whole, and not for this program
                error.hint = f"{error.hint} {_lies_in(side)}"
                raise
        else:
            if not book.opened.read_only:
                return book, _told(*_taken(book, side.notes), side)
            if book.opened.for_want_of_room:
                return (
                    book,
                    f"{_was_replaced()} {book.opened.trouble.words if book.opened.trouble else ''} {_lies_in(side)}",
                )
            book.close()
        theirs = tuple(histories(path))  # what lies there is damaged, ours is whole
        keep_aside(path, now)
    _put_ours_there(side, path)
    book = Notebook.open(profile, author=author, office=office)
    if not theirs and gone:
        words = tr("Another program removed the notes file while this window was open; it was restored with all notes.")
        return book, f"{words} {_lies_in(side)}"
    return book, _told(*_taken(book, theirs), side)


def _taken(book: Notebook, others: Iterable[History]) -> tuple[int, int]:
    _change, plan = book.merge(others)
    return plan.count("new") + plan.count("changed"), plan.count("conflict")


def _was_replaced() -> str:
    return tr("Another program replaced the notes file while this window was open.")


def _told(added: int, both: int, side: Side) -> str:
    parts = [
        _was_replaced(),
        trn(
            "The two files were merged: {n} note from the other was added or updated.",
            "The two files were merged: {n} notes from the other were added or updated.",
            added,
        ),
    ]
    if both:
        parts.append(trn("{n} is kept in both versions.", "{n} are kept in both versions.", both))
    return " ".join((*parts, _lies_in(side)))


def _lies_in(side: Side) -> str:
    return tr("The notes as they were in this window are in {path}.", path=side.path)


def _put_ours_there(side: Side, path: Path) -> None:
    made = path.with_name(f"{FILE}.mended")
    made.unlink(missing_ok=True)
    try:
        put_notes_in_place(copy_whole(side.path, made), path)
    except (OSError, NotWritten) as error:
        raise ExpectedError(
            tr(
                "The notes file is missing and could not be restored: {why}.",
                why=error.why if isinstance(error, NotWritten) else why(error),
            ),
            hint=_lies_in(side),
            detail=repr(error),
        ) from error
