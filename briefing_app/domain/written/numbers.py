"""Numbers, weights and yes or no as spreadsheets write them, put into the plain form where no second reading exists."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = "\u0020\u00a0\u202f\u2009"
_COMMA = re.compile(r"[+-]?\d{1,15},\d+")
_GROUPED = re.compile(rf"[+-]?\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?:[.,]\d+)?")
_WHOLE_WITH_ZEROS = re.compile(r"([+-]?\d{1,15})[.,]0+")
_YES = frozenset([
    "true", "1", "yes", "истина", "да", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "vero", "sì", "verdadeiro",
    "sim", "prawda", "tak", "doğru", "evet", "ақиқат", "иә",
])  # fmt: skip
_NO = frozenset([
    "false", "0", "no", "ложь", "нет", "falsch", "nein", "faux", "non", "falso", "não", "fałsz", "nie", "yanlış",
    "hayır", "жалған", "жоқ",
])  # fmt: skip


def decimal_comma(cells: Iterable[str]) -> bool:
    """Tells whether a column writes its fractions with a comma, so that it can be read in no other way.

    A point anywhere, or three digits behind every comma, would leave a second reading: thousands.
    """
    sure = False
    for cell in cells:
        if "." in cell:
            return False
        if _COMMA.fullmatch(cell.strip()):
            whole, _comma, part = cell.strip().lstrip("+-").partition(",")
            sure |= len(part) != 3 or len(whole) > 3 or whole == "0"
    return sure


def plain_number(cell: str, *, comma: bool) -> str:
    """Returns a number with a point and without groups; what is not certain comes back unchanged.

    Args:
        cell: What stands there.
        comma: True if the column writes its fractions with a comma.
    """
    text = cell.strip(_SPACES).replace("−", "-")
    if _GROUPED.fullmatch(text) and ("," not in text or comma):
        text = re.sub(rf"[{_SPACES}'’]", "", text)
    return text.replace(",", ".") if comma and _COMMA.fullmatch(text) else text


def plain_whole(cell: str) -> str:
    """Returns a whole number that carries zeros behind its sign, such as 3.0, without them."""
    found = _WHOLE_WITH_ZEROS.fullmatch(cell.strip())
    return found[1] if found else cell


def yes_or_no(cell: str) -> bool | None:
    """Returns what a truth value in the words of a spreadsheet means; None if it is none."""
    word = cell.strip().casefold()
    return True if word in _YES else False if word in _NO else None
