"""In which form a table of events from outside is written: letters, separator, headings."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing_app.domain.written import letters
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

COLUMNS = ("event_id", "date", "date_end", "title", "status", "category", "ambition", "significance")
_NEEDED = ("date", "title")
_SEPARATORS = (",", ";", "\t", "|")
_STATED = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)
_HEAD = 1 << 20
_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a table is written.

    Attributes:
        letters: Its encoding.
        delimiter: The sign between the cells.
        places: The number of each column that is there.
        width: How many headings there are.
        skip: Lines up to and with the headings.
        quoted: False if quotation marks are letters like others.
    """

    letters: letters.Letters
    delimiter: str
    places: dict[str, int]
    width: int
    skip: int
    quoted: bool = True

    def words(self) -> tuple[str, ...]:
        """Returns what was recognised, as far as it is not the usual."""
        found = []
        if self.letters.words:
            found.append(tr("The text is read as {encoding}.", encoding=self.letters.words))
        sign = {";": tr("semicolons"), "\t": tr("tabulators"), "|": tr("upright strokes")}.get(self.delimiter)
        if sign is not None:
            found.append(tr("The cells are separated by {signs}.", signs=sign))
        if not self.quoted:
            found.append(tr("A quotation mark is not closed; all of them are searched for as typed."))
        lacking = [name for name in COLUMNS if name not in self.places and name != "date_end"]
        if lacking:
            found.append(tr("Missing columns: {names}.", names=", ".join(lacking)))
        return tuple(found)


def refused(path: Path, why: str, *, detail: str = "") -> ExpectedError:
    """Returns the refusal of a table, with the next step."""
    return ExpectedError(
        tr("{path} cannot be read as a table of events: {why}.", path=path, why=why),
        hint=tr("It needs headings, including date and title, and a row for each event."),
        detail=detail,
    )


def form_of(path: Path) -> Form:
    """Looks at a table.

    Raises:
        ExpectedError: It is no file, no text, or lacks a heading that is needed.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refused(path, tr("it is not an ordinary file"))
        with path.open("rb") as file:
            head = file.read(_HEAD)
            found = letters.by_mark(head)
            if found is None and b"\x00" in head:
                raise refused(path, tr("it is not text"))
            if found is None:
                plain = letters.is_utf_8(_pieces(head, file))
                found = letters.UTF_8 if plain else letters.by_words(head) or letters.WESTERN
    except (OSError, ValueError) as error:
        raise refused(path, getattr(error, "strerror", None) or tr("it cannot be opened"), detail=repr(error)) from None
    text = head.decode(found.name, "ignore").lstrip("\ufeff")
    if not text.strip():
        raise refused(path, tr("it is empty"))
    return _headings(path, text, found, whole=len(head) < _HEAD)


def _pieces(head: bytes, file: io.BufferedReader) -> Iterator[bytes]:
    yield head
    while chunk := file.read(_CHUNK):
        yield chunk


def _headings(path: Path, text: str, found: letters.Letters, *, whole: bool) -> Form:
    lines = io.StringIO(text, newline=None)
    skip, stated, first = 0, "", ""
    for line in lines:
        skip += 1
        sign = _STATED.fullmatch(line.strip("\n"))
        if sign and not stated:
            stated = sign[1]
        elif line.strip(" ,;\t|\n"):
            first = line
            break
    if not whole and not first.endswith("\n"):
        raise refused(path, tr("its first line has no end"))
    delimiter = stated or max(_SEPARATORS, key=lambda sign: len(set(_names(first, sign)) & set(COLUMNS)))
    names = _names(first, delimiter)
    places = {name: names.index(name) for name in COLUMNS if name in names}
    lacking = [name for name in _NEEDED if name not in places]
    if lacking:
        raise refused(path, tr("it lacks the heading {name}", name=" {} ".format(tr("and")).join(lacking)))
    if twice := [name for name in places if names.count(name) > 1]:
        raise refused(path, tr("the heading {name} is there twice", name=twice[0]))
    return Form(letters=found, delimiter=delimiter, places=places, width=len(names), skip=skip)


def _names(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line.rstrip("\n")], delimiter=delimiter), [])
    except csv.Error:
        cells = line.split(delimiter)
    return [cell.strip(' "\ufeff').casefold().replace(" ", "_") for cell in cells]


def lines_of(path: Path, form: Form, wanted: Sequence[int]) -> dict[int, int]:
    """Returns the lines on which some records begin, as an editor counts them.

    Args:
        path: The table.
        form: How it is written.
        wanted: Numbers of the records, counted from 0 behind the headings.
    """
    if not form.quoted:
        return {number: number + form.skip + 1 for number in wanted}
    left, last = set(wanted), max(wanted, default=-1)
    found: dict[int, int] = {}
    with path.open(encoding=form.letters.name, errors="replace", newline="") as file:
        for _ in range(form.skip):
            next(file, None)
        reader = csv.reader(file, delimiter=form.delimiter)
        line = form.skip + 1
        try:
            for number, _cells in enumerate(reader):
                if number in left:
                    found[number] = line
                line = form.skip + reader.line_num + 1
                if number >= last:
                    break
        except csv.Error:  # a cell too long for the counter: the rest is told by its number alone
            pass
    return {number: found.get(number, number + form.skip + 1) for number in wanted}
