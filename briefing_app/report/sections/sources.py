"""Who said it: the sources cited in this document, by their number."""

from __future__ import annotations

from collections import Counter

from briefing_app.domain.markdown import safe_link
from briefing_app.domain.model import Source
from briefing_app.domain.wording import plain_word, published_words
from briefing_app.report.blocks import Blocks, Entry, Numbered, Paragraph, Run, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr, trn


def sources(material: Material) -> Blocks:
    """Returns the cited sources in the order of their numbers, nothing if none is cited."""
    numbered = [
        (n, s) for ref, n in material.citations.numbers.items() if isinstance(s := material.dataset.get(ref), Source)
    ]
    if not numbered:
        return ()
    kinds = Counter(source.kind for _n, source in numbered).most_common()
    said = ", ".join(f"{plain_word(kind)} {n}" for kind, n in kinds)
    return (
        Paragraph(
            runs=plain(
                trn("{n} source by kind: {said}.", "{n} sources by kind: {said}.", len(numbered), said=said)
                + " "
                + tr("The letter grades the reliability of the source, A highest; no letter means nobody graded it.")
            ),
            style="small",
        ),
        Numbered(entries=tuple(_entry(source) for _number, source in numbered)),
    )


def _entry(source: Source) -> Entry:
    original = source.title_kind == "original"
    notes = {"translated": tr("(title in translation)"), "described": tr("(described)")}
    note = notes.get(source.title_kind, "")
    grade = f" ({source.reliability})" if source.reliability else ""
    return Entry(
        runs=(
            *plain(f"{source.publisher}, {published_words(source, short=True)}{grade}. "),
            *plain(source.title, lang=source.language[:2].lower() if original and source.language else "en"),
            *plain(f" {note}. " if note else ". "),
            Run(text=source.url, url=safe_link(source.url)),
        ),
        anchor=str(source.ref),
    )
