"""What a full-text search knows of every record: its title as a person reads it, and all its words."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_app.domain.entries.titles import figure_words, record_title
from briefing_app.domain.model import Observation, Record, Ref
from briefing_app.domain.search import text_of
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import sign_of

FORM = 3
"""Number of the form of these texts; an index made from another form is made anew."""
_LATER = {"observation": 1, "source": 2, "rating": 3}
"""What one looks for less often comes later among hits of the same weight."""


def document(dataset: Dataset, record: Record) -> tuple[str, str]:
    """Returns title and text of a record; the text begins with the title."""
    title = record_title(dataset, record)
    if not isinstance(record, Observation):
        return title, text_of(record, title=title)
    source = dataset.find("sources", record.source_id)
    said = (
        title,
        figure_words(record, dataset=dataset),
        sign_of("observation-status", record.status).word,
        source.publisher if source is not None else "",  # of a figure one remembers who said it
        record.note,
    )
    return title, "\n".join(part for part in said if part)


def documents(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Yields (reference, title, text) of every record, those one looks for most often first."""
    for record in sorted(dataset.records(), key=lambda r: _LATER.get(r.NOUN, 0)):
        title, text = document(dataset, record)
        if record.NOUN == "rating":
            # The title of a rating repeats its evidence: the item itself would stand behind twenty of its ratings.
            title, text = "", text.removeprefix(title).strip()
        yield str(record.ref), title, text


def named(dataset: Dataset, text: str) -> Record | None:
    """Returns the record whose reference or id somebody wrote; None if it is neither."""
    wanted = text.strip()
    if not wanted or len(wanted) > 200 or " " in wanted:
        return None
    try:
        return dataset.get(Ref.parse(wanted))
    except ValueError:
        return next((r for r in dataset.records() if r.id == wanted), None)
