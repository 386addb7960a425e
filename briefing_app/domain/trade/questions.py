"""Charts by question: each answers one thing an official asks, with a message computed from the figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from briefing_app.domain.model import Question
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade.asked import Asked
from briefing_app.domain.trade.charts import ChartOptions, known_note
from briefing_app.domain.trade.drawing import draw
from briefing_app.domain.trade.logarithm import on_log_axis
from briefing_app.domain.trade.several import APART, several


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A question with those that go on from it.

    Attributes:
        first: The question that stands on its own.
        all: The question itself, then the others in their order.
    """

    first: Question
    all: tuple[Question, ...]


def questions(dataset: Dataset) -> tuple[Question, ...]:
    """Returns the questions in their order."""
    return tuple(sorted(dataset.questions, key=lambda question: question.order))


def families(dataset: Dataset) -> tuple[Family, ...]:
    """Returns the questions that stand on their own, each with those that go on from it, in their order."""
    ordered = questions(dataset)
    above = {question.id: _root(dataset, question).id for question in ordered}
    return tuple(
        Family(first=first, all=(first, *(q for q in ordered if above[q.id] == first.id and q is not first)))
        for first in ordered
        if above[first.id] == first.id
    )


def _root(dataset: Dataset, question: Question) -> Question:
    """Returns the question at which a chain of questions begins; one that leads back to itself stands alone."""
    at, seen = question, {question.id}
    while (parent := dataset.find("questions", at.parent)) is not None:
        if parent.id in seen:
            return question
        seen.add(parent.id)
        at = parent
    return at


def chart(key: str, scope: Scope, *, options: ChartOptions | None = None) -> ChartSpec:
    """Returns the chart of a question, or the chart of the series that the key names; it is drawn up once.

    Args:
        key: The id of a question, or what ``together`` makes of the ids of series.
        scope: What is asked about.
        options: Index, logarithm, parts.
    """
    used = options or ChartOptions()
    return scope.once(("chart", key, used), lambda: _chart(key, scope, used))


def _chart(key: str, scope: Scope, options: ChartOptions) -> ChartSpec:
    question: Question | None = scope.dataset.find("questions", key)
    made = draw(_asked(question, scope), options) if question is not None else several(key, scope, options)
    made = on_log_axis(made)
    return replace(made, caption=replace(made.caption, notes=(*made.caption.notes, *known_note(scope.filter))))


def concerned(key: str, scope: Scope) -> frozenset[str]:
    """Returns the ids of the series that a question, or a choice of series, is about."""
    asked_of = {row.series_id for row in scope.dataset.question_series if row.question_id == key}
    return frozenset(asked_of or key.split(APART))


def _asked(question: Question, scope: Scope) -> Asked:
    dataset, ident = scope.dataset, question.id

    def mine(table: str) -> tuple[Any, ...]:
        return tuple(sorted(dataset.rows_of(table, "question_id", ident), key=lambda row: row.order))

    return Asked(
        question=question,
        rows=mine("question_series"),
        messages=mine("messages"),
        notes=mine("chart_notes"),
        scope=scope,
    )
