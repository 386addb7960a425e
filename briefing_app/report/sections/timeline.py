"""What happened: every event of the filter with its status, summary and sources."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from briefing_app.domain.model import Event
from briefing_app.domain.rival_dates import given_by
from briefing_app.domain.timeline import spec
from briefing_app.domain.wording import date_words, event_date_words, sign_of
from briefing_app.report.blocks import Block, Blocks, Grid, Head, Heading, Line, Paragraph, Run, Runs, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr, trn


def timeline(material: Material) -> Blocks:
    """Returns the events year by year, nothing if none passes the filter."""
    events = sorted(material.part.events, key=lambda e: (e.date.first(), e.event_id))
    if not events:
        return ()
    drawn = spec(material.asked, later="hide")
    # The picture has its own legend, so the words above it need not tell the signs again.
    counted = tr("{events} by topic. Larger: weightier", events=trn("{n} event", "{n} events", len(events)))
    drawn = replace(drawn, caption=replace(drawn.caption, subtitle=counted))
    blocks: list[Block] = [material.picture(drawn), Paragraph(runs=plain(_counted(events)), style="small")]
    for year, group in groupby(events, key=lambda e: e.date.year):
        blocks.append(Heading(text=str(year), level=2))
        blocks.append(
            Grid(
                columns=(
                    Head(label=tr("Date"), weight=4),
                    Head(label=tr("Event"), weight=19),
                    Head(label=tr("Status"), weight=4),
                    Head(label=tr("A, B"), weight=2),
                ),
                lines=tuple(_line(event, material) for event in group),
            )
        )
    return tuple(blocks)


def _counted(events: list[Event]) -> str:
    later = sum(e.reported is not None and e.reported.first() > e.date.last() for e in events)
    return trn("{n} event", "{n} events", len(events)) + tr(
        "; {n} of them became known only after the day itself, which is then said.", n=later
    )


def _line(event: Event, material: Material) -> Line:
    material.show(event)
    told: Runs = (
        *plain(event.title, strong=True),
        *plain(f"\n{event.summary}"),
        Run(text="\n"),
        *material.cite(event, long=True),
    )
    others = given_by(material.dataset, event, material.chosen.as_known_on)
    if others:
        dates = "; ".join(f"{date_words(other.date)}: {other.words}" for other in others)
        told = (*told, *plain("\n" + tr("Other dates given: {dates}.", dates=dates)))
    status = str(sign_of("event-status", event.status))
    if event.reported is not None and event.reported.first() > event.date.last():
        status += "\n" + tr("known {date}", date=date_words(event.reported, short=True))
    ambition = material.dataset.briefing.letters(event.ambition, none="–")
    return Line(cells=(plain(event_date_words(event)), told, plain(status), plain(ambition)), anchor=str(event.ref))
