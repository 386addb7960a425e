"""Which briefings were exported, when, where to and with which choices: one small file in the profile."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from briefing_app.report.presets import Preset, preset_of

FORMAT = 1
MOST = 200
"""Exports that are remembered; older ones are forgotten."""
LARGEST = 2_000_000
"""Bytes; a larger file is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One export.

    Attributes:
        path: Where the PDF was put.
        moment: When, UTC in ISO 8601.
        digest: SHA-256 of the PDF.
        pages: How many pages it has.
        notes: How many notes are printed in it.
        title: Its title.
        date: The day that it carries.
        edition: Edition of the data in words.
        fingerprint: Fingerprint of the data.
        filter_words: The filter in words.
        filter: The filter's conditions as plain JSON values, as in a snapshot.
        preset: The choices.
    """

    path: str
    moment: str
    digest: str
    pages: int
    notes: int
    title: str
    date: str
    edition: str
    fingerprint: str
    filter_words: str
    filter: Mapping[str, Any]
    preset: Preset

    @property
    def file(self) -> Path:
        """Where the PDF was put."""
        return Path(self.path)


def written(exports: Iterable[Exported]) -> bytes:
    """Returns the file that holds the history, the newest export first."""
    rows = [asdict(exported) for exported in exports][:MOST]
    return (json.dumps({"format": FORMAT, "exports": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def read(text: str) -> tuple[Exported, ...]:
    """Returns the history that a file holds, the newest first; what is no export is passed over."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("exports"), list):
        return ()
    return tuple(made for row in found["exports"][:MOST] if (made := _exported(row)) is not None)


def _exported(row: Any) -> Exported | None:
    if not isinstance(row, Mapping) or not isinstance(row.get("preset"), Mapping):
        return None
    preset = preset_of(row["preset"])
    kinds: Mapping[str, type] = {"pages": int, "notes": int, "filter": dict}
    names = [field.name for field in fields(Exported) if field.name != "preset"]
    if preset is None or not all(type(row.get(name)) is kinds.get(name, str) for name in names):
        return None
    return Exported(preset=preset, **{name: row[name] for name in names})
