"""What can be searched in a record or a note, what a query means, and where in a text its words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.domain.search.excerpts import excerpt, places
    from briefing_app.domain.search.hits import Hit
    from briefing_app.domain.search.texts import names_of, note_text, prose_of, text_of, title_of
    from briefing_app.domain.search.words import Term, indexed_words, plain_words, query_terms, query_words

_WHERE = {
    "excerpts": (
        "excerpt",
        "places",
    ),
    "hits": ("Hit",),
    "texts": (
        "names_of",
        "note_text",
        "prose_of",
        "text_of",
        "title_of",
    ),
    "words": (
        "Term",
        "indexed_words",
        "plain_words",
        "query_terms",
        "query_words",
    ),
}
names_from(__name__, _WHERE)

__all__ = [
    "Hit",
    "Term",
    "excerpt",
    "indexed_words",
    "names_of",
    "note_text",
    "places",
    "plain_words",
    "prose_of",
    "query_terms",
    "query_words",
    "text_of",
    "title_of",
]
