"""Makes the bundled fonts: subsets of Noto, with the list of all characters they can show.

Usage, from the top of the checkout, in the test environment:

    apt-get download fonts-noto-core fonts-noto-cjk && for d in fonts-noto-*.deb; do dpkg -x $d noto; done
    npm pack @expo-google-fonts/noto-emoji && tar xzf expo-google-fonts-noto-emoji-*.tgz
    .venv/bin/python packaging/make_fonts.py noto/usr/share/fonts package

Writes ``resources/fonts`` and ``resources/fonts/coverage.json`` (the union of the characters of all
fonts, as inclusive ranges of code points). The same source fonts give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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

# Scripts of the neighbours and of those who may write to an official, each in a font of its own.
COMMON = ((0x0020, 0x0020), (0x200C, 0x200D), (0x25CC, 0x25CC))
SCRIPTS = {
    "Armenian": ((0x0530, 0x058F),),
    "Bengali": ((0x0964, 0x0965), (0x0980, 0x09FF)),
    "Devanagari": ((0x0900, 0x097F), (0x20B9, 0x20B9)),
    "Ethiopic": ((0x1200, 0x139F),),
    "Georgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    "Gujarati": ((0x0A80, 0x0AFF),),
    "Gurmukhi": ((0x0A00, 0x0A7F),),
    "Hebrew": ((0x0590, 0x05FF), (0xFB1D, 0xFB4F)),
    "Kannada": ((0x0C80, 0x0CFF),),
    "Khmer": ((0x1780, 0x17FF),),
    "Lao": ((0x0E80, 0x0EFF),),
    "Malayalam": ((0x0D00, 0x0D7F),),
    "Myanmar": ((0x1000, 0x109F),),
    "Sinhala": ((0x0D80, 0x0DFF),),
    "Tamil": ((0x0B80, 0x0BFF),),
    "Telugu": ((0x0C00, 0x0C7F),),
    "Thaana": ((0x0780, 0x07BF),),
    "Thai": ((0x0E00, 0x0E7F),),
}
# Pictures in one colour; what dingbats and technical signs show is taken from the fonts above.
EMOJI = ((0x203C, 0x203C), (0x2049, 0x2049), (0x231A, 0x23FF), (0x2600, 0x27BF), (0x2B1B, 0x2B55), (0x1F000, 0x1FAFF))
# Kana, their signs and half-width forms; letters of Hangul one by one.
EAST_ASIAN = ((0x3000, 0x30FF), (0x3131, 0x318E), (0x31F0, 0x31FF), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6))
# The characters in common use, as the national standards list them: their encoding and the first bytes of its rows.
STANDARDS = (
    ("gb2312", range(0xB0, 0xD8)),  # simplified characters, first level
    ("big5", range(0xA4, 0xC7)),  # traditional characters, first level
    ("shift_jis", range(0x88, 0x99)),  # Japanese characters, first level
    ("euc_kr", range(0xB0, 0xC9)),  # syllables of Hangul
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One bundled font.

    Attributes:
        source: The whole font.
        points: The code points to keep.
        number: Which font of a collection.
        features: Layout features to keep; without its substitutions Arabic does not join.
    """

    source: Path
    points: frozenset[int]
    number: int = 0
    features: tuple[str, ...] = ("*",)


def within(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Returns the code points of inclusive ranges."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def in_common_use() -> frozenset[int]:
    """Returns the Chinese characters and Korean syllables that the national standards list first."""
    return frozenset(point for codec, rows in STANDARDS for first in rows for point in _row(codec, first))


def _row(codec: str, first: int) -> Iterator[int]:
    for second in range(0x40, 0xFF):
        shown = bytes((first, second)).decode(codec, "ignore")
        if len(shown) == 1 and ord(shown) >= 0x3400:
            yield ord(shown)


def parts(noto: Path, emoji: Path) -> dict[str, Part]:
    """Returns what to make from which source, by file name.

    Args:
        noto: The folder ``usr/share/fonts`` of the Debian packages.
        emoji: The folder of the package with the pictures.
    """
    whole = noto / "truetype" / "noto"
    made = {name: Part(source=whole / name, points=within(ranges)) for name, ranges in SUBSETS.items()}
    for script, ranges in SCRIPTS.items():
        name = f"NotoSans{script}-Regular.ttf"
        made[name] = Part(source=whole / name, points=within((*COMMON, *ranges)))
    made["NotoSansCJKsc-Regular.otf"] = Part(
        source=noto / "opentype" / "noto" / "NotoSansCJK-Regular.ttc",
        points=within(EAST_ASIAN) | in_common_use(),
        number=2,
        features=(),
    )
    made["NotoEmoji-Regular.ttf"] = Part(
        source=emoji / "400Regular" / "NotoEmoji_400Regular.ttf", points=within(EMOJI), features=()
    )
    return made


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


def subset(part: Part, target: Path) -> frozenset[int]:
    """Writes the part of a font that shows the given characters.

    Args:
        part: What to keep of which font.
        target: Where the subset goes; replaced if it exists.

    Returns:
        The code points that the subset can show.
    """
    options = Options()
    options.layout_features = list(part.features)
    options.name_IDs = ["*"]  # the licence stays inside the file
    options.hinting = False
    options.recalc_timestamp = False
    options.font_number = part.number
    if not part.features:
        options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]  # for lines from top to bottom
    font = load_font(str(part.source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(part.points))
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
    parser.add_argument("noto", type=Path, help="folder usr/share/fonts of the Debian packages")
    parser.add_argument("emoji", type=Path, help="folder of the package with the pictures")
    chosen = parser.parse_args()
    FONTS.mkdir(parents=True, exist_ok=True)
    covered: set[int] = set()
    digests = {}
    for name, part in parts(chosen.noto, chosen.emoji).items():
        covered |= subset(part, FONTS / name)
        content = (FONTS / name).read_bytes()
        digests[name] = hashlib.sha256(content).hexdigest()
        print(f"{name}: {len(content) / 1000:.0f} kB")
    for own in sorted(FONTS.glob("BriefingSigns-*.ttf")):  # drawn by make_signs; they show nothing that no other does
        digests[own.name] = hashlib.sha256(own.read_bytes()).hexdigest()
    lines = ",\n".join("    " + json.dumps(pair) for pair in as_ranges(covered))
    fonts = json.dumps(digests, indent=2).replace("\n", "\n  ")
    text = f'{{\n  "fonts": {fonts},\n  "ranges": [\n{lines}\n  ]\n}}\n'
    (FONTS / "coverage.json").write_text(text, encoding="utf-8")
    print(f"{len(covered)} characters in coverage.json")


if __name__ == "__main__":
    main()
