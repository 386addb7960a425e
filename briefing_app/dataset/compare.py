"""What changed between two data packages: entries added, taken out, and changed field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from briefing_app.domain.model import RECORDS, Record, Ref
from briefing_app.domain.tables import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One entry that changed.

    Attributes:
        ref: The entry.
        kind: "added", "removed" or "changed".
        changes: For a changed entry, each field with its value then and now, as text.
    """

    ref: Ref
    kind: str
    changes: Mapping[str, tuple[str, str]]


def compare(old: Dataset, new: Dataset) -> tuple[Difference, ...]:
    """Returns what changed, in the order of the tables; rows that only moved did not change."""
    found: list[Difference] = []
    for kind in RECORDS:
        before, after = old.tables.get(kind.TABLE), new.tables.get(kind.TABLE)
        was: Mapping[str, Any] = before.by_id if before else {}
        now: Mapping[str, Any] = after.by_id if after else {}
        for ident, record in was.items():
            if ident not in now:
                found.append(Difference(ref=record.ref, kind="removed", changes={}))
            elif now[ident] != record:
                found.append(Difference(ref=record.ref, kind="changed", changes=changed_fields(record, now[ident])))
        found += [
            Difference(ref=record.ref, kind="added", changes={}) for ident, record in now.items() if ident not in was
        ]
    return tuple(found)


def changed_fields(old: Record, new: Record) -> dict[str, tuple[str, str]]:
    """Returns the fields of one entry that differ, then and now, as text."""
    changes = {}
    for field in fields(old):  # type: ignore[arg-type]  # every Record is a dataclass
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            changes[field.name] = (_text(before), _text(after))
    return changes


def _text(value: object) -> str:
    if value is None:
        return ""
    return ";".join(str(v) for v in value) if isinstance(value, tuple) and not hasattr(value, "_fields") else str(value)
