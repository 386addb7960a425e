"""What an entry says with its sources as one-line citations; codes of the data in running words made into them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing_app.domain.entries.card import EntryCard
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import published_words
from briefing_app.translation import tr, trn

_CODE = re.compile(r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{4,8}[a-z]?\b")
"""What the code of a source looks like; it is one only if the data hold a source of this code."""


def without_codes(dataset: Dataset, text: str) -> str:
    """Returns a text in which the code of a source is said as publisher and date.

    Args:
        dataset: The data that hold the sources.
        text: Words in which an author may have named a source by its code.
    """

    def cite(found: re.Match[str]) -> str:
        source = dataset.find("sources", found.group())
        return f"{source.publisher}, {published_words(source, short=True)}" if source is not None else found.group()

    return _CODE.sub(cite, text)


MOST_NAMED = 3
"""Sources that a copied sentence names; the others are counted."""


def with_source(card: EntryCard) -> str:
    """Returns what an entry says with who says so and who says otherwise, as plain lines to be handed on."""
    verdict = "; ".join(badge.word for badge in card.badges[:1])
    said = card.title if card.title.endswith((".", "?", "!")) else f"{card.title}."
    lines = [f"{said} [{verdict}]" if verdict else said]
    if card.lead and card.lead != card.title:
        lines.append(card.lead)
    lines += _otherwise(card)
    if card.sources:
        lines.append(tr("Source: {named}", named=_some([f"{s.publisher}, {s.date} ({s.grade})" for s in card.sources])))
    lines.append(str(card.ref))
    return "\n".join(lines)


def _otherwise(card: EntryCard) -> list[str]:
    """Returns what others say, the preferred version first; what the entry says itself is not said again."""
    said = {card.title, card.lead}
    own = {fact.value for fact in card.facts if fact.field == "value"}
    told = dict.fromkeys(
        (version.words, ", ".join(part for part in (version.who, version.when) if part))
        for difference in card.differences
        for version in sorted(difference.versions, key=lambda version: not version.preferred)
        if not version.here and version.who and version.words not in said
    )
    others: dict[str, list[str]] = {}
    for words, who in told:
        others.setdefault(words, []).append(who)
    agreeing = [tr("Likewise: {who}", who=_some(who)) for words, who in others.items() if words in own]
    named = [
        tr("Otherwise: {words} ({who})", words=words, who=_some(who))
        for words, who in others.items()
        if words not in own
    ]
    more = len(named) - MOST_NAMED
    rest = [trn("Otherwise: {n} further version", "Otherwise: {n} further versions", more)] if more > 0 else []
    return [*named[:MOST_NAMED], *rest, *agreeing]


def _some(names: Sequence[str]) -> str:
    """Returns the first of several sources, the others counted."""
    more = len(names) - MOST_NAMED
    named = "; ".join(names[:MOST_NAMED])
    return tr("{names} and {n} more", names=named, n=more) if more > 0 else named
