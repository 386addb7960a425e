"""Page one as data: the headline, the judgements, what decides them, what is due, what is new."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from briefing_app.domain import likelihood
from briefing_app.domain.filters import DOCUMENT_DAY
from briefing_app.domain.likelihood import Piece
from briefing_app.domain.model import PartialDate, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import Sign, date_words, day_words, sign_of
from briefing_app.translation import tr, trn

if TYPE_CHECKING:
    from briefing_app.domain.model import Judgement

SINCE = date_words(PartialDate(DOCUMENT_DAY.year, DOCUMENT_DAY.month))
"""The month from which directions are told: that of the starting document."""


def outlook_words(judgement: Judgement) -> str:
    """Returns what became of the outlook, such as "outlook for B since January 2024: worse"; empty if nothing is said.

    The direction is that of the ambition or aim named, not of the thing that the heading tells of.
    """
    direction = judgement.direction_since_then
    if direction in ("", "n/a"):
        return ""
    word = sign_of("direction", direction).word
    if judgement.ambition not in ("A", "B", "both"):
        return tr("outlook since {month}: {word}", month=SINCE, word=word)
    whose = tr("A and B") if judgement.ambition == "both" else judgement.ambition
    return tr("outlook for {whose} since {month}: {word}", whose=whose, month=SINCE, word=word)


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
        letter: "A", "B", or "AB" for both.
        direction: Movement since January 2024 in one word; empty for headlines.
        outlook: The same in full, with whose outlook it is and since when; empty for headlines.
        pieces: The statement, likelihood words strong.
        confidence: The sentence on confidence; empty for headlines.
        why: Grounds; for headlines what to watch.
    """

    ref: Ref
    heading: str
    letter: str
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
        letter={"both": "AB", "none": ""}.get(judgement.ambition, judgement.ambition),
        direction=sign_of("direction", direction) if direction not in ("", "n/a") else Sign("", "", "muted"),
        outlook=outlook_words(judgement),
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
