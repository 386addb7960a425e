"""People's own probabilities: what is asked, who said what and when, pooled, and scored once the outcome is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing_app.domain import likelihood
from briefing_app.domain.ambitions.own.heads import OTHER
from briefing_app.domain.ambitions.own.raters import MINE, label_of
from briefing_app.domain.ambitions.own.records import Estimate, Outcome, OwnWords
from briefing_app.domain.likelihood import Likelihood
from briefing_app.domain.model import BRIEFING, PartialDate, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.translation import tr

YES = "yes"
ENOUGH = 10
"""Decided questions from which calibration says something."""
_BANDS = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is estimated.

    Attributes:
        ref: The judgement, or the whole briefing for the main reason.
        words: The question in words, without any likelihood in it.
        statements: What excludes each other, by key; "yes" alone for a question of yes and no.
        bundled: The likelihood that the data state; None if they state none.
        due: When it is decided at the latest; None if the data name no end.
    """

    ref: Ref
    words: str
    statements: Mapping[str, str]
    bundled: Likelihood | None = None
    due: PartialDate | None = None

    @property
    def several(self) -> bool:
        """True if the statements exclude each other and must sum to one."""
        return YES not in self.statements


def questions(scope: Scope) -> tuple[Question, ...]:
    """Returns what can be estimated: each judgement with a likelihood, and which explanation is the main reason."""
    dataset, used = scope.dataset, likelihood.scale(scope.dataset, scope.scale)
    found = [
        Question(
            ref=judgement.ref,
            words=_asked(judgement.statement, dataset) or judgement.heading,
            statements={YES: tr("yes")},
            bundled=likelihood.likelihood_of(judgement, used),
            due=judgement.due,
        )
        for judgement in sorted(dataset.judgements, key=lambda j: (j.ambition, j.rank))
        if judgement.low is not None and judgement.high is not None
    ]
    if dataset.hypotheses:
        statements = {h.hypothesis_id: h.label for h in dataset.hypotheses} | {OTHER: tr("none of these")}
        found.append(Question(ref=BRIEFING, words=tr("Which explanation is the main reason?"), statements=statements))
    return tuple(found)


def _asked(statement: str, dataset: Dataset) -> str:
    """Returns what a judgement is about, its likelihood cut off: the number is not to be seen before one's own."""
    return likelihood.without_likelihood(statement, dataset=dataset)


def key_of(said: Estimate) -> str:
    """Returns whose estimate it is."""
    return MINE if said.own else said.author or "?"


def by_person(own: OwnWords, question: Question) -> dict[str, tuple[Estimate, ...]]:
    """Returns everybody's estimates of a question, the first of each first; the person at this machine in front."""
    found: dict[str, list[Estimate]] = {}
    for said in own.estimates:
        if said.target == question.ref and set(said.shares) <= set(question.statements):
            found.setdefault(key_of(said), []).append(said)
    order = sorted(found, key=lambda key: (key != MINE, label_of(key).casefold()))
    return {key: tuple(sorted(found[key], key=lambda e: (e.on, e.said))) for key in order}


def outcome_of(own: OwnWords, question: Question) -> Outcome | None:
    """Returns what became of a question: the outcome recorded last."""
    mine = [o for o in own.outcomes if o.target == question.ref and (question.several or o.came in (YES, "no"))]
    return max(mine, key=lambda o: (o.on, o.said), default=None)


def pooled(latest: Iterable[Estimate], question: Question) -> dict[str, float]:
    """Returns the mean of several people's latest estimates, those of exclusive statements made to sum to a hundred.

    Source: Mandel, Karvetski and Dhami 2018 (making probabilities coherent, then averaging several people).
    """
    made = [_whole(said.shares, question) for said in latest]
    if not made:
        return {}
    return {key: sum(shares.get(key, 0.0) for shares in made) / len(made) for key in question.statements}


def _whole(shares: Mapping[str, float], question: Question) -> Mapping[str, float]:
    total = sum(shares.values())
    return {k: 100 * v / total for k, v in shares.items()} if question.several and total > 0 else shares


def brier(shares: Mapping[str, float], question: Question, outcome: Outcome) -> float:
    """Returns the Brier score of an estimate: 0 is best.

    A question of yes and no runs to 1 (the squared distance of the probability from what came); exclusive statements
    run to 2 (the sum over the statements).
    """
    if not question.several:
        return float((shares[YES] / 100 - (outcome.came == YES)) ** 2)
    whole = _whole(shares, question)
    return float(sum((whole.get(key, 0.0) / 100 - (outcome.came == key)) ** 2 for key in question.statements))


def in_time(said: Sequence[Estimate], outcome: Outcome) -> Estimate | None:
    """Returns the last estimate that was noted before the outcome; what was noted later is no forecast."""
    earlier = [each for each in said if each.on.last() < outcome.on.first()]
    return earlier[-1] if earlier else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One band of calibration: how many statements fell there, what was said on average, and how often it came."""

    low: int
    high: int
    count: int
    said: float
    came: float


def is_open(question: Question, outcome: Outcome) -> bool:
    """Tells whether something said not to have come can still come: its time is not over."""
    early = question.due is not None and outcome.on.last() < question.due.last()
    return not question.several and outcome.came != YES and early


def decided(own: OwnWords, asked: Sequence[Question]) -> list[tuple[Question, Estimate, Outcome]]:
    """Returns the questions whose outcome is known and of which the person had noted a probability before."""
    found = []
    for question in asked:
        outcome, mine = outcome_of(own, question), by_person(own, question).get(MINE, ())
        counted = in_time(mine, outcome) if outcome is not None else None
        if outcome is not None and counted is not None and not is_open(question, outcome):
            found.append((question, counted, outcome))
    return found


def calibration(own: OwnWords, asked: Sequence[Question]) -> tuple[Point, ...]:
    """Returns how one's own probabilities bore out, in bands; nothing before enough questions are decided."""
    found = decided(own, asked)
    if len(found) < ENOUGH:
        return ()
    pairs = [
        (share, outcome.came == key)
        for question, said, outcome in found
        for key, share in _whole(said.shares, question).items()
    ]
    points = []
    for low, high in _BANDS:
        inside = [(share, came) for share, came in pairs if low <= share < high or (high == 100 and share == 100)]
        if inside:
            points.append(
                Point(
                    low=low,
                    high=high,
                    count=len(inside),
                    said=sum(share for share, _came in inside) / len(inside),
                    came=100 * sum(came for _share, came in inside) / len(inside),
                )
            )
    return tuple(points)
