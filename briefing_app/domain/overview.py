"""Page one as data: the headline, the judgements, what decides them, what is due, what is new."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from briefing_app.domain import likelihood
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.likelihood import Piece
from briefing_app.domain.model import PartialDate, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import Sign, date_words, day_words, sign_of, since_month_words
from briefing_app.translation import tr, trn

if TYPE_CHECKING:
    from briefing_app.domain.model import Judgement


def since_words(briefing: Briefing) -> str:
    """Returns what stands behind "since": the month of the starting document, such as "January 2024"."""
    day = briefing.document.day
    return since_month_words(day.year, day.month) if day is not None else tr("the starting document")


def begun_words(briefing: Briefing) -> str:
    """Returns the month of the starting document by itself, such as "January 2024"."""
    day = briefing.document.day
    return date_words(PartialDate(day.year, day.month)) if day is not None else tr("the starting document")


def outlook_words(briefing: Briefing, judgement: Judgement) -> str:
    """Returns what became of the outlook, such as "outlook for B since January 2024: worse"; empty if nothing is said.

    The direction is that of the ambition or aim named, not of the thing that the heading tells of.

    Args:
        briefing: What names the ambitions and the starting document.
        judgement: The judgement.
    """
    direction = judgement.direction_since_then
    if direction in ("", "n/a"):
        return ""
    word, month = sign_of("direction", direction).word, since_words(briefing)
    letters = [ambition.letter for ambition in briefing.borne_on(judgement.ambition)]
    whose = reduce(lambda some, one: tr("{some} and {one}", some=some, one=one), letters) if letters else ""
    if not whose:
        return tr("outlook since {month}: {word}", month=month, word=word)
    return tr("outlook for {whose} since {month}: {word}", whose=whose, month=month, word=word)


def written_later(hidden: int, day: dt.date) -> str:
    """Returns why page one has no judgements as known on a day, in one or two sentences."""
    return trn(
        "The one judgement of this edition was written later: it rests on sources that appeared after {day}.",
        "The {n} judgements of this edition were written later: each rests on sources that appeared after {day}.",
        hidden,
        day=day_words(day),
    )


class JudgementLine(NamedTuple):
    """One judgement as it stands on page one; likelihood and confidence in sentences of their own.

    Attributes:
        letter: The letters of the ambitions, such as "A" or "AB".
        tone: The colour of the letter.
        direction: Movement since the starting document in one word; empty for headlines.
        outlook: The same in full, with whose outlook it is and since when; empty for headlines.
        pieces: The statement, likelihood words strong.
        confidence: The sentence on confidence; empty for headlines.
        why: Grounds; for headlines what to watch.
    """

    ref: Ref
    heading: str
    letter: str
    tone: str
    direction: Sign
    outlook: str
    pieces: tuple[Piece, ...]
    confidence: str
    why: str

    def spoken(self) -> str:
        """Returns the line as it is said."""
        said = [self.heading, likelihood.plain(self.pieces), self.confidence, self.outlook]
        return ". ".join(part.rstrip(".") for part in said if part) + "."


def _line(dataset: Dataset, judgement: Judgement, scale: str) -> JudgementLine:
    direction = judgement.direction_since_then
    return JudgementLine(
        ref=judgement.ref,
        heading=judgement.heading,
        letter=dataset.briefing.letters(judgement.ambition, between=""),
        tone=dataset.briefing.tone(judgement.ambition, none="muted"),
        direction=sign_of("direction", direction) if direction not in ("", "n/a") else Sign("", "", "muted"),
        outlook=outlook_words(dataset.briefing, judgement),
        pieces=likelihood.sentence_with_range(judgement.statement, dataset=dataset, key=scale),
        confidence=likelihood.confidence_level(judgement),
        why=judgement.why,
    )


def lines(scope: Scope, *, kind: str) -> tuple[JudgementLine, ...]:
    """Returns headlines or judgements that pass the filter, by rank.

    Args:
        scope: What is asked about.
        kind: "headline" or "judgement".
    """
    found = [j for j in scope.visible(scope.dataset.judgements) if j.kind == kind]
    return tuple(_line(scope.dataset, j, scope.scale) for j in sorted(found, key=lambda j: j.rank))
