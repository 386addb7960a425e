"""Reads a table of events from outside in pieces; every row is drawn, or counted with its reason and its line."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from briefing_app.domain.briefing import Briefing
from briefing_app.domain.timeline.event_table import times
from briefing_app.domain.timeline.event_table.columns import ColumnSet
from briefing_app.domain.timeline.event_table.form import COLUMNS, Form, form_of, lines_of, refused
from briefing_app.domain.written import numbers
from briefing_app.errors import ExpectedError
from briefing_app.translation import grouped, tr, trn

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from pandas._typing import ReadCsvBuffer

    Truths = np.ndarray[Any, np.dtype[np.bool_]]

PIECE = 100_000
"""Rows read between two looks at whether the person has cancelled."""
_FEW = ("date", "date_end", "status", "category", "ambition", "significance")
"""Columns in which the same words come again and again."""
_TOLD = 8
"""Lines named for each reason."""
_MORE = "more"
"""The column behind the last heading: what stands there is one cell too many."""


class Cancelled(Exception):
    """The person has stopped the reading."""


def read_events(
    path: Path,
    *,
    briefing: Briefing = Briefing(),  # noqa: B008  # frozen
    progress: Callable[[int], None] = lambda _rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ColumnSet:
    """Reads a table of events of any usual form.

    What was recognised, and which rows are not drawn for which reason, is said in the notes of the set.

    Args:
        path: A text file with headings as in the table of events; only date and title are needed.
        briefing: What names the ambitions; those of the file stand for themselves where it names none.
        progress: Is told how many rows have been read.
        cancelled: Is asked after each piece whether to stop.

    Raises:
        Cancelled: The person has stopped it.
        ExpectedError: The file cannot be read, lacks a heading, or holds no event with a date.
    """
    form = form_of(path)
    table, form = _whole(path, form, progress, cancelled)
    found = _Events(path, form, table)
    events = found.drawn()
    if events.empty:
        why = " ".join((tr("{path} has no event with a date.", path=path), *found.reasons))
        raise ExpectedError(why, hint=tr("Check its column date."))
    notes = (*found.reasons, *form.words(), *found.remarks)
    return ColumnSet(events, briefing=briefing, notes=notes, left_out=found.left_out)


def _whole(
    path: Path, form: Form, progress: Callable[[int], None], cancelled: Callable[[], bool]
) -> tuple[pd.DataFrame, Form]:
    import pandas as pd

    try:
        try:
            return _joined(_pieces(path, form, progress, cancelled)), form
        except pd.errors.ParserError as error:
            if "EOF inside string" not in str(error):
                raise
        form = replace(form, quoted=False)
        return _joined(_pieces(path, form, progress, cancelled)), form
    except (OSError, ValueError, MemoryError, csv.Error) as error:
        raise refused(path, tr("its lines cannot be told apart"), detail=repr(error)) from error


def _pieces(
    path: Path, form: Form, progress: Callable[[int], None], cancelled: Callable[[], bool]
) -> Iterator[pd.DataFrame]:
    import pandas as pd

    names = {place: name for name, place in form.places.items()} | {form.width: _MORE}
    read = 0
    with (
        warnings.catch_warnings(),
        path.open(encoding=form.letters.name, errors="replace", newline="") as file,
        pd.read_csv(
            cast("ReadCsvBuffer[str]", _Widened(file, form)),
            sep=form.delimiter,
            header=None,
            usecols=list(names),
            dtype="str",
            chunksize=PIECE,
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
            quoting=csv.QUOTE_MINIMAL if form.quoted else csv.QUOTE_NONE,
        ) as reader,
    ):
        warnings.simplefilter("ignore", pd.errors.ParserWarning)
        for piece in reader:
            yield _short(piece.iloc[0 if read else 1 :].rename(columns=names))
            read += len(piece)
            progress(read)
            if cancelled():
                raise Cancelled


class _Widened:
    """The rows of a table behind a made-up row one cell wider than the headings, so that such cells are seen."""

    def __init__(self, file: TextIO, form: Form) -> None:
        for _ in range(form.skip):
            file.readline()
        self._file = file
        self._first = form.delimiter * form.width + "\n"

    def read(self, size: int = -1) -> str:
        """Returns the next piece of text."""
        first, self._first = self._first, ""
        return first or self._file.read(size)

    def __iter__(self) -> Iterator[str]:
        return iter(self._file)


def _short(piece: pd.DataFrame) -> pd.DataFrame:
    """Returns a piece in which columns with few different texts hold numbers for them.

    pandas' own way of reading such columns would turn texts such as 007 or 2023.10 into numbers.
    """
    import pandas as pd

    for name in {*_FEW, _MORE} & set(piece.columns):
        codes, texts = piece[name].fillna("").factorize()
        piece[name] = pd.Categorical.from_codes(codes, pd.Index(texts))
    return piece


def _joined(pieces: Iterator[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd
    from pandas.api.types import union_categoricals

    parts = list(pieces)
    if not parts:
        return pd.DataFrame({name: pd.Series([], dtype="str") for name in (*COLUMNS, _MORE)})
    few = [name for name in parts[0].columns if name in _FEW or name == _MORE]
    table = pd.concat([part.drop(columns=few) for part in parts], ignore_index=True)
    for name in few:
        table[name] = union_categoricals([part[name] for part in parts])
    for name in COLUMNS:
        if name not in table:
            table[name] = pd.Categorical.from_codes([0] * len(table), pd.Index([""])) if name in _FEW else ""
    return table


class _Events:
    """The rows of one table: which are drawn, and what there is to say of the others.

    Attributes:
        reasons: A sentence for each reason why rows are not drawn.
        remarks: What was read in a way that the person should know.
        left_out: How many rows are not drawn.
    """

    def __init__(self, path: Path, form: Form, table: pd.DataFrame) -> None:
        self._path, self._form, self._table = path, form, table
        self.reasons: tuple[str, ...] = ()
        self.remarks: tuple[str, ...] = ()
        self.left_out = 0

    def drawn(self) -> pd.DataFrame:
        """Returns the events that can be drawn, with first and last day as numbers."""
        import numpy as np

        table = self._table
        if not len(table):
            return table
        empty = self._is("date", "") & self._is("date_end", "") & (table["title"].to_numpy() == "").astype(bool)
        wide = ~self._is(_MORE, "") & ~self._blank(_MORE)
        when = times.understood(
            [str(text) for text in table["date"].cat.categories],
            [str(text) for text in table["date_end"].cat.categories],
        )
        starts, ends = table["date"].cat.codes.to_numpy(), table["date_end"].cat.codes.to_numpy()
        reason_of = when.reasons[starts]
        reason_of[wide] = when.reason(tr("more cells than headings"))
        reason_of[empty] = -1
        self._tell_reasons(reason_of, when.words)
        keep = np.flatnonzero((reason_of < 0) & ~empty)
        events = table.iloc[keep].drop(columns=["date", "date_end", _MORE])
        events["start"], until = when.first[starts[keep]], when.last_of_end[ends[keep]]
        no_end = until < 0
        until[no_end] = when.last[starts[keep]][no_end]
        early = until < events["start"].to_numpy()
        events["end"] = np.where(early, when.last[starts[keep]], until)
        events["exact"] = when.exact[starts[keep]] & (no_end | when.exact_end[ends[keep]])
        self.remarks = (*when.remarks,)
        self._remark(keep[early], tr("with an end before the start, shown by the start alone"))
        self._remark(keep[when.odd_end[ends[keep]]], tr("with an end that cannot be read, shown by the start alone"))
        self._remark(
            keep[when.solar[starts[keep]]], tr("with a year that may be of the solar calendar, shown as written")
        )
        events["significance"] = self._weights(events["significance"], keep)
        events["event_id"] = self._ids(events["event_id"], keep)
        return events

    def _is(self, column: str, word: str) -> Truths:
        """Returns for each row whether a cell of a column with few words is this one."""
        import pandas as pd

        categories = self._table[column].cat
        found: Truths = categories.codes.to_numpy() == categories.categories.get_indexer(pd.Index([word]))[0]
        return found

    def _blank(self, column: str) -> Truths:
        import numpy as np

        categories = self._table[column].cat
        blank = np.array([not str(word).strip() for word in categories.categories], dtype=bool)
        found: Truths = blank[categories.codes.to_numpy()]
        return found

    def _tell_reasons(self, reason_of: Any, words: Sequence[str]) -> None:
        import numpy as np

        told = []
        for number, why in enumerate(words):
            rows = np.flatnonzero(reason_of == number)
            if len(rows):
                self.left_out += len(rows)
                told.append((len(rows), why, rows[:_TOLD].tolist()))
        lines = lines_of(self._path, self._form, [row for _n, _why, rows in told for row in rows])
        self.reasons = tuple(
            trn(
                "{n} row was left out ({why}): {lines}.",
                "{n} rows were left out ({why}): {lines}.",
                many,
                why=why,
                lines=_lines([lines[row] for row in rows], many),
            )
            for many, why, rows in told
        )

    def _remark(self, rows: Any, words: str) -> None:
        if len(rows):
            first = rows[:_TOLD].tolist()
            lines = lines_of(self._path, self._form, first)
            where = _lines([lines[row] for row in first], len(rows))
            self.remarks += (
                trn("{n} row {words}: {lines}.", "{n} rows {words}: {lines}.", len(rows), words=words, lines=where),
            )

    def _weights(self, column: pd.Series[str], rows: Any) -> Any:
        """Returns the weights 1 to 3; what is none of them costs the weight alone, and is said."""
        import numpy as np

        known = np.array([_weight(str(word)) for word in column.cat.categories], dtype=np.int8)
        found = known[column.cat.codes.to_numpy()]
        if "significance" in self._form.places:
            self._remark(rows[found == 0], tr("without a weight from 1 to 3, shown as background"))
        return np.maximum(found, 1)

    def _ids(self, column: pd.Series[str], rows: Any) -> Any:
        """Returns ids of which each stands once."""
        import numpy as np
        import pandas as pd

        ids = column.astype(object).to_numpy(copy=True)
        none = np.flatnonzero(ids == "")
        for at in none.tolist():
            ids[at] = f"row-{int(rows[at]) + 1}"
        again = np.flatnonzero(pd.Series(ids).duplicated().to_numpy())
        for at in again.tolist():
            ids[at] = f"{ids[at]}~{int(rows[at]) + 1}"
        self._remark(rows[again], tr("with an id that stood before, told apart by a number"))
        return ids


def _weight(word: str) -> int:
    plain = numbers.plain_whole(word)
    return int(plain) if plain in ("1", "2", "3") else 0


def _lines(lines: Sequence[int], many: int) -> str:
    told = ", ".join(grouped(line) for line in lines)
    if many > len(lines):
        return tr("lines {lines} and {n} more", lines=told, n=grouped(many - len(lines)))
    return trn("line {lines}", "lines {lines}", many, lines=told)
