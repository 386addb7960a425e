"""Who said it: the sources cited in this document, by their number."""

from __future__ import annotations

from collections import Counter

from briefing_app.domain.model import Source
from briefing_app.domain.wording import plain_word, published_words
from briefing_app.report.blocks import Blocks, Grid, Head, Line, Paragraph, Run, Runs, plain
from briefing_app.report.material import Material
from briefing_app.report.printable import safe_link
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
                + tr("The letter grades the reliability of the source, A highest; – means nobody graded it.")
            ),
            style="small",
        ),
        Grid(
            columns=(
                Head(label=tr("No."), weight=2),
                Head(label=tr("Who and when"), weight=9),
                Head(label=tr("Grade"), weight=3),
                Head(label=tr("Title and address"), weight=24),
            ),
            lines=tuple(_line(number, source) for number, source in numbered),
        ),
    )


def _line(number: int, source: Source) -> Line:
    original = source.title_kind == "original"
    note = {"translated": tr(" (title in translation)"), "described": tr(" (described)")}.get(source.title_kind, "")
    address: Runs = (Run(text=source.url, url=safe_link(source.url)),)
    titled: Runs = (
        *plain(source.title, lang=source.language[:2].lower() if original and source.language else "en"),
        *plain(note, muted=True),
        Run(text="\n"),
        *address,
    )
    return Line(
        cells=(
            plain(f"[{number}]"),
            plain(f"{source.publisher}, {published_words(source, short=True)}"),
            plain(source.reliability or "–"),
            titled,
        ),
        anchor=str(source.ref),
    )
