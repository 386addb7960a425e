"""What records of a package hold, as values that JSON can keep, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from briefing_app.domain.briefing import Ambition, Briefing, Document
from briefing_app.domain.model import PartialDate, Record
from briefing_app.domain.tables import Edition

T = TypeVar("T", Edition, Briefing, Document, Ambition)


def names_of(kind: type[Record]) -> list[str]:
    """Returns the names of the fields of a kind of record, in their order."""
    return [field.name for field in fields(kind)]  # type: ignore[arg-type]  # every Record class is a dataclass


def parts_of(record: Edition | Briefing | Document | Ambition) -> dict[str, Any]:
    """Returns the fields of a record that is no row.

    Raises:
        TypeError: A value is of a kind that is not kept.
    """
    return {field.name: to_plain(getattr(record, field.name)) for field in fields(record)}


def to_plain(value: Any) -> Any:
    """Returns a value as JSON can keep it.

    Raises:
        TypeError: It is of a kind that is not kept.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, PartialDate):
        return {"known": list(value)}
    if type(value) is tuple:
        return [to_plain(part) for part in value]
    if isinstance(value, Document):
        return {"document": parts_of(value)}
    if isinstance(value, Ambition):
        return {"ambition": parts_of(value)}
    if type(value) is dt.date:
        return {"day": value.isoformat()}
    raise TypeError(f"{type(value)} is not kept")


def made_of(kind: type[T], parts: Mapping[str, Any]) -> T:
    """Returns the record that has these parts."""
    return kind(**{name: from_plain(part) for name, part in parts.items()})


def from_plain(kept: Any) -> Any:
    """Returns the value that was kept."""
    if isinstance(kept, list):
        return tuple(map(from_plain, kept))
    if isinstance(kept, dict):
        if "document" in kept:
            return made_of(Document, kept["document"])
        if "ambition" in kept:
            return made_of(Ambition, kept["ambition"])
        return PartialDate(*kept["known"]) if "known" in kept else dt.date.fromisoformat(kept["day"])
    return kept
