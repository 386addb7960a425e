"""One sheet of an ``.xlsx`` workbook as lines of cells, with limits that hold before the sheet is opened."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from typing import Any

from briefing_app.dataset.grid import Grid, UnreadableError
from briefing_app.dataset.schema import TableSchema
from briefing_app.translation import tr

_LARGEST = 60_000_000
"""Bytes of all parts of a workbook, unpacked."""
_MOST_CELLS = 5_000_000
"""Cells between the first and the last; a sheet takes memory for the empty ones as well."""
_CHUNK = 1 << 20
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')


def is_workbook(content: bytes) -> bool:
    """Tells whether a file is a workbook, whatever its name says."""
    return content.startswith(b"PK\x03\x04")


def workbook_grid(content: bytes, schema: TableSchema, file: str) -> Grid:
    """Returns the sheet that holds a table: the stated one, the one of its name, or the first.

    Raises:
        UnreadableError: It is no workbook, is too large, or has no such sheet.
    """
    _check_size(content, file)
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            name, remark = _sheet(book.sheet_names, schema, file)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except UnreadableError:
        raise
    except Exception as error:  # the library has a dozen kinds, its panics among them
        raise UnreadableError(tr("{file} cannot be read as a workbook; save it as .csv.", file=file)) from error
    remarks = [tr("it is a workbook; its sheet {name} is read", name=repr(name[:60]))] + ([remark] if remark else [])
    lines = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise UnreadableError(tr("{file} is empty.", file=file))
    if not schema.dialect.header_rows:
        return Grid(None, iter(filled), 0, remarks)
    return Grid(filled[0][1], iter(filled[1:]), filled[0][0], remarks)


def _check_size(content: bytes, file: str) -> None:
    """Refuses a workbook that would fill the memory.

    Raises:
        UnreadableError: It would, or it is damaged.
    """
    left = _LARGEST
    width = height = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist()[:2_000]:
                if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
                    raise UnreadableError(tr("{file} is locked or packed in an unusual way.", file=file))
                rest = b""
                with archive.open(info) as part:
                    while chunk := part.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise UnreadableError(tr("{file} is too large a workbook; save it as .csv.", file=file))
                        for letters, row in _PLACE.findall(rest + chunk):
                            width, height = max(width, _number(letters)), max(height, int(row))
                        rest = chunk[-20:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(tr("{file} is a damaged workbook or archive.", file=file)) from error
    if width * height > _MOST_CELLS:
        raise UnreadableError(
            tr("{file} is a workbook with too many cells ({n} × {m}); save it as .csv.", file=file, n=height, m=width)
        )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(names: list[str], schema: TableSchema, file: str) -> tuple[str, str]:
    """Returns the name of the sheet to read, and a remark if it was chosen among several."""
    stated = schema.dialect.sheet
    if isinstance(stated, int):
        if not 1 <= stated <= len(names):
            raise UnreadableError(tr("{file} has no sheet number {n}.", file=file, n=stated))
        return names[stated - 1], ""
    wanted = (stated or schema.name).casefold()
    for name in names:
        if name.casefold() == wanted:
            return name, ""
    if stated or not names:
        raise UnreadableError(tr("{file} has no sheet {name}.", file=file, name=repr(stated)))
    others = tr("it has {n} sheets; the first is taken", n=len(names)) if len(names) > 1 else ""
    return names[0], others


def _text(value: Any) -> str:
    """Returns a cell as the text that a plain CSV file would hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
