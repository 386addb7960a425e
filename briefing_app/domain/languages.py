"""In which language and direction a piece of text runs, as its script and letters tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

# The language that a script stands for where its letters tell no more; Latin is the language of the text around it.
_USUAL = {
    "LATIN": "", "CYRILLIC": "ru", "ARABIC": "fa-AF", "HEBREW": "he", "GREEK": "el", "ARMENIAN": "hy",
    "GEORGIAN": "ka", "DEVANAGARI": "hi", "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "ORIYA": "or",
    "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "THAI": "th", "LAO": "lo",
    "TIBETAN": "bo", "MYANMAR": "my", "KHMER": "km", "ETHIOPIC": "am", "MONGOLIAN": "mn", "THAANA": "dv",
    "SYRIAC": "syr", "NKO": "nqo", "HANGUL": "ko", "CJK": "zh",
}  # fmt: skip
_RIGHT_TO_LEFT = frozenset({"ARABIC", "HEBREW", "SYRIAC", "THAANA", "NKO"})
# Han characters are written together with these.
_TOGETHER = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "BOPOMOFO": "CJK", "KANGXI": "CJK", "KATAKANA-HIRAGANA": "CJK"}
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
# The order decides where letters fit several: Kazakh before all others, for it is met most.
_CYRILLIC = {
    "kk": _RUSSIAN + "әғқңөұүһі",
    "ky": _RUSSIAN + "ңөү",
    "tg": _RUSSIAN + "ғӣқӯҳҷ",
    "uz": _RUSSIAN + "ўқғҳ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "tt": _RUSSIAN + "әөүҗңһ",
    "mn": _RUSSIAN + "өү",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}
_KYRGYZ = frozenset("ңөү")
# Letters that only one of the languages written with Arabic letters has.
_ARABIC = {
    "ps": "ټډړږښڼۍځڅګې",
    "ur": "ٹڈڑںےہھۂۃ",
    "ug": "ۇۆۈۋەڭې",
    "ckb": "ڕڵێڤۆە",
}
_PERSIAN, _PURELY_ARABIC = frozenset("پچژگکی"), frozenset("ةكيىأإ")
_SOME, _ENOUGH_WORDS = 0.15, 4
_FEW, _MOST = 0.3, 0.75
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text in one language.

    Attributes:
        text: The words with what stands between them.
        lang: Language, as BCP 47 has it; empty if it is that of the text around.
        rtl: True if it runs from right to left.
    """

    text: str
    lang: str = ""
    rtl: bool = False


def pieces(text: str) -> tuple[Piece, ...]:
    """Returns a text parted where script or language change; the pieces in a row are the text.

    What belongs to no script, such as spaces, signs and digits, stays with the letters before it; between letters
    that run from right to left it is theirs, at their edges it belongs to the text around.

    Args:
        text: Anything.
    """
    if text.isascii():
        return (Piece(text),) if text else ()
    runs = [(script, "".join(letters)) for script, letters in _runs(text)]
    parts: dict[str, list[str]] = {}
    for script, part in runs:
        parts.setdefault(script, []).append(part)
    main = {script: _main(script, "".join(all_of_it)) for script, all_of_it in parts.items()}
    found: list[Piece] = []
    for script, part in runs:
        rtl = script in _RIGHT_TO_LEFT
        if script == "CYRILLIC":
            found += _cyrillic_pieces(part, main[script])
        elif script == "ARABIC" and len(parts[script]) > 1:
            found.append(Piece(part, _arabic(part, main[script]), rtl))
        else:
            found.append(Piece(part, main[script], rtl))
    return tuple(_joined(found))


def language_of(text: str) -> str:
    """Returns the language that most letters of a text are in, as BCP 47 has it; empty for Latin letters or none."""
    counted: dict[str, int] = {}
    for piece in pieces(text):
        counted[piece.lang] = counted.get(piece.lang, 0) + sum(map(str.isalpha, piece.text))
    return max(counted, key=lambda lang: counted[lang], default="")


def right_to_left(text: str) -> bool:
    """Tells whether a paragraph runs from right to left: as it begins, unless most of it runs the other way.

    Addresses say nothing about it.
    """
    if text.isascii():
        return False
    letters = [_script(c) in _RIGHT_TO_LEFT for c in _ADDRESS.sub("", text) if c.isalpha()]
    return bool(letters) and sum(letters) > len(letters) * (_FEW if letters[0] else _MOST)


def _runs(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yields letters of one script with what stands between and behind them."""
    scripts = [_script(c) for c in text]
    last = next((script for script in scripts if script), "LATIN")
    for index, script in enumerate(scripts):
        last = scripts[index] = script or last
    _free_edges(text, scripts)
    for script, group in groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0]):
        yield script, [c for _, c in group]


def _free_edges(text: str, scripts: list[str]) -> None:
    """Gives what stands behind letters that run from right to left to the text that follows."""
    following = ""
    for index in range(len(text) - 1, -1, -1):
        if _script(text[index]) or unicodedata.category(text[index])[0] == "M":
            following = scripts[index]
        elif scripts[index] in _RIGHT_TO_LEFT and following != scripts[index]:
            scripts[index] = following or "LATIN"


@lru_cache(maxsize=8192)
def _script(c: str) -> str:
    """Returns the script of a letter or its mark by the letter's name; empty for all that belongs to none."""
    if c.isascii():
        return "LATIN" if c.isalpha() else ""
    if unicodedata.category(c)[0] not in "LM":
        return ""
    words = unicodedata.name(c, "").split()
    if words and words[0] in ("HALFWIDTH", "FULLWIDTH"):
        del words[0]
    name = _TOGETHER.get(words[0], words[0]) if words else ""
    return name if name in _USUAL else ""


def _main(script: str, text: str) -> str:
    """Returns the language that the letters of one script are in."""
    if script == "CYRILLIC":
        return _cyrillic(text)
    if script == "ARABIC":
        return _arabic(text)
    return "ja" if script == "CJK" and _KANA.search(text) else _USUAL[script]


def _arabic(part: str, main: str = "") -> str:
    """Returns the language of Arabic letters: by those that only one language has, else Dari before Arabic.

    Args:
        part: The letters.
        main: The language of all Arabic letters of the text, which a few words without a telling letter are in too.
    """
    words = _WORD.findall(part)
    marked = {lang: sum(any(c in marks for c in word) for word in words) for lang, marks in _ARABIC.items()}
    best = max(marked, key=lambda lang: marked[lang])
    if marked[best] and marked[best] >= _SOME / 2 * len(words):
        return best
    if main and len(words) < _ENOUGH_WORDS:
        return main
    persian, arabic = (sum(c in letters for c in part) for letters in (_PERSIAN, _PURELY_ARABIC))
    return "ar" if arabic > persian else _USUAL["ARABIC"]


def _cyrillic_pieces(part: str, main: str) -> Iterator[Piece]:
    """Yields a text in Cyrillic letters; in Russian words, names with letters of others are told apart."""
    if main != "ru":
        yield Piece(part, main)
        return
    at = 0
    for word in _WORD.finditer(part):
        own = _best_alphabet(_beyond_russian(word[0]))
        if own:
            yield from (Piece(text, lang) for text, lang in ((part[at : word.start()], main), (word[0], own)) if text)
            at = word.end()
    if part[at:]:
        yield Piece(part[at:], main)


def _cyrillic(text: str) -> str:
    words = [word.casefold() for word in _WORD.findall(text)]
    marked = [letters for word in words if (letters := _beyond_russian(word))]
    if not marked or len(marked) < _SOME * len(words):
        return "ru"
    found = _best_alphabet("".join(marked), text.casefold())
    if found == "kk" and len(marked) >= _ENOUGH_WORDS:  # so many Kazakh words would show more of their letters
        used = set().union(*marked)
        if used <= _KYRGYZ:
            return "ky"
        if used == {"і"}:
            return "be" if set("ыэё") & set("".join(words)) else "uk"
    return found or "ru"


def _beyond_russian(word: str) -> str:
    return "".join(c for c in word.casefold() if c not in _RUSSIAN and _script(c) == "CYRILLIC")


def _best_alphabet(letters: str, text: str = "") -> str:
    """Returns the language whose alphabet leaves the fewest of the telling letters out, then the fewest of all."""
    if not letters:
        return ""

    def left_out(lang: str) -> tuple[int, int]:
        alphabet = _CYRILLIC[lang]
        return sum(c not in alphabet for c in letters), sum(c not in alphabet for c in text if _script(c) == "CYRILLIC")

    return min(_CYRILLIC, key=left_out)


def _joined(found: list[Piece]) -> Iterator[Piece]:
    for (lang, rtl), group in groupby(found, key=lambda piece: (piece.lang, piece.rtl)):
        yield Piece("".join(piece.text for piece in group), lang, rtl)
