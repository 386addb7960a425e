"""What changed between two data packages: entries added, taken out, and changed field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from briefing_app.domain.editions import Difference, value_text
from briefing_app.domain.model import RECORDS, Record
from briefing_app.domain.tables import Dataset


def compare(old: Dataset, new: Dataset) -> tuple[Difference, ...]:
    """Returns what changed, in the order of the tables; rows that only moved did not change."""
    found: list[Difference] = []
    for kind in RECORDS:
        before, after = old.tables.get(kind.TABLE), new.tables.get(kind.TABLE)
        was: Mapping[str, Any] = before.by_id if before else {}
        now: Mapping[str, Any] = after.by_id if after else {}
        for ident, record in was.items():
            if ident not in now:
                found.append(Difference(ref=record.ref, kind="removed"))
            elif changes := changed_fields(record, now[ident]):
                found.append(Difference(ref=record.ref, kind="changed", changes=changes))
        found += [Difference(ref=record.ref, kind="added") for ident, record in now.items() if ident not in was]
    return tuple(found)


def changed_fields(old: Record, new: Record) -> dict[str, tuple[str, str]]:
    """Returns the fields of one entry that differ, then and now, as text."""
    pairs = {
        field.name: (value_text(getattr(old, field.name)), value_text(getattr(new, field.name)))
        for field in fields(old)  # type: ignore[arg-type]  # every Record is a dataclass
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
