"""A file to notes: its form is recognised by what it holds; each note is read or its reason told, nothing fetched."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from briefing_app.domain.model import Note, Seen
from briefing_app.domain.written import letters
from briefing_app.errors import ExpectedError
from briefing_app.notes.exchange import annotation_to_note, containers, vocabulary
from briefing_app.notes.exchange.file_content import Found
from briefing_app.notes.exchange.foreign import markdown, tables
from briefing_app.notes.exchange.signs import is_iri
from briefing_app.notes.exchange.vocabulary import DEEPEST, listed
from briefing_app.translation import grouped, tr, trn

log = logging.getLogger(__name__)
MAY_BE_ENDLESS = re.compile(r"[eE]\+?\d{3}|\d{300}")
"""A number that may be too large to be kept."""
LONGEST_THREAD = 100
"""Answers to answers that are followed up to what they all stand on."""
NAMED = 5
"""Places of what was left out that are named for one reason."""


class Reading(NamedTuple):
    """What a file gives.

    Attributes:
        notes: What was read.
        refused: One sentence for each reason for which something was left out, with how many.
        remarks: What else the person should know, one sentence each.
    """

    notes: tuple[Note, ...]
    refused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read(content: bytes, name: str = "") -> Reading:
    """Reads annotations of this program, of W3C's model, or of another program.

    Args:
        content: The file.
        name: Its name, which tells Markdown from other text; empty if it is not known.

    Raises:
        ExpectedError: The file as a whole cannot be read.
    """
    if len(content) > vocabulary.LARGEST:
        raise _unreadable(tr("it is larger than {n} MB", n=vocabulary.LARGEST // 1_000_000))
    text, remark = _decoded(content)
    found = _of_json(text, name) if text.lstrip()[:1] in ("{", "[") else _of_text(text, name)
    if remark:
        found = replace(found, remarks=(remark, *found.remarks))
    items = list(found.items)
    if not items:
        raise _unreadable(found.absent or tr("it has no annotations"))
    if len(items) > vocabulary.MOST:
        raise _unreadable(tr("it has more than {n} annotations", n=grouped(vocabulary.MOST)))
    return _notes(items, found)


def _decoded(content: bytes) -> tuple[str, str]:
    """Returns the text, and what is to be said of its letters where they had to be guessed.

    Raises:
        ExpectedError: It is no text.
    """
    marked = letters.by_mark(content[:4096])
    try:
        if marked is None and not letters.is_utf_8((content,)):
            guessed = letters.by_words(content)
            if guessed is not None:
                told = letters.read_as(guessed)
                return content.decode(guessed.name), f"{told[:1].upper()}{told[1:]}."
        return content.decode((marked or letters.UTF_8).name).removeprefix("\ufeff"), ""
    except ValueError as error:
        raise _unreadable(
            tr("it is not text in UTF-8"), hint=tr("Save it as UTF-8 in the program that wrote it.")
        ) from error


def _unreadable(why: str, *, hint: str = "") -> ExpectedError:
    return ExpectedError(
        tr("The file holds no notes that can be read: {why}.", why=why),
        hint=hint or tr("Choose a file of annotations (JSON, CSV, Markdown) or a briefing exported by this program."),
    )


def _of_json(text: str, name: str) -> Found:
    if 4 * text.count("{") + 2 * text.count("[") + text.count(",") > vocabulary.MOST_VALUES:
        raise _unreadable(tr("it has more than {n} values", n=grouped(vocabulary.MOST_VALUES)))
    try:
        value = _value(text)
    except json.JSONDecodeError as error:
        if name.casefold().endswith(markdown.ENDINGS):  # a link in brackets may stand first
            return _of_text(text, name)
        raise _unreadable(tr("it is not JSON (line {n}, column {m})", n=error.lineno, m=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(tr("it is not readable JSON")) from error
    _limit_depth(value)
    try:
        return containers.found_in(value)
    except ValueError as error:
        raise _unreadable(str(error)) from error


def _of_text(text: str, name: str) -> Found:
    found = tables.found_in(text) or markdown.found_in(text, name)
    if found is None:
        raise _unreadable(tr("it is neither JSON, nor a table of notes, nor Markdown with notes"))
    return found


def _value(text: str) -> Any:
    """Returns what a JSON text says; where each line is an object of its own, the list of them."""
    careful = _number if MAY_BE_ENDLESS.search(text) else None  # asking for each number takes its time
    decode = json.JSONDecoder(parse_constant=_no_number, parse_float=careful).decode
    try:
        return decode(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if not error.msg.startswith("Extra data") or not all(line.lstrip().startswith("{") for line in lines):
            raise
        return [decode(line) for line in lines]


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number that is too large")
    return value


def _limit_depth(value: Any) -> None:
    layer = [value]
    for _ in range(DEEPEST):
        layer = [c for v in layer for c in (v.values() if isinstance(v, dict) else v if isinstance(v, list) else ())]
        if not layer:
            return
    raise _unreadable(tr("it is nested too deeply"))


def _notes(items: list[Any], found: Found) -> Reading:
    notes: dict[str, Note] = {}
    reasons: dict[str, list[int]] = {}
    places: dict[str, str] = {}
    several = 0
    for number, item in enumerate(items, start=1):
        try:
            if not isinstance(item, dict):
                named = is_iri(item) and ":" in item
                raise ValueError(
                    tr("it is kept elsewhere; only its address is in the file") if named else tr("it is not an object")
                )
            taken = found.convert(item)
            note = annotation_to_note.from_annotation(taken)
            if notes.setdefault(note.note_id, note) != note:
                raise ValueError(tr("its id is already in the file"))
        except ValueError as error:
            reasons.setdefault(str(error), []).append(number)
            continue
        except (TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
            log.debug("annotation %s has an unknown form: %r", number, error)
            reasons.setdefault(tr("its form is not known"), []).append(number)
            continue
        places.update(_names(taken, note))
        several += bool(annotation_to_note.further_targets(taken))
    remarks = list(found.remarks)
    if several:
        remarks.append(
            trn(
                "{n} note is about several things; it is attached to the first and keeps the others.",
                "{n} notes are about several things; each is attached to the first and keeps the others.",
                several,
            )
        )
    answered = tuple(_in_thread(notes, places))
    return Reading(answered, (*found.refused, *_told(reasons, len(items))), tuple(remarks))


def _names(item: Mapping[str, Any], note: Note) -> Iterator[tuple[str, str]]:
    """The names under which another annotation of the file may answer this one."""
    for one in listed(item.get("id")):
        yield str(one), note.note_id


def _in_thread(notes: Mapping[str, Note], places: Mapping[str, str]) -> Iterable[Note]:
    """An annotation whose target is another of the same file answers it and stands where the other stands."""
    for note in notes.values():
        standing, seen = note, {note.note_id}
        while len(seen) < LONGEST_THREAD and (above := _answered(standing, places)) and above not in seen:
            seen.add(above)
            standing = notes[above]
        if standing is note:
            yield note
            continue
        answered = places[note.target.id]
        place = standing.seen if note.seen == Seen() else note.seen
        yield replace(note, target=standing.target, reply_to=note.reply_to or answered, seen=place)


def _answered(note: Note, places: Mapping[str, str]) -> str:
    return places.get(note.target.id, "") if note.target.noun == "web" else ""


def _told(reasons: Mapping[str, list[int]], total: int) -> Iterator[str]:
    """One sentence for each reason: how many, which, why."""
    for why, numbers in reasons.items():
        if len(numbers) == 1:
            yield tr("Annotation {n} was left out: {why}.", n=numbers[0], why=why)
            continue
        named = ", ".join(str(n) for n in numbers[:NAMED]) + (", …" if len(numbers) > NAMED else "")
        yield trn(
            "{count} of {n} annotation was left out ({named}): {why}.",
            "{count} of {n} annotations were left out ({named}): {why}.",
            total,
            count=grouped(len(numbers)),
            named=named,
            why=why,
        )
