"""How a table is laid out as text: the Table Dialect of the Data Package standard, read or refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing_app.translation import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The layout of one table; the defaults are those of the standard.

    Attributes:
        stated: True if the descriptor names the sign between cells.
        header_rows: The lines that hold the headings, counted from 1; empty for a table without headings.
        comment_rows: Lines to pass over, counted from 1.
        null: What stands for a missing value besides the empty cell.
        sheet: Name or number (counted from 1) of the sheet of a workbook; empty for the one that fits.
    """

    delimiter: str = ","
    stated: bool = False
    quote: str = '"'
    double_quote: bool = True
    escape: str = ""
    skip_space: bool = False
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment: str = ""
    comment_rows: frozenset[int] = frozenset()
    null: str = ""
    sheet: str | int = ""


_KNOWN = frozenset([
    "$schema", "name", "title", "description", "type", "csvddfVersion", "caseSensitiveHeader", "lineTerminator",
    "delimiter", "quoteChar", "doubleQuote", "escapeChar", "nullSequence", "skipInitialSpace", "header",
    "headerRows", "headerJoin", "commentRows", "commentChar", "sheetName", "sheetNumber",
])  # fmt: skip


def parse_dialect(found: Mapping[str, Any]) -> Dialect:
    """Reads a dialect.

    Args:
        found: The property "dialect" of a resource.

    Raises:
        ValueError: A property is not supported; the text says which and why.
    """
    for name in found:
        if name not in _KNOWN and not name.startswith("x-"):
            raise ValueError(tr("the property {name} of the dialect is not supported", name=repr(str(name)[:60])))
    delimiter = _sign(found, "delimiter", ",")
    rows = _header_rows(found)
    return Dialect(
        delimiter=delimiter,
        stated="delimiter" in found,
        quote=_sign(found, "quoteChar", '"', may_be_empty=True),
        double_quote=_truth(found, "doubleQuote", default=True),
        escape=_sign(found, "escapeChar", "", may_be_empty=True),
        skip_space=_truth(found, "skipInitialSpace", default=False),
        header_rows=rows,
        header_join=_text(found, "headerJoin", " "),
        comment=_sign(found, "commentChar", "", may_be_empty=True),
        comment_rows=frozenset(_numbers(found, "commentRows")),
        null=_text(found, "nullSequence", ""),
        sheet=_sheet(found),
    )


def _header_rows(found: Mapping[str, Any]) -> tuple[int, ...]:
    if not _truth(found, "header", default=True):
        return ()
    if found.get("headerRows") is None:
        return (1,)
    rows = _numbers(found, "headerRows")
    if len(rows) > 20 or list(rows) != sorted(set(rows)) or any(not 1 <= row <= 1000 for row in rows):
        raise ValueError(tr("the dialect's headerRows must be a few line numbers in order"))
    return rows


def _sheet(found: Mapping[str, Any]) -> str | int:
    if isinstance(number := found.get("sheetNumber"), int) and not isinstance(number, bool):
        return number
    return _text(found, "sheetName", "")


def _sign(found: Mapping[str, Any], name: str, usual: str, *, may_be_empty: bool = False) -> str:
    sign = found.get(name, usual)
    if sign is None or (sign == "" and may_be_empty):
        return ""
    if not isinstance(sign, str) or len(sign) != 1 or sign in "\r\n\x00":
        raise ValueError(
            tr("the dialect's {name} must be one character, not {value}", name=name, value=repr(sign)[:40])
        )
    return sign


def _truth(found: Mapping[str, Any], name: str, *, default: bool) -> bool:
    value = found.get(name, default)
    if not isinstance(value, bool):
        raise ValueError(tr("the dialect's {name} must be true or false", name=name))
    return value


def _text(found: Mapping[str, Any], name: str, usual: str) -> str:
    value = found.get(name, usual)
    if not isinstance(value, str) or len(value) > 200:
        raise ValueError(tr("the dialect's {name} must be a short text", name=name))
    return value


def _numbers(found: Mapping[str, Any], name: str) -> tuple[int, ...]:
    value = found.get(name, ())
    if not isinstance(value, list | tuple) or any(not isinstance(n, int) or isinstance(n, bool) for n in value):
        raise ValueError(tr("the dialect's {name} must be a list of line numbers", name=name))
    return tuple(value)
