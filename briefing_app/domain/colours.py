"""Every colour of the program, by theme and tone: the one truth for window, paper and exported pictures.

Tones have the same names in all themes. Contrast with every ground that lies under them: words at least 4.5:1, marks
and the edges of fields at least 3:1. Any two series tones stand apart by a CIEDE2000 distance of at least 15, to full
sight and to protan, deutan and tritan. ``tests/domain/test_colours.py`` measures both. A tone is never the only cue.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

ThemeName = Literal["light", "dark", "contrast", "contrast-dark", "print"]
Tones = Mapping[str, str]

_LIGHT = {
    "ink": "#1B1F24",
    "paper": "#FFFFFF",
    "ground": "#F6F5F2",
    "pane": "#FBFAF8",
    "muted": "#5A6470",
    "later": "#838A92",
    "rule": "#DAD7D0",
    "edge": "#7F868E",
    "grid": "#E4E1DB",
    "link": "#0B6FA4",
    "focus": "#0B6FA4",
    "select": "#E3EEF5",
    "A": "#0B6FA4",
    "B": "#C2410C",
    "C": "#00694F",
    "D": "#9B2C77",
    "E": "#735400",
    "both": "#412A6F",
    "none": "#5A6470",
    "good": "#1F6F43",
    "warn": "#8F4A00",
    "bad": "#9F1239",
    "note": "#96690A",
    "note-ground": "#FFFAE6",
    "s1": "#0072B2",
    "s2": "#CB5606",
    "s3": "#045A38",
    "s4": "#8E486C",
    "s5": "#8F7C62",
    "s6": "#002BAF",
    "water": "#E8F0F4",
    "land": "#F7F5F0",
    "land-edge": "#B9B4A8",
    "river": "#B5CFDC",
    "inverse": "#FFFFFF",
    "banner": "#1B1F24",
}

_DARK = {
    "ink": "#ECEAE5",
    "paper": "#16191D",
    "ground": "#1E2227",
    "pane": "#1A1E22",
    "muted": "#A3ABB5",
    "later": "#777E86",
    "rule": "#373D45",
    "edge": "#7B828B",
    "grid": "#2C3138",
    "link": "#6BB6E3",
    "focus": "#6BB6E3",
    "select": "#21384A",
    "A": "#5AAFE0",
    "B": "#F08A5D",
    "C": "#3FBF96",
    "D": "#DE8FBC",
    "E": "#D9B24C",
    "both": "#C3D3DF",
    "none": "#A3ABB5",
    "good": "#6CC596",
    "warn": "#E5A257",
    "bad": "#F3849B",
    "note": "#E3B341",
    "note-ground": "#2B2717",
    "s1": "#56A8DC",
    "s2": "#F07D29",
    "s3": "#338963",
    "s4": "#BD919F",
    "s5": "#FFD880",
    "s6": "#B0E3FF",
    "water": "#1B252C",
    "land": "#22262B",
    "land-edge": "#565E68",
    "river": "#34505F",
    "inverse": "#16191D",
    "banner": "#000000",
}

_CONTRAST = _LIGHT | {
    "ink": "#000000",
    "ground": "#FFFFFF",
    "pane": "#FFFFFF",
    "muted": "#2B2B2B",
    "later": "#6D6D6D",
    "rule": "#000000",
    "edge": "#000000",
    "grid": "#8A8A8A",
    "link": "#003E8A",
    "focus": "#D00000",
    "select": "#FFF3A8",
    "A": "#00467A",
    "B": "#8A2A00",
    "C": "#00503B",
    "D": "#7A1F57",
    "E": "#5E4400",
    "both": "#7135E9",
    "none": "#2B2B2B",
    "good": "#00522B",
    "warn": "#6B3500",
    "bad": "#7A0026",
    "note": "#6B4B00",
    "note-ground": "#FFFFFF",
    "s1": "#0042B6",
    "s2": "#871C00",
    "s3": "#077960",
    "s4": "#522436",
    "s5": "#8E7127",
    "s6": "#001B5E",
    "land-edge": "#000000",
    "water": "#FFFFFF",
    "land": "#F2F2F2",
    "banner": "#000000",
}

_CONTRAST_DARK = _DARK | {
    "ink": "#FFFFFF",
    "paper": "#000000",
    "ground": "#000000",
    "pane": "#000000",
    "muted": "#DADADA",
    "later": "#A6A6A6",
    "rule": "#FFFFFF",
    "edge": "#FFFFFF",
    "grid": "#8A8A8A",
    "link": "#8FD3FF",
    "focus": "#E56A00",
    "select": "#24356B",
    "A": "#7CC8FF",
    "B": "#FFA06B",
    "C": "#5CE0B5",
    "D": "#F5B0D8",
    "E": "#F0C95C",
    "both": "#FCE3F2",
    "none": "#DADADA",
    "good": "#83E0AE",
    "warn": "#FFBE78",
    "bad": "#FF9DB1",
    "note": "#FFCB47",
    "note-ground": "#000000",
    "water": "#000000",
    "land": "#1C1C1C",
    "land-edge": "#FFFFFF",
    "river": "#6FA8C4",
    "inverse": "#000000",
}

THEMES: Mapping[ThemeName, Tones] = MappingProxyType(
    {
        "light": MappingProxyType(_LIGHT),
        "dark": MappingProxyType(_DARK),
        "contrast": MappingProxyType(_CONTRAST),
        "contrast-dark": MappingProxyType(_CONTRAST_DARK),
        "print": MappingProxyType(_LIGHT | {"ground": "#FFFFFF", "pane": "#FFFFFF"}),
    }
)


def grey(colour: str) -> str:
    """Returns the grey that is as light as a colour."""
    value = _luminance(colour)
    part = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return "#" + f"{round(part * 255):02X}" * 3


def mixed(colour: str, ground: str, share: float) -> str:
    """Returns the colour that a share of one over another looks like.

    Args:
        colour: A colour such as "#1B1F24".
        ground: What lies under it.
        share: How much of the colour is seen, from 0 to 1.
    """
    pairs = zip(bytes.fromhex(colour[1:7]), bytes.fromhex(ground[1:7]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Returns the contrast ratio of two colours between 1 and 21.

    Args:
        one: A colour such as "#1B1F24".
        other: Another one.

    Source: WCAG 2.2, definitions of relative luminance and contrast ratio.
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


GREYS: Tones = MappingProxyType({name: grey(colour) for name, colour in THEMES["print"].items()})
"""The print theme without colour: what has to be told apart is told by shape, letter and dash."""
