"""Measures the bundled fonts: writes how wide every letter is, for placing text where no font is at hand.

Usage, from the top of the checkout, in the test environment:

    .venv/bin/python packaging/make_widths.py

Writes ``resources/fonts/widths.json``: for the regular and the bold weight, runs of neighbouring characters as
``[first code point, [width, width, …]]`` in thousandths of the size, and for letters that join (Arabic, Persian,
Pashto) their widths alone, at the end, at the beginning and in the middle of a word; null where a letter has no
such form. The same fonts give the same bytes.
"""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
# The first font that holds a character shows it, as on the screen and on paper.
WEIGHTS = {
    "regular": (
        "NotoSans-Regular",
        "BriefingSigns-Regular",
        "NotoSansArabic-Regular",
        "NotoSansMath-Regular",
        "NotoSansSymbols2-Regular",
    ),
    "bold": (
        "NotoSans-Bold",
        "BriefingSigns-Bold",
        "NotoSansArabic-Bold",
        "NotoSansMath-Regular",
        "NotoSansSymbols2-Regular",
    ),
}
FORMS = ("fina", "init", "medi")


def joined_forms(font: TTFont) -> dict[str, dict[str, str]]:
    """Returns for each feature of joining which glyph stands for which."""
    table: Any = font["GSUB"].table if "GSUB" in font else None
    found: dict[str, dict[str, str]] = {form: {} for form in FORMS}
    for record in table.FeatureList.FeatureRecord if table else ():
        if record.FeatureTag not in FORMS:
            continue
        for number in record.Feature.LookupListIndex:
            for subtable in table.LookupList.Lookup[number].SubTable:
                inner = getattr(subtable, "ExtSubTable", subtable)
                found[record.FeatureTag] |= getattr(inner, "mapping", {})
    return found


def measured(names: tuple[str, ...]) -> tuple[dict[int, int], dict[int, list[int | None]]]:
    """Returns the widths of one weight: of every character, and of every form of those that join."""
    widths: dict[int, int] = {}
    joining: dict[int, list[int | None]] = {}
    for name in names:
        font: Any = TTFont(FONTS / f"{name}.ttf")
        unit, advance, forms = font["head"].unitsPerEm, font["hmtx"], joined_forms(font)
        for point, glyph in sorted(font.getBestCmap().items()):
            if point in widths:
                continue
            widths[point] = round(advance[glyph][0] * 1000 / unit)
            shapes = [forms[form].get(glyph) for form in FORMS]
            if any(shapes):
                wide = [None if shape is None else round(advance[shape][0] * 1000 / unit) for shape in shapes]
                joining[point] = [widths[point], *wide]
    return widths, joining


def as_runs(widths: dict[int, int]) -> list[list[Any]]:
    """Returns widths as runs of neighbouring code points."""
    points = sorted(widths)
    runs = []
    for _gap, run in groupby(enumerate(points), key=lambda pair: pair[1] - pair[0]):
        mine = [point for _number, point in run]
        runs.append([mine[0], [widths[point] for point in mine]])
    return runs


def table() -> str:
    """Returns the text of the file."""
    parts = []
    for weight, names in WEIGHTS.items():
        widths, joining = measured(names)
        runs = ",\n".join("    " + json.dumps(run, separators=(",", ":")) for run in as_runs(widths))
        forms = json.dumps({f"{point:04X}": wide for point, wide in joining.items()}, separators=(",", ":"))
        parts.append(f'  "{weight}": {{\n   "runs": [\n{runs}\n   ],\n   "joining": {forms}\n  }}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    text = table()
    (FONTS / "widths.json").write_text(text, encoding="utf-8")
    print(f"widths.json: {len(text) / 1000:.0f} kB")
