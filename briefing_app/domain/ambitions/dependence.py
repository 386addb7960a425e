"""How the ambitions depend on each other: factors in columns, and what each does to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing_app.domain import problems
from briefing_app.domain.filters import known_by
from briefing_app.domain.model import Factor, Influence, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, CausalEdge, CausalNode, CausalSpec, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.wording import sign_of
from briefing_app.translation import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link that leads from what belongs to one ambition to what belongs to another, or to several.

    Attributes:
        ref: The influence.
        start: Keys of the ambitions that the cause belongs to.
        end: Keys of those that the effect belongs to.
        letters: Letters of both, such as "A → B".
        words: What does what to what.
        shown: How well it is shown, or that no evidence was found.
        bare: True if no evidence was found.
    """

    ref: Ref
    start: tuple[str, ...]
    end: tuple[str, ...]
    letters: str
    words: str
    shown: str
    bare: bool


_SWEEPS = 6
"""How often the columns are put in order by their neighbours: by then nothing moves any more."""


def dependence(scope: Scope) -> CausalSpec:
    """Returns the picture between the ambitions; it is made once.

    Influences that rest only on what appeared after the day asked for are left out.
    """
    return scope.once("dependence", lambda: _dependence(scope))


def links(scope: Scope) -> tuple[LinkLine, ...]:
    """Returns the links that lead from one ambition to another: those shown best first, those without evidence last."""
    dataset, briefing = scope.dataset, scope.dataset.briefing
    found = []
    for influence in sorted(_known(scope), key=lambda i: (_STRENGTHS.get(i.strength, 3), i.id)):
        ends = [dataset.find("factors", ident) for ident in (influence.from_factor, influence.to_factor)]
        start, end = (briefing.borne_on(factor.ambition) if factor is not None else () for factor in ends)
        if start and end and start != end:
            found.append(
                LinkLine(
                    ref=influence.ref,
                    start=tuple(ambition.key for ambition in start),
                    end=tuple(ambition.key for ambition in end),
                    letters=" → ".join(briefing.letters(factor.ambition) for factor in ends if factor is not None),
                    words=_does(scope, influence),
                    shown=strength_words(influence),
                    bare=influence.strength == "none",
                )
            )
    return tuple(found)


_STRENGTHS = {"high": 0, "moderate": 1, "low": 2}


def _does(scope: Scope, influence: Influence) -> str:
    names = {
        "cause": _label(scope, influence.from_factor),
        "effect": _label(scope, influence.to_factor),
    }
    if influence.sign == "raises":
        return tr("{cause} raises {effect}.", **names)
    if influence.sign == "lowers":
        return tr("{cause} lowers {effect}.", **names)
    return tr("{cause} acts on {effect}; in which direction is open.", **names)


def _known(scope: Scope) -> list[Influence]:
    """Returns the influences that had been published by the day asked for, and those that rest on nothing."""
    dataset, day = scope.dataset, scope.filter.as_known_on
    return [i for i in dataset.influences if day is None or i.strength == "none" or known_by(i, day, dataset=dataset)]


def _dependence(scope: Scope) -> CausalSpec:
    dataset, shown = scope.dataset, _known(scope)
    nodes = _placed(scope, sorted(dataset.factors, key=lambda f: f.order), shown)
    bare = sum(influence.strength == "none" for influence in shown)
    caption = Caption(
        key="dependence",
        title=trn(
            "{bare} of {n} link between the ambitions has no evidence behind it",
            "{bare} of {n} links between the ambitions have no evidence behind them",
            len(shown),
            bare=bare,
        )
        if shown
        else tr("How the ambitions depend on each other"),
        subtitle=tr("What raises or lowers what, and how much stands behind it"),
        summary=trn(
            "{factors} factors and {n} link; {strong} shown well, {bare} without evidence.",
            "{factors} factors and {n} links; {strong} shown well, {bare} without evidence.",
            len(shown),
            factors=len(nodes),
            strong=sum(influence.strength == "high" for influence in shown),
            bare=bare,
        ),
        edition=scope.edition,
        empty=""
        if shown
        else problems.why_empty(
            dataset, "influences", otherwise=tr("This briefing has no links between its ambitions.")
        ),
    )
    return CausalSpec(
        caption=caption,
        nodes=nodes,
        edges=tuple(_edge(scope, influence) for influence in shown),
        table=_table(scope, shown, caption),
    )


def _placed(scope: Scope, factors: Sequence[Factor], influences: Sequence[Influence]) -> tuple[CausalNode, ...]:
    """Puts the first ambition to the left, what is shared or belongs to none next to it, the others to the right."""
    briefing = scope.dataset.briefing
    keys = [ambition.key for ambition in briefing.ambitions]
    columns: dict[int, list[str]] = {}
    where: dict[str, int] = {}
    for factor in factors:
        place = keys.index(factor.ambition) if factor.ambition in keys else -1
        where[factor.id] = 1 if place < 0 else place + (place > 0)
        columns.setdefault(where[factor.id], []).append(factor.id)
    rows = _in_order(columns, influences)
    return tuple(
        CausalNode(
            ref=factor.ref,
            label=factor.label,
            tone=briefing.tone(factor.ambition, none="muted"),
            letters=briefing.letters(factor.ambition, none=""),
            column=where[factor.id],
            row=rows[factor.id],
        )
        for factor in factors
    )


def _in_order(columns: Mapping[int, list[str]], influences: Sequence[Influence]) -> dict[str, int]:
    """Orders each column by the middle of its neighbours, so that few lines cross.

    Source: the barycentre heuristic of K. Sugiyama, S. Tagawa and M. Toda (1981).
    """
    near: dict[str, list[str]] = {}
    for influence in influences:
        near.setdefault(influence.from_factor, []).append(influence.to_factor)
        near.setdefault(influence.to_factor, []).append(influence.from_factor)
    order = {key: list(idents) for key, idents in sorted(columns.items())}
    for _sweep in range(_SWEEPS):
        for key, idents in order.items():
            at = {i: (n + 0.5) / len(column) for column in order.values() for n, i in enumerate(column)}
            middle = {i: _mean([at[o] for o in near.get(i, ()) if o in at], at[i]) for i in idents}
            order[key] = sorted(idents, key=lambda ident: (middle[ident], ident))
    return {ident: row for column in order.values() for row, ident in enumerate(column)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _label(scope: Scope, ident: str) -> str:
    factor = scope.dataset.find("factors", ident)
    return factor.label if factor is not None else ident


def _grounds(influence: Influence) -> int:
    return len(influence.evidence_refs) + len(influence.source_ids)


def strength_words(influence: Influence) -> str:
    """Returns how well an influence is shown and by how much, or that no evidence was found."""
    if influence.strength == "none":
        return tr("no evidence found")
    strength = {"high": tr("shown well"), "moderate": tr("shown in part"), "low": tr("shown weakly")}.get(
        influence.strength, influence.strength
    )
    items, sources = len(influence.evidence_refs), len(influence.source_ids)
    grounds = (
        trn("{n} item of evidence", "{n} items of evidence", items) if items else "",
        trn("{n} source", "{n} sources", sources) if sources else "",
    )
    return ", ".join(filter(None, (strength, *grounds)))


def _edge(scope: Scope, influence: Influence) -> CausalEdge:
    sign = sign_of("influence", influence.sign)
    return CausalEdge(
        ref=influence.ref,
        start=Ref("factor", influence.from_factor),
        end=Ref("factor", influence.to_factor),
        sign=sign.sign,
        strength=influence.strength,
        grounds=_grounds(influence),
        spoken=tr(
            "{cause} {does} {effect}: {claim} {shown}.",
            cause=_label(scope, influence.from_factor),
            does=sign.word,
            effect=_label(scope, influence.to_factor),
            claim=influence.claim,
            shown=strength_words(influence),
        ),
    )


def _table(scope: Scope, influences: Sequence[Influence], caption: Caption) -> TableSpec:
    rows = []
    for influence in influences:
        sign = sign_of("influence", influence.sign)
        cause, effect = _label(scope, influence.from_factor), _label(scope, influence.to_factor)
        idents = [*influence.evidence_refs, *influence.source_ids]
        rows.append(
            Row(
                ref=influence.ref,
                cells=(
                    Cell(text=cause, sort=cause, ref=Ref("factor", influence.from_factor)),
                    Cell(text=str(sign), sort=sign.word, tone=sign.tone),
                    Cell(text=effect, sort=effect, ref=Ref("factor", influence.to_factor)),
                    Cell(text=influence.claim, sort=influence.claim, ref=influence.ref),
                    Cell(
                        text=strength_words(influence),
                        sort=_grounds(influence),
                        tone="bad" if influence.strength == "none" else "",
                    ),
                ),
                file_cells=(
                    number_cell(len(influence.evidence_refs)),
                    number_cell(len(influence.source_ids)),
                    Cell(text="; ".join(idents)),
                ),
            )
        )
    return TableSpec(
        caption=caption,
        columns=(
            Column(key="cause", label=tr("Cause"), weight=3),
            Column(key="sign", label=tr("Does what"), kind="word", weight=2),
            Column(key="effect", label=tr("Effect"), weight=3),
            Column(key="claim", label=tr("What is said of it"), weight=8),
            Column(key="evidence", label=tr("Evidence"), weight=4),
        ),
        rows=tuple(rows),
        file_columns=(
            Column(key="items", label=tr("Items of evidence"), kind="number"),
            Column(key="sources", label=tr("Sources"), kind="number"),
            Column(key="idents", label=tr("Which")),
        ),
    )
