"""Page one as data: the headline, the judgements, what decides them, what is due, what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing_app.domain import likelihood
from briefing_app.domain.likelihood import Piece
from briefing_app.domain.model import Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import Sign, sign_of

if TYPE_CHECKING:
    from briefing_app.domain.model import Judgement


class JudgementLine(NamedTuple):
    """One judgement as it stands on page one; likelihood and confidence in sentences of their own.

    Attributes:
        letter: "A", "B", or "AB" for both.
        direction: Movement since January 2024 by sign and word; empty for headlines.
        pieces: The statement, likelihood words strong.
        confidence: The sentence on confidence; empty for headlines.
        why: Grounds; for headlines what to watch.
    """

    ref: Ref
    heading: str
    letter: str
    direction: Sign
    pieces: tuple[Piece, ...]
    confidence: str
    why: str

    def spoken(self) -> str:
        """Returns the line as it is said."""
        said = [self.heading, likelihood.plain(self.pieces), self.confidence, self.direction.word]
        return ". ".join(part.rstrip(".") for part in said if part) + "."


def _line(dataset: Dataset, judgement: Judgement, scale: str) -> JudgementLine:
    direction = judgement.direction_since_2024_01
    return JudgementLine(
        ref=judgement.ref,
        heading=judgement.heading,
        letter={"both": "AB", "none": ""}.get(judgement.ambition, judgement.ambition),
        direction=sign_of("direction", direction) if direction not in ("", "n/a") else Sign("", "", "muted"),
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
