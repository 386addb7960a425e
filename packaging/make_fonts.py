"""Makes the bundled fonts: subsets of Noto, with the list of all characters they can show.

Usage, from the top of the checkout, in the test environment:

    apt-get download fonts-noto-core && dpkg -x fonts-noto-core_*.deb noto
    .venv/bin/python packaging/make_fonts.py noto/usr/share/fonts/truetype/noto

Writes ``resources/fonts/*.ttf`` and ``resources/fonts/coverage.json`` (the union of the characters
of all fonts, as inclusive ranges of code points). The same source fonts give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

# Latin with all its extensions, Greek, Cyrillic with Kazakh, Tajik and the other Turkic letters,
# modifier letters of transliterations, combining marks, punctuation, currency, letterlike signs.
TEXT = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x0259, 0x0259),
    (0x02B0, 0x036F),
    (0x0370, 0x03FF),
    (0x0400, 0x052F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x20BF),
    (0x2100, 0x218F),
    (0x25CC, 0x25CC),
    (0xFB00, 0xFB04),
    (0xFFFC, 0xFFFD),
)
# Dari, Pashto, Arabic, Urdu, Uyghur; the presentation forms are kept for text that arrives in them.
ARABIC = (
    (0x0020, 0x0020),
    (0x0600, 0x06FF),
    (0x0750, 0x077F),
    (0x200B, 0x2011),
    (0x25CC, 0x25CC),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
)
# Arrows, operators, a few technical signs.
MATH = ((0x2190, 0x22FF), (0x2300, 0x230B), (0x25A0, 0x25FF), (0x27C0, 0x27FF))
# Blocks, geometric shapes, miscellaneous signs, check marks and other dingbats.
SYMBOLS = ((0x2580, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x2B00, 0x2B5F))

SUBSETS = {
    "NotoSans-Regular.ttf": TEXT,
    "NotoSans-Bold.ttf": TEXT,
    "NotoSans-Italic.ttf": TEXT,
    "NotoSans-BoldItalic.ttf": TEXT,
    "NotoSansArabic-Regular.ttf": ARABIC,
    "NotoSansArabic-Bold.ttf": ARABIC,
    "NotoSansMath-Regular.ttf": MATH,
    "NotoSansSymbols2-Regular.ttf": SYMBOLS,
}


def subset(source: Path, target: Path, ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Writes the part of a font that shows the given characters.

    Args:
        source: The whole font.
        target: Where the subset goes; replaced if it exists.
        ranges: Inclusive ranges of code points to keep.

    Returns:
        The code points that the subset can show.
    """
    options = Options()
    options.layout_features = ["*"]  # without its substitutions Arabic does not join
    options.name_IDs = ["*"]  # the licence stays inside the file
    options.hinting = False
    options.recalc_timestamp = False
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in ranges for point in range(first, last + 1)])
    subsetter.subset(font)
    covered = frozenset(font.getBestCmap())
    save_font(font, str(target), options)
    return covered


def as_ranges(points: Iterable[int]) -> list[list[int]]:
    """Returns sorted inclusive ranges ``[first, last]`` of code points."""
    ordered = sorted(set(points))
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after != before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after != before + 1), ordered[-1]]
    return [[first, last] for first, last in zip(starts, ends, strict=True)]


def main() -> None:
    """Makes every subset and the coverage file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path, help="folder with the whole Noto fonts (.ttf)")
    source = parser.parse_args().source
    FONTS.mkdir(parents=True, exist_ok=True)
    covered: set[int] = set()
    digests = {}
    for name, ranges in SUBSETS.items():
        covered |= subset(source / name, FONTS / name, ranges)
        content = (FONTS / name).read_bytes()
        digests[name] = hashlib.sha256(content).hexdigest()
        print(f"{name}: {len(content) / 1000:.0f} kB")
    lines = ",\n".join("    " + json.dumps(pair) for pair in as_ranges(covered))
    fonts = json.dumps(digests, indent=2).replace("\n", "\n  ")
    text = f'{{\n  "fonts": {fonts},\n  "ranges": [\n{lines}\n  ]\n}}\n'
    (FONTS / "coverage.json").write_text(text, encoding="utf-8")
    print(f"{len(covered)} characters in coverage.json")


if __name__ == "__main__":
    main()
