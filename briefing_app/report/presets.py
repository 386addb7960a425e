"""Choices of a briefing kept under a name, and the one file in which they are kept and handed on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, get_args

from briefing_app.errors import ExpectedError
from briefing_app.report.options import FORMS, BriefingOptions, Form, Paper, Scheme
from briefing_app.translation import tr

FORMAT = 1
LARGEST = 1_000_000
"""Bytes; a larger file is none of ours."""
MOST, LONGEST = 200, 200
"""Presets in one file, and letters of any text in them."""
_NOTES = ("none", "shown", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Choices under a name; title, date, copy and what is compared with belong to one briefing and are none of them.

    Attributes:
        name: What the person calls it.
        form: How much the document tells.
        sections: Keys of the sections in their order, for one's own choice.
        notes: Which notes are printed: "none", "shown" or "all".
        paper: "a4" or "letter".
        scheme: Whose rules the marking follows.
        marking: The marking.
        prepared_for: Whom it is for.
        prepared_by: Who made it.
        grey: True for a print without colour.
    """

    name: str
    form: Form = "standard"
    sections: tuple[str, ...] = ()
    notes: str = "shown"
    paper: Paper = "a4"
    scheme: Scheme = "free"
    marking: str = ""
    prepared_for: str = ""
    prepared_by: str = ""
    grey: bool = False

    @classmethod
    def of(cls, name: str, options: BriefingOptions) -> Preset:
        """Returns what can be kept of some choices; notes picked one by one are those of one briefing."""
        kept = {f.name: getattr(options, f.name) for f in fields(cls) if f.name not in ("name", "notes")}
        notes = options.notes if options.notes in _NOTES else "shown"
        return cls(name=" ".join(name.split()), notes=notes, **kept)

    def choices(self) -> dict[str, Any]:
        """Returns the choices by the names of ``BriefingOptions``."""
        return {name: value for name, value in asdict(self).items() if name != "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPresets:
    """What a file of presets holds, and in sentences what of it could not be used."""

    presets: tuple[Preset, ...]
    remarks: tuple[str, ...] = ()


def written(presets: Iterable[Preset]) -> bytes:
    """Returns the file that holds presets."""
    rows = [asdict(preset) for preset in presets]
    return (json.dumps({"format": FORMAT, "presets": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def read(text: str, *, known: Iterable[str]) -> ReadPresets:
    """Returns the presets of a file; what a preset names that is gone is left out and told.

    Args:
        text: The file.
        known: Keys of the sections that there are.

    Raises:
        ExpectedError: It is no file of presets, or one of a newer version.
    """
    hint = tr("Choose a file of presets that this program wrote.")
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or not isinstance(found.get("presets"), list):
            raise ValueError
    except (ValueError, RecursionError):
        raise ExpectedError(tr("This is not a file of presets."), hint=hint) from None
    if found.get("format") != FORMAT:
        raise ExpectedError(tr("The presets were written by another version of this program."), hint=hint)
    presets: dict[str, Preset] = {}
    remarks: list[str] = []
    for number, row in enumerate(found["presets"][:MOST], start=1):
        preset = preset_of(row)
        if preset is None:
            remarks.append(tr("Preset {n} could not be read and was left out.", n=number))
            continue
        gone = [key for key in preset.sections if key not in set(known)]
        if gone:
            remarks.append(tr("{name}: the section {keys} no longer exists.", name=preset.name, keys=", ".join(gone)))
            preset = replace(preset, sections=tuple(key for key in preset.sections if key not in gone))
        if preset.form == "own" and not preset.sections:
            remarks.append(tr("{name}: no section is left, so the standard form is used.", name=preset.name))
            preset = replace(preset, form="standard")
        presets[preset.name] = preset
    return ReadPresets(presets=tuple(presets.values()), remarks=tuple(remarks))


def preset_of(row: Any) -> Preset | None:
    """Returns one preset from its plain values; None if a value is not of its kind."""
    if not isinstance(row, Mapping) or not _text(row.get("name")) or not row["name"].strip():
        return None
    values = {f.name: row[f.name] for f in fields(Preset) if f.name in row}
    sections = values.get("sections", [])
    if not isinstance(sections, list) or not all(_text(key) for key in sections):
        return None
    values["sections"] = tuple(dict.fromkeys(sections))
    allowed: Mapping[str, tuple[str, ...]] = {
        "form": FORMS,
        "notes": _NOTES,
        "paper": get_args(Paper),
        "scheme": get_args(Scheme),
    }
    if any(name in values and values[name] not in kinds for name, kinds in allowed.items()):
        return None
    if any(name in values and not _text(values[name]) for name in ("marking", "prepared_for", "prepared_by")):
        return None
    if not isinstance(values.get("grey", False), bool):
        return None
    return Preset(**values)


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and (not value or value.isprintable())
