"""Between a Note and a row of the file, in both directions; of a damaged row all that is legible is read."""

from __future__ import annotations

import difflib
import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, cast, get_args

from briefing_app.domain.model import BRIEFING, Note, NoteKind, Passage, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

COLUMNS = (
    "revision", "note", "parent", "target", "body", "kind", "tags", "handling", "author", "office", "created",
    "modified", "seen", "passage", "fingerprint", "reply_to", "own", "removed", "extra", "lineage", "package",
)  # fmt: skip
SELECT = ", ".join(f"r.{name}" for name in COLUMNS)
_OF_HEAD = {"note": "h.note", "target": "coalesce(r.target, h.target)"}
LATEST = (
    f"SELECT {', '.join(_OF_HEAD.get(name, f'r.{name}') for name in COLUMNS)} FROM head h"
    " LEFT JOIN revision r ON r.note = h.note AND r.revision = h.revision"
)
"""A note whose latest revision is not where it should be is among them all the same."""
NO_SEEN = "{}"
KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a row can raise."""
MOMENT = re.compile(
    r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d(:\d\d)?)?)?)?)?)?"
)
"""As precise as it is known, or nothing."""
_HALF = re.compile("[\ud800-\udfff]")
"""What stands for a byte that is no letter."""


def to_row(note: Note) -> tuple[Any, ...]:
    """Returns a note's revision as values in the order of ``COLUMNS``."""
    return (
        note.revision,
        note.note_id,
        note.parent,
        str(note.target),
        note.body,
        note.kind,
        json.dumps(note.tags, ensure_ascii=False) if note.tags else "[]",
        note.handling,
        note.author,
        note.office,
        note.created,
        note.modified,
        json.dumps(asdict(note.seen), ensure_ascii=False) if note.seen != Seen() else NO_SEEN,
        json.dumps(asdict(note.passage), ensure_ascii=False) if note.passage else "",
        note.fingerprint,
        note.reply_to,
        int(note.own),
        int(note.removed),
        note.extra,
        " ".join(note.lineage),
        note.package,
    )


def from_row(row: Sequence[Any]) -> Note:
    """Returns the note that a row holds; the columns come in the order of ``COLUMNS``.

    Raises:
        ValueError: Something in it cannot be read; ``read`` returns what can.
    """
    found = dict(zip(COLUMNS, row, strict=True))
    _text("".join([found[name] for name in _PLAIN]))  # one look at all of them: of very many notes it is most of it
    for name, reader in _OTHERS:
        found[name] = reader(found[name])
    return Note(note_id=found.pop("note"), **found)


def storable(note: Note) -> tuple[Any, ...]:
    """Returns a note as a row; what could not be read back is not stored.

    Raises:
        ExpectedError: It could not.
    """
    row = to_row(note)
    try:
        if from_row(row) == note:
            return row
    except UNREADABLE:
        pass
    bad = ", ".join(unreadable(dict(zip(COLUMNS, row, strict=True)))) or "lineage"
    raise ExpectedError(
        tr("A note could not be kept because it could not be read back ({what}).", what=bad),
        hint=tr("Nothing was written; correct it at its source."),
    )


# Reading each column


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    if not value.isascii():
        value.encode()  # halves of letters, which no file can hold, are a ValueError
    return value


def _name(value: Any) -> str:
    text = _text(value)
    if not text or not text.isprintable():
        raise ValueError("no name")
    return text


def _kind(value: Any) -> NoteKind:
    if value not in KINDS:
        raise ValueError("no kind of note")
    return cast("NoteKind", value)


def _tags(value: Any) -> tuple[str, ...]:
    if value == "[]":
        return ()
    tags = json.loads(_text(value))
    if not isinstance(tags, list):
        raise TypeError("no list")
    return tuple(_text(tag) for tag in tags)


def _moment(value: Any) -> str:
    if not MOMENT.fullmatch(_text(value)):
        raise ValueError("no moment")
    return cast("str", value)


def _seen(value: Any) -> Seen:
    return Seen() if value == NO_SEEN else Seen(**{k: _text(v) for k, v in json.loads(_text(value)).items()})


def _passage(value: Any) -> Passage | None:
    if value == "":
        return None
    found = Passage(**json.loads(_text(value)))
    for name in ("field", "quote", "prefix", "suffix"):
        _text(getattr(found, name))
    if type(found.start) is not int:
        raise TypeError("no place in a text")
    return found


def _flag(value: Any) -> bool:
    if value not in (0, 1) or not isinstance(value, int):
        raise ValueError("neither yes nor no")
    return bool(value)


def _extra(value: Any) -> str:
    if value != "" and not isinstance(json.loads(_text(value)), dict):
        raise TypeError("no object")
    return cast("str", value)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "revision": _name,
    "note": _name,
    "parent": _text,
    "target": lambda value: Ref.parse(_text(value)),
    "body": _text,
    "kind": _kind,
    "tags": _tags,
    "handling": _text,
    "author": _text,
    "office": _text,
    "created": _moment,
    "modified": _moment,
    "seen": _seen,
    "passage": _passage,
    "fingerprint": _text,
    "reply_to": _text,
    "own": _flag,
    "removed": _flag,
    "extra": _extra,
    "lineage": lambda value: tuple(_text(value).split()),
    "package": _text,
}
_PLAIN = tuple(name for name, reader in _READERS.items() if reader is _text)
_OTHERS = tuple((name, reader) for name, reader in _READERS.items() if reader is not _text)


# What cannot be read whole


def unreadable(found: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the columns of a row that cannot be read."""
    bad = []
    for name, reader in _READERS.items():
        try:
            reader(found.get(name))
        except UNREADABLE:
            bad.append(name)
    return tuple(bad)


def mended(found: Mapping[str, Any], *, target: str = "") -> tuple[dict[str, Any], tuple[str, ...]]:
    """Returns a row that can be read, with what is legible of the one that was found.

    Args:
        found: Values by column.
        target: What else is known to be the entry it is about.

    Returns:
        The row, and the columns that were not as they should be.
    """
    bad = unreadable(found)
    row = dict(found)
    for name in bad:
        row[name] = _legible(name, found.get(name), target)
    if "modified" in bad and "created" not in bad:
        row["modified"] = row["created"]
    if "created" in bad and "modified" not in bad:
        row["created"] = row["modified"]
    return row, bad


def _legible(name: str, value: Any, target: str) -> Any:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = _HALF.sub("\ufffd", value) if isinstance(value, str) else ""
    if name == "kind":
        return next(iter(difflib.get_close_matches(text, KINDS, n=1)), "comment")
    if name in ("own", "removed"):
        return int(bool(value)) if isinstance(value, int) and name == "removed" else int(name == "own")
    if name == "target":
        try:
            return str(Ref.parse(target))
        except ValueError:
            return str(BRIEFING)
    if name == "tags":  # the words between the signs, wherever a sign was lost
        return json.dumps([word for part in text.split('"')[1::2] if (word := part.strip())], ensure_ascii=False)
    if name in ("revision", "note"):
        return "".join(c if c.isprintable() else "\ufffd" for c in text)
    empty = {"seen": NO_SEEN, "passage": "", "extra": "", "created": "", "modified": ""}
    return empty.get(name, text)


def read(connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> list[Note]:
    """Returns the notes that a question to the file gives; one that cannot be read whole keeps none of the others.

    Args:
        connection: The notes.
        sql: A question that gives the columns in the order of ``COLUMNS``.
        values: Its values.

    Raises:
        sqlite3.Error: The file is damaged or cannot be read now.
    """
    return [note_of(connection, row) for row in fetch(connection, sql, values)]


def fetch(connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """Returns the rows of a question; a byte that is no letter costs no more than itself.

    Raises:
        sqlite3.Error: The file is damaged or cannot be read now.
    """
    try:
        return connection.execute(sql, values).fetchall()
    except sqlite3.OperationalError as error:
        if not str(error).startswith("Could not decode"):
            raise
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return connection.execute(sql, values).fetchall()


def note_of(connection: sqlite3.Connection, row: Sequence[Any]) -> Note:
    """Returns the note of a row, or what is legible of it: then the note names what could not be read."""
    try:
        return from_row(row)
    except UNREADABLE:
        found = dict(zip(COLUMNS, row, strict=True))
    target = ""
    bad: tuple[str, ...] = ()
    if found["revision"] is None:  # the latest revision is not where it should be
        found, bad = _found_elsewhere(connection, found) | {"note": found["note"]}, ("head",)
    else:
        heads = fetch(connection, "SELECT target FROM head WHERE note IS ?", (found["note"],))
        target = str(heads[0][0]) if heads else ""
    whole, more = mended(found, target=target)
    for name in ("revision", "note"):
        whole[name] = whole[name] or "unreadable"
    return replace(from_row([whole[name] for name in COLUMNS]), unreadable=(*bad, *more))


def _found_elsewhere(connection: sqlite3.Connection, found: dict[str, Any]) -> dict[str, Any]:
    for where, values in (
        ("r.revision IN (SELECT revision FROM head WHERE note IS ?)", (found["note"],)),
        ("r.note IS ? ORDER BY r.seq DESC, r.modified DESC", (found["note"],)),
    ):
        rows = fetch(connection, f"SELECT {SELECT} FROM revision r WHERE {where} LIMIT 1", values)
        if rows:
            return dict(zip(COLUMNS, rows[0], strict=True))
    return found
