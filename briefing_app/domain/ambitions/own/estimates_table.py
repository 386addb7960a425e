"""Own probabilities as tables: beside the bundled and the pooled ones, over time, and how they bore out."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.domain.ambitions.own.estimates import (
    ENOUGH,
    YES,
    Question,
    brier,
    by_person,
    calibration,
    decided,
    in_time,
    is_open,
    outcome_of,
    pooled,
    questions,
)
from briefing_app.domain.ambitions.own.raters import MINE, label_of
from briefing_app.domain.ambitions.own.records import Estimate, OwnWords
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell, number_cell
from briefing_app.domain.wording import date_words, number, share_words
from briefing_app.translation import tr, trn


def estimates_table(scope: Scope, own: OwnWords) -> TableSpec:
    """Returns what is asked, one's own probabilities, and those of the data and of others once one's own are noted."""
    asked = questions(scope)
    people = {key for question in asked for key in by_person(own, question) if key != MINE}
    mine = sum(bool(by_person(own, question).get(MINE)) for question in asked)
    scored = decided(own, asked)
    notes = [
        tr("What the data and others say is hidden until you have noted your own: "
           "a first guess made alone is worth more."),
        tr("Brier score: 0 is best; a question of yes and no runs to 1, exclusive statements to 2. "
           "Only what was noted before the day of the outcome is scored, and a “no” only once the question was due."),
        *(fault.words for fault in own.faults if fault.target == BRIEFING or fault.target.noun == "judgement"),
    ]  # fmt: skip
    older = sum(said.older for said in own.estimates)
    if older:
        notes.append(
            trn(
                "{n} estimate was written for another edition of the data.",
                "{n} estimates were written for another edition of the data.",
                older,
            )
        )
    mean = sum(brier(said.shares, question, outcome) for question, said, outcome in scored) / max(1, len(scored))
    return TableSpec(
        caption=Caption(
            key="own-estimates",
            title=trn(
                "You have noted {mine} of {n} probability", "You have noted {mine} of {n} probabilities",
                len(asked), mine=mine,
            ),
            subtitle=tr("Your own first, then those of the data and everybody's pooled"),
            summary=" ".join(
                (
                    trn("{n} other person.", "{n} other people.", len(people)),
                    trn(
                        "{n} question decided, mean Brier score {score}.",
                        "{n} questions decided, mean Brier score {score}.",
                        len(scored),
                        score=number(mean, decimals=2),
                    )
                    if scored
                    else trn("{n} question decided.", "{n} questions decided.", 0),
                )
            ),
            notes=tuple(notes),
            edition=scope.edition,
            empty="" if asked else tr("This briefing has nothing to estimate."),
        ),
        columns=(
            Column(key="question", label=tr("Question"), weight=9),
            Column(key="due", label=tr("Due"), kind="date", weight=2),
            Column(key="first", label=tr("My first guess"), kind="number", weight=3),
            Column(key="latest", label=tr("Mine now"), kind="number", weight=3),
            Column(key="bundled", label=tr("Bundled"), weight=4),
            Column(key="others", label=tr("Others"), weight=3, spare=True),
            Column(key="pooled", label=tr("Pooled"), kind="number", weight=3, spare=True),
            Column(key="outcome", label=tr("Outcome"), kind="word", weight=3, spare=True),
            Column(key="brier", label=tr("My Brier score"), kind="number", weight=2, spare=True),
        ),
        rows=tuple(row for question in asked for row in _rows(own, question)),
    )  # fmt: skip


def _rows(own: OwnWords, question: Question) -> list[Row]:
    said, outcome = by_person(own, question), outcome_of(own, question)
    mine = said.get(MINE, ())
    others = [each[-1] for key, each in said.items() if key != MINE]
    pool = pooled([each[-1] for each in said.values()], question) if mine else {}
    counted = in_time(mine, outcome) if outcome is not None else None
    rows = []
    for at, (key, words) in enumerate(question.statements.items()):
        ref = Ref("hypothesis", key) if question.several else question.ref
        text = tr("Main reason: {words}", words=words) if question.several else question.words
        came = (
            ("–" if outcome is None else tr("yes") if outcome.came == key else tr("no"))
            if question.several
            else {"": "–", YES: tr("yes"), "no": tr("no")}.get(outcome.came if outcome else "", "–")
        )
        closed = outcome is not None and not is_open(question, outcome)
        score = brier(counted.shares, question, outcome) if counted and outcome and closed and not at else None
        rows.append(
            Row(
                ref=ref,
                cells=(
                    Cell(text=text, sort=text, ref=ref),
                    date_cell(question.due) if question.due else Cell(text="–", tone="muted"),
                    _share(mine[0] if mine else None, key, dated=True),
                    _share(mine[-1] if mine else None, key, dated=len(mine) > 1),
                    _bundled(question, shown=bool(mine)),
                    _others(others, key, shown=bool(mine)),
                    _pooled(pool, key, len(said)),
                    Cell(text=came + (f", {date_words(outcome.on, short=True)}" if outcome else ""), sort=came),
                    number_cell(score, text=None if score is None else number(score, decimals=2)),
                ),
            )
        )
    return rows


def _share(said: Estimate | None, key: str, *, dated: bool) -> Cell:
    if said is None:
        return Cell(text="–", tone="muted")
    share = said.shares.get(key, 0.0)
    text = share_words(share) + (f", {date_words(said.on, short=True)}" if dated else "")
    return Cell(text=text, sort=share, value=share)


def _bundled(question: Question, *, shown: bool) -> Cell:
    if question.bundled is None:
        return Cell(text=tr("none stated"), tone="muted")
    return Cell(text=str(question.bundled), sort=question.bundled.low) if shown else _hidden()


def _hidden() -> Cell:
    return Cell(text=tr("hidden"), tone="muted", words=tr("hidden until you have noted your own"))


def _others(others: Sequence[Estimate], key: str, *, shown: bool) -> Cell:
    if not others:
        return Cell(text="–", tone="muted")
    if not shown:
        return _hidden()
    shares = sorted(said.shares.get(key, 0.0) for said in others)
    spread = share_words(shares[0], high=shares[-1])
    return Cell(text=trn("{spread} ({n} person)", "{spread} ({n} people)", len(shares), spread=spread), sort=shares[0])


def _pooled(pool: dict[str, float], key: str, people: int) -> Cell:
    if people < 2 or not pool:
        return Cell(text="–", tone="muted")
    return Cell(text=share_words(round(pool[key])), sort=pool[key], value=round(pool[key], 1))


def estimates_over_time(scope: Scope, own: OwnWords, ref: Ref) -> TableSpec:
    """Returns everything noted on one question, the latest first; others' only once one's own is there.

    Args:
        scope: What is asked about.
        own: What people noted.
        ref: The judgement, or an explanation for the main reason.
    """
    question = question_of(scope, ref)
    said = by_person(own, question) if question else {}
    shown = [(key, each) for key, mine in said.items() if key == MINE or MINE in said for each in mine]
    shown.sort(key=lambda pair: (pair[1].on, pair[1].said), reverse=True)
    return TableSpec(
        caption=Caption(
            key=f"estimates-{ref.id or ref.noun}",
            title=question.words if question else str(ref),
            subtitle=tr("All probabilities noted, latest first"),
            summary=trn("{n} estimate.", "{n} estimates.", len(shown)),
            edition=scope.edition,
            empty="" if shown else tr("You have noted no probability on this question yet."),
        ),
        columns=(
            Column(key="day", label=tr("Date"), kind="date", weight=2),
            Column(key="who", label=tr("Who"), weight=2),
            Column(key="said", label=tr("Probability"), weight=5),
            Column(key="why", label=tr("Reasons"), weight=7),
        ),
        rows=tuple(
            Row(
                ref=None if question is None or question.several else question.ref,
                cells=(
                    date_cell(each.on),
                    Cell(text=label_of(key), sort=label_of(key)),
                    Cell(text=_all(each, question), sort=max(each.shares.values(), default=0.0)),
                    Cell(text=each.text, sort=each.text),
                ),
            )
            for key, each in shown
        ),
    )


def _all(said: Estimate, question: Question | None) -> str:
    names = question.statements if question else {}
    if not question or not question.several:
        return share_words(said.shares.get(YES, 0.0))
    return "; ".join(f"{names.get(key, key)} {share_words(share)}" for key, share in said.shares.items() if share)


def question_of(scope: Scope, ref: Ref) -> Question | None:
    """Returns the question behind a row: that of a judgement, or the main reason for an explanation."""
    wanted = ref if ref.noun == "judgement" else BRIEFING
    return next((question for question in questions(scope) if question.ref == wanted), None)


def calibration_table(scope: Scope, own: OwnWords) -> TableSpec:
    """Returns how one's own probabilities bore out, with the number behind each point."""
    asked = questions(scope)
    points, there = calibration(own, asked), len(decided(own, asked))
    return TableSpec(
        caption=Caption(
            key="own-calibration",
            title=tr("How your probabilities turned out"),
            subtitle=trn(
                "{n} question decided; only those past their day count",
                "{n} questions decided; only those past their day count",
                there,
            ),
            summary=trn("{n} band.", "{n} bands.", len(points)),
            edition=scope.edition,
            empty=""
            if points
            else tr(
                "Calibration needs {enough} decided questions with an earlier estimate of yours; there are {there}.",
                enough=ENOUGH,
                there=there,
            ),
        ),
        columns=(
            Column(key="band", label=tr("Said"), kind="word", weight=2),
            Column(key="count", label=tr("Statements"), kind="number", weight=2),
            Column(key="said", label=tr("Said on average, %"), kind="number", weight=2),
            Column(key="came", label=tr("Came true, %"), kind="number", weight=2),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=share_words(p.low, high=p.high), sort=p.low),
                    number_cell(p.count),
                    number_cell(round(p.said)),
                    number_cell(round(p.came)),
                )
            )
            for p in points
        ),
    )
