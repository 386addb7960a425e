"""What can be searched in a record or a note, what a query means, and where in a text its words stand."""

from __future__ import annotations

from briefing_app.domain.search.excerpts import excerpt, places
from briefing_app.domain.search.hits import Hit
from briefing_app.domain.search.texts import names_of, note_text, prose_of, text_of, title_of
from briefing_app.domain.search.words import Term, indexed_words, plain_words, query_terms, query_words

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
