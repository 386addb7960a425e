"""What an entry says with its sources as one-line citations; codes of the data in running words made into them."""

from __future__ import annotations

import re

from briefing_app.domain.entries.card import EntryCard
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import published_words
from briefing_app.translation import tr

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
    for difference in card.differences:
        for version in difference.versions:
            if not version.here and version.who:
                who = ", ".join(part for part in (version.who, version.when) if part)
                lines.append(tr("Otherwise: {words} ({who})", words=version.words, who=who))
    if card.sources:
        named = "; ".join(f"{s.publisher}, {s.date} ({s.grade})" for s in card.sources[:MOST_NAMED])
        more = len(card.sources) - MOST_NAMED
        lines.append(tr("Source: {named}", named=named) + (tr(" and {n} more", n=more) if more > 0 else ""))
    lines.append(str(card.ref))
    return "\n".join(lines)
