"""What there is to say about one entry: the full record, who says so, what others say, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
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
    from briefing_app.domain.entries.sources import source_item
    from briefing_app.domain.entries.titles import (
        detail_words,
        entry_words,
        figure_words,
        record_title,
        seen,
        title_words,
    )

_WHERE = {
    "build": ("card",),
    "card": (
        "Badge",
        "Difference",
        "EntryCard",
        "Fact",
        "Group",
        "Link",
        "SourceItem",
        "TextBlock",
        "Version",
    ),
    "differ": (
        "apart",
        "conflicts",
        "rivals_of",
    ),
    "preferred": ("preferred_words",),
    "sources": ("source_item",),
    "titles": (
        "detail_words",
        "entry_words",
        "figure_words",
        "record_title",
        "seen",
        "title_words",
    ),
}
names_from(__name__, _WHERE)

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
