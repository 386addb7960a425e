"""What there is to say about one entry: the full record, who says so, what others say, and what belongs to it."""

from __future__ import annotations

from briefing_app.domain.entries.build import card
from briefing_app.domain.entries.card import (
    Badge,
    Difference,
    EntryCard,
    Fact,
    Group,
    Link,
    SourceItem,
    TextBlock,
    Version,
)
from briefing_app.domain.entries.differ import apart, conflicts, rivals_of
from briefing_app.domain.entries.preferred import preferred_words
from briefing_app.domain.entries.sources import item as source_item
from briefing_app.domain.entries.titles import (
    detail_words,
    entry_words,
    figure_words,
    record_title,
    seen,
    title_words,
)

__all__ = [
    "Badge",
    "Difference",
    "EntryCard",
    "Fact",
    "Group",
    "Link",
    "SourceItem",
    "TextBlock",
    "Version",
    "apart",
    "card",
    "conflicts",
    "detail_words",
    "entry_words",
    "figure_words",
    "preferred_words",
    "record_title",
    "rivals_of",
    "seen",
    "source_item",
    "title_words",
]
