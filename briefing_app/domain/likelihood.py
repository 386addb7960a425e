"""Likelihood words with their range, in one of two scales, always apart from confidence.

Sources: PHIA probability yardstick (United Kingdom) and Intelligence Community Directive 203 (United States);
their bands are read from the table ``scales`` of the data package. That a word is understood better when its range
stands in the sentence: Budescu et al. 2014, Wintle et al. 2019.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing_app.domain.model import Ref
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import plain_word
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trl

if TYPE_CHECKING:
    from briefing_app.domain.model import Judgement

ScaleKey = Literal["PHIA", "ICD203"]
SCALE_KEYS: tuple[ScaleKey, ...] = ("PHIA", "ICD203")
_TABLE_NAMES = {"PHIA": "likelihood-phia", "ICD203": "likelihood-icd203"}
_NAMES = {
    "PHIA": trl("PHIA probability yardstick (United Kingdom)"),
    "ICD203": trl("ICD 203 (United States)"),
}
_SHORT_NAMES = {"PHIA": "PHIA", "ICD203": "ICD 203"}
# Terms that are things ("there is a remote chance") with their article; the others are adjectives ("it is likely").
_THINGS = {
    "remote chance": "a ",
    "realistic possibility": "a ",
    "almost no chance": "",
    "roughly even chance": "a ",
}


def scale_name(value: str) -> str:
    """Returns what a scale of the data is called: those of likelihood by their full name, others as the data say.

    Args:
        value: The scale as the data write it, such as "likelihood-phia" or "verdict".
    """
    key = next((key for key, written in _TABLE_NAMES.items() if written == value), None)
    return plain_word(value) if key is None else tr(_NAMES[key])


class Band(NamedTuple):
    """One word of a scale with its range in per cent, both ends included unless ``open_above``."""

    ref: Ref
    term: str
    low: int
    high: int
    definition: str = ""
    open_above: bool = False

    def holds(self, percent: float) -> bool:
        """Tells whether a number lies in the band."""
        return self.low <= percent and (percent < self.high if self.open_above else percent <= self.high)


class LikelihoodScale(NamedTuple):
    """One scale.

    Attributes:
        key: "PHIA" or "ICD203", as in the preferences.
        name: Its full name, shown wherever its words are.
        short_name: Its short name.
        bands: From the least to the most likely.
    """

    key: ScaleKey
    name: str
    short_name: str
    bands: tuple[Band, ...]


class Likelihood(NamedTuple):
    """A likelihood as stored (the range) and as worded (the term of the scale in use).

    Attributes:
        term: Word of the scale; empty if the middle of the range falls into a gap between two bands.
        low: Lower end in per cent.
        high: Upper end in per cent.
        scale: Short name of the scale.
        ref: The scale word, or None in a gap.
    """

    term: str
    low: int
    high: int
    scale: str
    ref: Ref | None = None

    @property
    def range(self) -> str:
        """The range in words, such as "80–90 %"."""
        return f"{self.low} %" if self.low == self.high else f"{self.low}–{self.high} %"

    def __str__(self) -> str:
        return f"{self.term or tr('no term of this scale')} ({self.range})"


class Piece(NamedTuple):
    """A run of text; likelihood words with their range are strong."""

    text: str
    strong: bool = False


def scale(dataset: Dataset, key: str) -> LikelihoodScale:
    """Returns a likelihood scale as the data package defines it.

    Args:
        dataset: The data.
        key: "PHIA" or "ICD203"; anything else means PHIA.
    """
    chosen: ScaleKey = "ICD203" if key == "ICD203" else "PHIA"
    if not any(term.scale == _TABLE_NAMES[chosen] for term in dataset.scales):
        # The package does not define this scale: it is told in the one in which it was written.
        chosen = "ICD203" if dataset.briefing.likelihood == "ICD203" else "PHIA"
    rows = sorted((s for s in dataset.scales if s.scale == _TABLE_NAMES[chosen]), key=lambda s: s.position)
    bands = tuple(
        Band(
            ref=row.ref,
            term=row.term,
            low=row.low,
            high=row.high,
            definition=row.definition,
            # The British yardstick lets its fourth band end "just under" 50.
            open_above="just under" in row.definition,
        )
        for row in rows
        if row.low is not None and row.high is not None
    )
    return LikelihoodScale(key=chosen, name=tr(_NAMES[chosen]), short_name=_SHORT_NAMES[chosen], bands=bands)


def term_for(used: LikelihoodScale, low: float, high: float | None = None) -> Band | None:
    """Returns the band for a number or a range, or None if it falls into a gap of the scale.

    A range takes the band that holds its middle. A number on an edge that two bands share takes the upper one.

    Args:
        used: The scale.
        low: A number, or the lower end of a range, in per cent.
        high: The upper end of the range.

    Raises:
        ValueError: The range is reversed or leaves 0 to 100.
    """
    top = low if high is None else high
    if not 0 <= low <= top <= 100:
        raise ValueError(f"not a range in per cent: {low} to {top}")
    middle = (low + top) / 2
    return next((band for band in reversed(used.bands) if band.holds(middle)), None)


def likelihood_of(judgement: Judgement, used: LikelihoodScale) -> Likelihood | None:
    """Returns the likelihood of a judgement in a scale, or None if it states none. The range stays as stored."""
    if judgement.low is None or judgement.high is None:
        return None
    band = term_for(used, judgement.low, judgement.high)
    return Likelihood(
        term=band.term if band else "",
        low=judgement.low,
        high=judgement.high,
        scale=used.short_name,
        ref=band.ref if band else None,
    )


_STATED = r"(?P<lead>[Tt]here is (?:an? )?|[Ii]t is )?(?P<term>{terms})\s*\((?P<low>\d+)\s*[-–]\s*(?P<high>\d+)\s*%\)"


def sentence_with_range(statement: str, *, dataset: Dataset, key: str) -> tuple[Piece, ...]:
    """Returns a statement in pieces, each likelihood word with its range strong and in the words of a scale.

    Args:
        statement: Words such as "It is unlikely (25-35%) that …".
        dataset: The data, for the terms of both scales.
        key: The scale to speak in, "PHIA" or "ICD203".

    Raises:
        ExpectedError: A sentence joins likelihood and confidence.
    """
    require_apart(statement, dataset=dataset)
    used = scale(dataset, key)
    pattern = re.compile(_STATED.format(terms="|".join(_alternatives(dataset))))
    pieces: list[Piece] = []
    done = 0
    for match in pattern.finditer(statement):
        lead, words = _worded(match, used)
        before = statement[done : match.start()] + lead
        if before:
            pieces.append(Piece(before))
        pieces.append(Piece(words, strong=True))
        done = match.end()
    if done < len(statement):
        pieces.append(Piece(statement[done:]))
    return tuple(pieces)


def without_likelihood(statement: str, *, dataset: Dataset) -> str:
    """Returns a statement without its degree of likelihood, so that the question can be asked before it is answered.

    Args:
        statement: Words such as "It is unlikely (25-35%) that …".
        dataset: The data, for the terms of both scales.
    """
    pattern = re.compile(_STATED.format(terms="|".join(_alternatives(dataset))) + r"(?: (?P<that>that))? ?")
    said = pattern.sub("", statement).strip()
    return said[:1].upper() + said[1:]


def _worded(match: re.Match[str], used: LikelihoodScale) -> tuple[str, str]:
    """Returns the words before the term and the term with its range, both in the scale used."""
    lead, own = match["lead"] or "", match["term"]
    low, high = int(match["low"]), int(match["high"])
    try:
        band = term_for(used, low, high)
    except ValueError:
        band = None
    spread = f"({low}–{high} %)"
    if band is None:
        return lead, f"{own} {spread}"
    if not lead:
        # In the middle of a sentence a thing cannot stand for an adjective, nor the reverse.
        fits = (band.term in _THINGS) == (own in _THINGS)
        return "", f"{band.term if fits else own} {spread}"
    start = lead[0]
    if band.term in _THINGS:
        return f"{'T' if start.isupper() else 't'}here is {_THINGS[band.term]}", f"{band.term} {spread}"
    return f"{'I' if start.isupper() else 'i'}t is ", f"{band.term} {spread}"


def _alternatives(dataset: Dataset) -> list[str]:
    """Returns all terms of both scales as patterns, the longest first, so that "highly likely" beats "likely"."""
    terms = {row.term for row in dataset.scales if row.scale in _TABLE_NAMES.values()}
    return [rf"\b{re.escape(term)}\b" for term in sorted(terms, key=lambda t: (-len(t), t))] or [r"(?!)"]


def joins(sentence: str, *, dataset: Dataset) -> bool:
    """Tells whether a sentence states a degree of likelihood and a level of confidence at once."""
    level = re.search(
        r"\b(high|moderate|low)\s+(?:\w+\s+)?confidence\b|\bconfidence\b[^.]*\b(high|moderate|low)\b|\bconfident\b",
        sentence,
        re.IGNORECASE,
    )
    if level is None:
        return False
    return re.search("|".join(_alternatives(dataset)), sentence, re.IGNORECASE) is not None


def require_apart(text: str, *, dataset: Dataset) -> None:
    """Refuses a text in which one sentence joins likelihood and confidence (ICD 203, analytic standards).

    Raises:
        ExpectedError: A sentence does so.
    """
    for sentence in re.split(r"(?<=[.!?;])\s+", text):
        if joins(sentence, dataset=dataset):
            raise ExpectedError(
                tr("Likelihood and confidence stand in one sentence: “{sentence}”", sentence=sentence),
                hint=tr("Say how likely it is in one sentence and how sure you are of the basis in another."),
            )


def confidence_sentence(judgement: Judgement) -> str:
    """Returns the confidence of a judgement as a sentence of its own with its reason; empty if it states none."""
    words = confidence_level(judgement)
    if not words or not judgement.confidence_reason:
        return words
    reason = judgement.confidence_reason
    return f"{words} {reason if reason.endswith('.') else reason + '.'}"


def confidence_level(judgement: Judgement) -> str:
    """Returns the level of confidence as a sentence of its own, without the reason; empty if none is stated."""
    return tr("Confidence is {level}.", level=tr(judgement.confidence)) if judgement.confidence else ""


def plain(pieces: tuple[Piece, ...]) -> str:
    """Returns the pieces as one text, for speech and tables."""
    return "".join(piece.text for piece in pieces)
