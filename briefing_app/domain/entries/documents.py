"""What a full-text search knows of every record: its title as a person reads it, and all its words."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_app.domain.entries.titles import figure_words, record_title
from briefing_app.domain.model import Claim, Observation, Record, Ref
from briefing_app.domain.search import names_of, prose_of, text_of
from briefing_app.domain.search.hits import KIND_ORDER
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import number, sign_of

FORM = 4
"""Number of the form of these texts; an index made from another form is made anew."""


def document(dataset: Dataset, record: Record) -> tuple[str, str]:
    """Returns title and text of a record; the text begins with the title."""
    title = record_title(dataset, record)
    if not isinstance(record, Observation):
        return title, text_of(record, title=title)
    return title, _figure(dataset, record, title)


def sentences(dataset: Dataset, record: Record) -> tuple[str, str]:
    """Returns title of a record and what of its text a person reads, for showing where words were found."""
    title = record_title(dataset, record)
    if isinstance(record, Observation):
        return title, _figure(dataset, record, title).partition("\n")[2]
    prose = prose_of(record, title=title)
    return title, prose.partition("\n")[2] or prose


def _figure(dataset: Dataset, record: Observation, title: str) -> str:
    source = dataset.find("sources", record.source_id)
    said = (
        figure_words(record, dataset=dataset),
        sign_of("observation-status", record.status).word,
        source.publisher if source is not None else "",  # of a figure one remembers who said it
    )
    told = ", ".join(part for part in said if part)
    return "\n".join(part for part in (title, told, record.note) if part)


def documents(dataset: Dataset) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yields (reference, names, text) of every record, those one looks for most often first; its title leads."""
    order = {noun: place for place, noun in enumerate(KIND_ORDER)}
    short = _short_names(dataset)

    def place(record: Record) -> tuple[int, bool]:
        return order.get(record.NOUN, len(order)), isinstance(record, Observation) and not record.preferred

    for record in sorted(dataset.records(), key=place):
        title, text = document(dataset, record)
        if record.NOUN == "rating":
            # The title of a rating repeats its evidence: the item itself would stand behind twenty of its ratings.
            yield str(record.ref), (), text.removeprefix(title).strip()
        elif isinstance(record, Observation):
            yield str(record.ref), (title, number(record.value)), text  # a figure is looked for by its value
        elif isinstance(record, Claim):  # a claim is looked for by what decides it as well
            deciding = (dataset.find("series", ref.id) for ref in dataset.links_from(record) if ref.noun == "series")
            labels = (series.label for series in deciding if series is not None)
            yield str(record.ref), names_of(record, title=title), "\n".join((text, *labels))
        else:
            names = names_of(record, title=title)
            more = (s for name in names for s in short.get(name.casefold(), ()))
            yield str(record.ref), tuple(dict.fromkeys((*names, *more))), text


def _short_names(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Returns the terms of the glossary by what they stand for: an entry of that name is called so too."""
    found: dict[str, tuple[str, ...]] = {}
    for term in dataset.terms:
        if term.expansion:
            key = term.expansion.casefold()
            found[key] = (*found.get(key, ()), term.term)
    return found


def named(dataset: Dataset, text: str) -> Record | None:
    """Returns the record whose reference or id somebody wrote; None if it is neither."""
    wanted = text.strip()
    if not wanted or len(wanted) > 200 or " " in wanted:
        return None
    try:
        return dataset.get(Ref.parse(wanted))
    except ValueError:
        return next((t.by_id[wanted] for t in dataset.tables.values() if wanted in t.by_id), None)
