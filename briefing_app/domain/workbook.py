"""A table as a workbook: typed cells that no machine's settings turn into something else, and a sheet that explains."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing_app.domain.sheets import Sheet, Value
from briefing_app.translation import tr

if TYPE_CHECKING:
    import pandas as pd

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""
FIRST_MONTH = (1900, 3)
"""Workbooks know no day before 1900 and count one in its February that never was; earlier days are written as words."""
WIDEST, NARROWEST = 60, 8
_NOTHING_IS_GUESSED = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def workbook_bytes(sheet: Sheet, *, name: str, readme: Sequence[str], title: str, made: dt.date) -> bytes:
    """Returns an ``.xlsx`` of two sheets; the same rows give the same bytes.

    Args:
        sheet: The rows.
        name: Name of the sheet that holds them.
        readme: Lines of the sheet README: fields, units, sources, caveats, edition and filter.
        title: Title in the properties of the file.
        made: The day that the file says it was made on.
    """
    import pandas as pd

    out = io.BytesIO()
    options = {"in_memory": True, **_NOTHING_IS_GUESSED}
    with pd.ExcelWriter(
        out,
        engine="xlsxwriter",
        date_format="yyyy-mm-dd",
        datetime_format="yyyy-mm-dd hh:mm:ss",
        engine_kwargs={"options": options},
    ) as writer:
        book: Any = writer.book
        moment = dt.datetime(made.year, made.month, made.day, tzinfo=dt.UTC)
        book.set_properties({"title": _text(title)[:200], "created": moment.replace(tzinfo=None)})
        _write(writer, _frame(sheet), _sheet_name(name), [field.key for field in sheet.fields])
        lines = pd.DataFrame({"README": [_text(line) for line in readme]}, dtype=object)
        _write(writer, lines, "README", ["README"])
        writer.sheets["README"].set_column(0, 0, 100)
    return out.getvalue()


def _frame(sheet: Sheet) -> pd.DataFrame:
    import pandas as pd

    columns = {
        number: pd.Series([_cell(row[number]) for row in sheet.rows], dtype=object)
        for number in range(len(sheet.fields))
    }
    return pd.DataFrame(columns)


def _write(writer: pd.ExcelWriter[Any], frame: pd.DataFrame, name: str, heads: list[str]) -> None:
    frame.to_excel(writer, sheet_name=name, index=False, header=False, startrow=1)
    page = writer.sheets[name]
    strong = writer.book.add_format({"bold": True})
    for number, head in enumerate(heads):
        page.write_string(0, number, head, strong)
        longest = max((len(str(value)) for value in frame.iloc[:200, number] if value is not None), default=0)
        page.set_column(number, number, min(WIDEST, max(NARROWEST, len(head) + 2, longest + 1)))
    page.freeze_panes(1, 0)
    if name != "README":
        page.autofilter(0, 0, max(1, len(frame)), len(heads) - 1)


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        return _text(value) or None
    if isinstance(value, dt.date) and (value.year, value.month) < FIRST_MONTH:
        return value.isoformat()
    return value


def _text(text: str) -> str:
    """Lone halves of characters cannot be written; what is longer than a cell ends in words that say so."""
    text = text.encode("utf-8", "replace").decode()
    cut = tr("… (cut: longer than a cell holds)")
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(cut)] + cut


def _sheet_name(name: str) -> str:
    plain = _FORBIDDEN.sub(" ", name).strip()[:31].strip()
    return plain if plain and plain.casefold() not in ("readme", "history") else tr("rows")
