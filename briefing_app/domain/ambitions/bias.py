"""What bends the matrix, said on the picture: computed from the data where data can say it."""

from __future__ import annotations

from collections import Counter

from briefing_app.domain.ambitions.rating_cells import Conditions, by_item, rated_items
from briefing_app.domain.ambitions.scores import count
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import Evidence
from briefing_app.domain.scope import Scope
from briefing_app.domain.tables import Dataset
from briefing_app.translation import tr, trl, trn

RECORD_OF_REASONING = trl(
    "A record of reasoning, not a calculator of truth. The explanations do not exclude each other; the order "
    "says which cannot stand alone, and little more. Ratings concern motive; whether a plan can succeed is "
    "rated neutral."
)
# Letter and number that say the same: the diagonal of the Admiralty scheme.
_DIAGONAL = {"A1", "B2", "C3", "D4", "E5", "F6"}


def bias_notes(scope: Scope, *, conditions: Conditions) -> tuple[str, ...]:
    """Returns the caveats of the matrix as it is counted now, one sentence or two each."""
    items = rated_items(scope, conditions)
    if not items:
        return ()
    ratings = by_item(scope, conditions)
    found = count(scope.dataset.hypotheses, items, ratings, conditions)
    cells = [r for item in items for r in ratings.get(item.evidence_id, {}).values()]
    against = [r for r in cells if r.rating in ("I", "II")]
    contested = sum(r.contested for r in against)
    most, least = max(found, key=lambda s: s.rated), min(found, key=lambda s: s.rated)
    notes = [
        trn(
            "{contested} of {n} inconsistent cell is contested: sound analysts would rate it differently. Treat "
            "it as neutral to see how far the order depends on it.",
            "{contested} of {n} inconsistent cells are contested: sound analysts would rate them differently. "
            "Treat them as neutral to see how far the order depends on them.",
            len(against),
            contested=contested,
        ),
        trn(
            "{most} is exposed to {a} of {n} item, {least} to {b}: a low score can mean “seldom tested”.",
            "{most} is exposed to {a} of {n} items, {least} to {b}: a low score can mean “seldom tested”.",
            len(items),
            most=most.label,
            a=most.rated,
            least=least.label,
            b=least.rated,
        ),
        *_bearing(scope.dataset.briefing, items),
        trn(
            "{by} of {n} cell: {rater}. No second rater has rated them all.",
            "{by} of {n} cells: {rater}. No second rater has rated them all.",
            len(cells),
            by=Counter(r.rater for r in cells).most_common(1)[0][1],
            rater=Counter(r.rater for r in cells).most_common(1)[0][0],
        ),
        trn(
            "{share} of {n} item has two grades that say the same (A 1, B 2, C 3 …): the scales were not kept "
            "fully apart.",
            "{share} of {n} items have two grades that say the same (A 1, B 2, C 3 …): the scales were not kept "
            "fully apart.",
            len(items),
            share=sum(f"{i.source_reliability}{i.information_credibility}" in _DIAGONAL for i in items),
        ),
    ]
    shared = _most_repeated(scope.dataset, items)
    if shared:
        notes.append(shared)
    return tuple(notes)


def _most_repeated(dataset: Dataset, items: tuple[Evidence, ...]) -> str:
    """Repetition is not independent confirmation: how many items lean on the source used most."""
    used = Counter(ident for item in items for ident in item.source_ids)
    ident, times = used.most_common(1)[0]
    if times < 3:
        return ""
    source = dataset.find("sources", ident)
    return tr(
        "Some items come from one event or text ({n} cite one page of {publisher}): repetition is not independent "
        "confirmation.",
        n=times,
        publisher=source.publisher if source else ident,
    )


def _bearing(briefing: Briefing, items: tuple[Evidence, ...] | list[Evidence]) -> tuple[str, ...]:
    """How the items are spread over the ambitions; nothing where there are none to be spread over."""
    if not briefing.ambitions:
        return ()
    alone = [(a, sum(briefing.borne_on(item.ambition) == (a,) for item in items)) for a in briefing.ambitions]
    several = sum(len(briefing.borne_on(item.ambition)) > 1 for item in items)
    first, *others = alone
    said = trn(
        "{n} item bears on ambition {letter}", "{n} items bear on ambition {letter}", first[1], letter=first[0].letter
    )
    said = ", ".join((said, *(tr("{n} on {letter}", n=n, letter=a.letter) for a, n in others)))
    return (
        tr("{said} and {n} on both.", said=said, n=several)
        if len(alone) == 2
        else tr("{said}; {n} on several.", said=said, n=several),
    )
