"""Packages of the first schema: columns that have another name now, and words that have a table of their own now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing_app.dataset.rows import Rows
from briefing_app.dataset.schema import TableSchema
from briefing_app.domain.model.base import FORMER_NAMES

RENAMED: Mapping[str, Mapping[str, str]] = {
    table: {before: now for now, before in names.items()} for table, names in FORMER_NAMES.items()
}
"""For each table the names of today by those of before."""
REASONS = "preferred_note"
"""Reasons for preferred figures in one text; they are rows of ``preferences`` now."""


def converted(schema: TableSchema, rows: Rows) -> TableSchema:
    """Gives rows of the first schema the columns of today; rows of today stay as they are.

    Args:
        schema: What the package says of the table.
        rows: Its rows; changed in place.

    Returns:
        The schema with the names of today.
    """
    names = RENAMED.get(schema.name, {})
    old = [column.name for column in schema.columns if column.name in names]
    for row in rows.values:
        for name in old:
            if name in row:
                row[names[name]] = row.pop(name)
        if schema.name == "series" and row.get(REASONS):
            row["note"] = "; ".join(str(part) for part in (row.get("note"), row.pop(REASONS)) if part)
    if not old:
        return schema
    columns = tuple(replace(column, name=names.get(column.name, column.name)) for column in schema.columns)
    return replace(schema, columns=columns)
