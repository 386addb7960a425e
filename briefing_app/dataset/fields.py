"""One field of the descriptor to one column: its type, how it is written, and its constraints."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from briefing_app.dataset.constraints import Check, closed_list, parse_constraints
from briefing_app.dataset.schema import Column, Convert, RefusedError
from briefing_app.domain.control_signs import visible
from briefing_app.domain.model import PartialDate
from briefing_app.domain.written import days
from briefing_app.translation import tr

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,40}(\.[0-9]{0,40})?|\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?")
_BARE = re.compile(r"^[^0-9]*?(?=[+-]?\.?[0-9])|[^0-9]*$")
_KINDS = frozenset([
    "string", "number", "integer", "boolean", "date", "datetime", "time", "year", "yearmonth", "duration", "list",
    "any", "object", "array", "geopoint", "geojson",
])  # fmt: skip
_FORMATS: Mapping[str, frozenset[str]] = {
    "string": frozenset(("default", "uri", "email", "uuid", "binary")),
    "date": frozenset(("default", "any")),
    "datetime": frozenset(("default", "any")),
}


def parse_field(field: Mapping[str, Any], *, missing: frozenset[str], patterns: bool = True) -> Column:
    """Reads one field of a table schema.

    Args:
        field: What the descriptor says of it.
        missing: What stands in its empty cells, unless the field says otherwise.
        patterns: False to pass over patterns, for a first look.

    Raises:
        RefusedError: A property is not supported; the text names field and property.
    """
    name = field.get("name")
    if not isinstance(name, str) or not name:
        raise RefusedError(tr("a field has no name"))
    limits = field.get("constraints") or {}
    try:
        if not isinstance(limits, Mapping):
            raise ValueError(tr("its constraints are not a list of properties"))
        kind = _kind(field)
        plain = _converter(field, kind)
        checks = parse_constraints(limits, plain, as_items=kind == "list", patterns=patterns)
        if "categories" in field:
            checks.append(_categories(field["categories"], plain))
        return Column(
            name=name,
            kind=kind,
            required=_flag(limits, "required"),
            unique=_flag(limits, "unique"),
            convert=_checked(plain, checks),
            missing=missing_values(field["missingValues"]) if "missingValues" in field else missing,
            truth=(_words(field, "trueValues", "true")[0], _words(field, "falseValues", "false")[0]),
            list_of=_text(field, "x-list-of", ""),
            strict=any(key in field for key in ("decimalChar", "groupChar"))
            or (kind == "date" and field.get("format", "default") not in ("default", "any")),
        )
    except ValueError as error:
        raise RefusedError(tr("the column {name}: {why}", name=repr(name[:60]), why=error)) from None


def missing_values(found: object) -> frozenset[str]:
    """Reads a list of what stands for nothing: texts, or objects with a value.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(found, list):
        raise ValueError(tr("missingValues must be a list of texts"))
    values = [item.get("value") if isinstance(item, Mapping) else item for item in found]
    if not all(isinstance(value, str) for value in values):
        raise ValueError(tr("missingValues must be a list of texts"))
    return frozenset(str(value) for value in values)


def _kind(field: Mapping[str, Any]) -> str:
    kind = field.get("type", "string")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ValueError(tr("the type {kind} is not supported", kind=repr(kind)[:60]))
    if field.get("x-partial-date"):
        return "partial-date"
    form = field.get("format", "default")
    if not isinstance(form, str) or len(form) > 80:
        raise ValueError(tr("the format {form} is not supported", form=repr(form)[:60]))
    if "%" not in form and not form.startswith("fmt:") and form not in _FORMATS.get(kind, frozenset(("default",))):
        raise ValueError(tr("the format {form} is not supported for {kind}", form=repr(form), kind=kind))
    return kind


def _converter(field: Mapping[str, Any], kind: str) -> Convert:
    if kind in ("integer", "number"):
        return _number_converter(field, whole=kind == "integer")
    if kind == "boolean":
        return _boolean(
            _words(field, "trueValues", "true", "True", "TRUE", "1"),
            _words(field, "falseValues", "false", "False", "FALSE", "0"),
        )
    if kind in ("date", "datetime"):
        return _day_converter(str(field.get("format", "default")), with_hour=kind == "datetime")
    if kind == "list":
        return _list(_text(field, "delimiter", ",") or ",", field.get("itemType", "string"))
    if kind == "string":
        return _STRINGS.get(str(field.get("format", "default")), _plain_text)
    return {"partial-date": _partial_date, "year": _year, "yearmonth": _year_month}.get(kind, _plain_text)


def _flag(limits: Mapping[str, Any], name: str) -> bool:
    value = limits.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(tr("the constraint {name} must be true or false", name=repr(name)))
    return value


def _text(field: Mapping[str, Any], name: str, usual: str) -> str:
    value = field.get(name, usual)
    if not isinstance(value, str) or len(value) > 200:
        raise ValueError(tr("{name} must be a short text", name=name))
    return value


def _words(field: Mapping[str, Any], name: str, *usual: str) -> tuple[str, ...]:
    found = field.get(name)
    if found is None:
        return usual
    if not isinstance(found, list) or not found or not all(isinstance(word, str) for word in found):
        raise ValueError(tr("{name} must be a list of texts", name=name))
    return tuple(found)


def _categories(found: object, convert: Convert) -> Check:
    if not isinstance(found, list):
        raise ValueError(tr("categories must be a list"))
    return closed_list([item.get("value") if isinstance(item, Mapping) else item for item in found], convert)


def _checked(convert: Convert, checks: list[Check]) -> Convert:
    if not checks:
        return convert

    def run(cell: str) -> Any:
        value = convert(cell)
        for check in checks:
            check(cell, value)
        return value

    return run


# Text


def _plain_text(cell: str) -> str:
    if "\x00" in cell:
        raise ValueError(tr("text without NUL characters"))
    return visible(cell)


def _uri(cell: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", cell):
        raise ValueError(tr("an address with its scheme, such as https://"))
    return cell


def _email(cell: str) -> str:
    before, at, behind = cell.rpartition("@")
    if not (before and at and behind) or any(c.isspace() for c in cell):
        raise ValueError(tr("an e-mail address"))
    return cell


def _uuid(cell: str) -> str:
    import uuid

    try:
        uuid.UUID(cell)
    except ValueError:
        raise ValueError(tr("a UUID")) from None
    return cell


def _binary(cell: str) -> str:
    import base64

    try:
        base64.b64decode(cell, validate=True)
    except ValueError:
        raise ValueError(tr("bytes in base64")) from None
    return cell


_STRINGS: Mapping[str, Convert] = {"uri": _uri, "email": _email, "uuid": _uuid, "binary": _binary}


# Numbers and truth


def _number_converter(field: Mapping[str, Any], *, whole: bool) -> Convert:
    point, group = _text(field, "decimalChar", "."), _text(field, "groupChar", "")
    bare = field.get("bareNumber", True)
    if len(point) != 1 or point.isdigit():
        raise ValueError(tr("decimalChar must be one sign, not {value}", value=repr(point)))
    if any(c.isdigit() for c in group) or (group and group == point):
        raise ValueError(tr("groupChar cannot be {value}", value=repr(group)))
    if not isinstance(bare, bool):
        raise ValueError(tr("bareNumber must be true or false"))
    read = _integer if whole else _number(point)
    if point == "." and not group and bare:
        return read

    def run(cell: str) -> Any:
        text = cell if bare else _BARE.sub("", cell)
        if point != "." and "." in text and group != ".":
            raise ValueError(tr("a number with the decimal sign {sign}", sign=repr(point)))
        if group:
            text = text.replace(group, "")
            text = text.replace("\u00a0", "").replace("\u202f", "") if group == " " else text
        return read(text.replace(point, ".") if point != "." else text)

    return run


def _integer(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise ValueError(tr("a whole number"))
    return int(cell)


def _number(point: str) -> Callable[[str], float]:
    expected = (
        tr("a number with a decimal point") if point == "." else tr("a number with the decimal sign {sign}", sign=point)
    )

    def run(cell: str) -> float:
        if not _NUMBER.fullmatch(cell) or not math.isfinite(value := float(cell)):
            raise ValueError(expected)
        return value

    return run


def _boolean(true: tuple[str, ...], false: tuple[str, ...]) -> Convert:
    yes, no = frozenset(true), frozenset(false)

    def run(cell: str) -> bool:
        if cell in yes:
            return True
        if cell in no:
            return False
        raise ValueError(tr("true or false"))

    return run


# Days


def _date(cell: str) -> dt.date:
    try:
        if len(cell) != 10:
            raise ValueError
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise ValueError(tr("a day as YYYY-MM-DD")) from None


def _moment(cell: str) -> dt.date:
    try:
        if "T" not in cell and " " not in cell:
            raise ValueError
        return dt.datetime.fromisoformat(cell).date()
    except ValueError:
        raise ValueError(tr("a moment as YYYY-MM-DDThh:mm:ss")) from None


def _any_day(cell: str) -> dt.date:
    try:
        found = days.read_day(cell)
    except days.UnreadableError as error:
        raise ValueError(tr("a day ({why})", why=error)) from None
    if found.precision != "day":
        raise ValueError(tr("a day"))
    return found.first()


def _day_converter(form: str, *, with_hour: bool) -> Convert:
    if form == "any":
        return _any_day
    if form == "default":
        return _moment if with_hour else _date
    return _by_pattern(form.removeprefix("fmt:"))


_PARTS = {
    "d": r"(?P<d>\d{1,2})", "m": r"(?P<m>\d{1,2})", "Y": r"(?P<Y>\d{4})", "B": r"(?P<B>[^\W\d_]+)",
    "b": r"(?P<b>[^\W\d_]+)\.?", "H": r"\d{1,2}", "M": r"\d{1,2}", "S": r"\d{1,2}(?:\.\d+)?", "%": "%",
}  # fmt: skip


def _by_pattern(form: str) -> Convert:
    """Reads days in a form of the standard's own signs; names of months are those every language here knows."""
    expression = ""
    for part in re.findall(r"%.|[^%]+|%", form):
        if part.startswith("%") and part[1:] not in _PARTS:
            raise ValueError(tr("the sign {sign} in the date format {form} is not supported", sign=part, form=form))
        expression += _PARTS[part[1:]] if part.startswith("%") else re.escape(part)
    try:
        compiled = re.compile(expression)
    except re.error:
        raise ValueError(tr("the date format {form} is not supported", form=repr(form))) from None
    if not {"Y"} <= set(compiled.groupindex) or not {"d"} <= set(compiled.groupindex):
        raise ValueError(tr("the date format {form} names no day and year", form=repr(form)))

    def run(cell: str) -> dt.date:
        found = compiled.fullmatch(cell)
        try:
            if found is None:
                raise ValueError
            parts = found.groupdict()
            month = parts.get("m") or parts.get("B") or parts.get("b")
            if month is None:
                raise ValueError
            if month.isdecimal():
                return dt.date(int(parts["Y"]), int(month), int(parts["d"]))
            return days.read_day(f"{parts['d']} {month} {parts['Y']}").first()
        except ValueError:
            raise ValueError(tr("a day as {form}", form=form)) from None

    return run


def _partial_date(cell: str) -> PartialDate:
    try:
        return PartialDate.parse(cell)
    except ValueError:
        raise ValueError(tr("a date as YYYY, YYYY-MM or YYYY-MM-DD")) from None


def _year(cell: str) -> PartialDate:
    if not re.fullmatch(r"[0-9]{4}", cell) or cell == "0000":
        raise ValueError(tr("a year"))
    return PartialDate(int(cell))


def _year_month(cell: str) -> PartialDate:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", cell):
        raise ValueError(tr("a month as YYYY-MM"))
    return _partial_date(cell)


def _list(delimiter: str, items: object) -> Convert:
    if items != "string":
        raise ValueError(tr("a list of {kind} is not supported", kind=repr(items)[:40]))

    def run(cell: str) -> tuple[str, ...]:
        found = tuple(visible(part.strip()) for part in cell.split(delimiter))
        if not all(found):
            raise ValueError(tr("a list without empty items, separated by {sign}", sign=delimiter))
        return found

    return run
