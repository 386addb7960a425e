"""What an actor took part in."""

from __future__ import annotations

from briefing_app.domain.actors.names import shown_name
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import Actor, Event
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import date_cell
from briefing_app.domain.wording import event_date_words, sign_of
from briefing_app.translation import tr, trn


def events_of(scope: Scope, actor: Actor) -> tuple[Event, ...]:
    """Returns the events that an actor took part in and that pass the filter, latest first."""
    kept = scope.without("actors").visible(scope.dataset.events)
    mine = (event for event in kept if actor.actor_id in event.actors)
    return tuple(sorted(mine, key=lambda event: event.date.first(), reverse=True))


def events_table(scope: Scope, actor: Actor) -> TableSpec:
    """Returns the events of an actor as a table."""
    found = events_of(scope, actor)
    return TableSpec(
        caption=Caption(
            key=f"events-{actor.actor_id}",
            title=trn("{name}: {n} event", "{name}: {n} events", len(found), name=shown_name(actor)),
            summary=trn("{n} event, latest first", "{n} events, latest first", len(found)),
            edition=scope.edition,
            empty="" if found else tr("No event of {name} passes the filter.", name=shown_name(actor)),
        ),
        columns=(
            Column(key="date", label=tr("Date"), kind="date", weight=3),
            Column(key="event", label=tr("Event"), weight=9),
            Column(key="status", label=tr("Status"), kind="word", weight=3),
            Column(key="ambition", label=tr("Ambition"), kind="word", weight=1),
        ),
        rows=tuple(_event_row(event, scope.dataset.briefing) for event in found),
        row_header=1,
    )


def _event_row(event: Event, briefing: Briefing) -> Row:
    status = sign_of("event-status", event.status)
    return Row(
        ref=event.ref,
        cells=(
            date_cell(event.date, event.date_end, text=event_date_words(event)),
            Cell(text=event.title, sort=event.title, ref=event.ref),
            Cell(text=str(status), sort=status.word, tone=status.tone),
            Cell(
                text=briefing.letters(event.ambition, none="–"), sort=event.ambition, tone=briefing.tone(event.ambition)
            ),
        ),
    )
