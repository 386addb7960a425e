"""One actor on one sheet, and several side by side: field by field, with what each field rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefing_app.domain import entries
from briefing_app.domain.actors.events import events_of
from briefing_app.domain.actors.names import NAMES, name_of, shown_name
from briefing_app.domain.actors.profile import interests
from briefing_app.domain.actors.relations import list_place, relations_of, sign_words, since_words
from briefing_app.domain.model import Actor, Note, Record, Ref, Relation, Source
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import event_date_words, grade_words, plain_word, published_words, sign_of
from briefing_app.translation import tr, trc, trn

MOST_COMPARED = 4
_NOTHING = "–"


def sheet(scope: Scope, actor: Actor, notes: Sequence[Note] | None = ()) -> TableSpec:
    """Returns the profile of an actor in its fixed order, each row with its sources.

    A row without other words is a heading. The fields of the profile rest on the sources that the data name for the
    profile as a whole, which is said; relations, events, figures, claims and evidence have their own.

    Args:
        scope: What is asked about.
        actor: The actor.
        notes: The person's notes on it; None to say nothing of notes.
    """
    name = shown_name(actor)
    rows = [*_fields(scope.dataset, actor), *_beside(scope, actor)]
    rows += () if notes is None else _notes(actor, notes)
    return TableSpec(
        caption=Caption(
            key=f"profile-{actor.actor_id}",
            title=name,
            subtitle=plain_word(actor.kind),
            summary=tr("Profile of {name}: {role}", name=name, role=actor.role),
            edition=scope.edition,
        ),
        columns=(
            Column(key="field", label=tr("Field"), weight=3),
            Column(key="text", label=tr("What is known"), weight=12),
            Column(key="sources", label=tr("Sources"), kind="word", weight=3),
        ),
        rows=tuple(rows),
    )


def _fields(dataset: Dataset, actor: Actor) -> Iterator[Row]:
    for heading, fields in field_groups(dataset):
        yield _heading(heading)
        for label, read in fields:
            text = read(actor)
            yield Row(
                ref=actor.ref,
                cells=(
                    Cell(text=label),
                    Cell(text=text or tr("Nothing found in the sources."), tone="" if text else "muted"),
                    Cell(text=_basis(dataset, actor, label) if text else _NOTHING, tone="muted"),
                ),
            )


Read = Callable[[Actor], str]


def field_groups(dataset: Dataset) -> tuple[tuple[str, tuple[tuple[str, Read], ...]], ...]:
    """Returns the fields of every profile in their one order, under their headings: label, and how it is read."""

    def field(name: str) -> tuple[str, Read]:
        return dataset.heading("actors", name), lambda actor: getattr(actor, name)

    told = [(tr(words), name) for name, _code, words in NAMES if any(getattr(a, name) for a in dataset.actors)]
    return (
        (
            tr("Who it is"),
            (
                *((tr("Name, {language}", language=words), _reader(name)) for words, name in told),
                (tr("Kind"), lambda actor: plain_word(actor.kind)),
                (tr("Belongs to"), lambda actor: name_of(dataset, actor.affiliation) if actor.affiliation else ""),
                field("role"),
                field("status_note"),
            ),
        ),
        (tr("What it wants"), (field("profile"),)),
        (tr("What it can do"), (field("leverage"),)),
        (tr("What holds it back"), (field("constraints"),)),
        (tr("Stance and interests"), (field("stance_on_recognition"), *(field(name) for name in interests(dataset)))),
    )


def profile_words(dataset: Dataset, actor: Actor) -> tuple[str, ...]:
    """Returns what an actor wants, can do and is held back by, a line for each field that is told."""
    fields = [pair for _heading_, pairs in field_groups(dataset)[2:] for pair in pairs]
    return tuple(f"{label}: {text}" for label, read in fields if (text := read(actor)))


def _reader(name: str) -> Read:
    return lambda actor: getattr(actor, name)


def _basis(dataset: Dataset, actor: Actor, label: str) -> str:
    """Names in other scripts are spellings, which the sources of the profile are not named for."""
    names = {tr("Name, {language}", language=tr(words)) for _name, _code, words in NAMES}
    if label in names:
        return tr("no source named")
    count = len(dataset.sources_of(actor))
    if not count:
        return tr("no source named")
    return trn("{n} for the whole profile", "{n} for the whole profile", count)


def _heading(words: str) -> Row:
    return Row(cells=(Cell(text=words), Cell(text=""), Cell(text="")))


def _beside(scope: Scope, actor: Actor) -> Iterator[Row]:
    """Yields what stands around the profile: relations, timeline, figures, claims and evidence that name it."""
    data = scope.dataset
    relations = sorted(relations_of(scope, actor), key=list_place)
    yield from _part(tr("Relations"), [_relation(data, r) for r in relations])
    events = events_of(scope, actor)
    yield from _part(tr("Its timeline"), [_row(data, e, event_date_words(e), e.title) for e in events])
    linked = [data.get(ref) for ref in data.links_to(actor.ref)]
    open_ = scope.without("actors")
    seen = [record for record in linked if record is not None and open_.keeps(record)]
    for heading, tables in (
        (tr("Its figures"), ("series",)),
        (tr("Claims that name it"), ("claims",)),
        (tr("Evidence that names it"), ("evidence",)),
    ):
        rows = [
            _row(data, r, _kind_words(r), entries.title_words(data, r.ref)) for r in _of(data, seen, events, tables)
        ]
        yield from _part(heading, rows)


def _of(data: Dataset, linked: Sequence[Record], events: Sequence[Record], tables: tuple[str, ...]) -> list[Record]:
    """Returns what points to the actor; claims have no field for actors and are found through its events."""
    found = {r.ref: r for r in linked if r.TABLE in tables}
    if "claims" in tables:
        for event in events:
            for ref in data.links_to(event.ref):
                record = data.get(ref) if ref.noun == "claim" else None
                if record is not None:
                    found.setdefault(ref, record)
    return list(found.values())


def _kind_words(record: Record) -> str:
    if record.TABLE == "claims":
        return str(sign_of("verdict", getattr(record, "verdict", "")))
    if record.TABLE == "evidence":
        return str(sign_of("evidence-direction", getattr(record, "direction", "")))
    return plain_word(str(getattr(record, "measure", "") or record.NOUN))


def _part(heading: str, rows: list[Row]) -> Iterator[Row]:
    yield _heading(tr("{what} ({n})", what=heading, n=len(rows)) if rows else tr("{what}: none", what=heading))
    yield from rows


def _relation(data: Dataset, relation: Relation) -> Row:
    one, other = name_of(data, relation.from_actor), name_of(data, relation.to_actor)
    words = tr(
        "{one} {kind} {other}, {when}. {summary}",
        one=one,
        kind=plain_word(relation.kind),
        other=other,
        when=since_words(relation),
        summary=relation.summary,
    )
    return _row(data, relation, sign_words(relation), words)


def _row(data: Dataset, record: Record, label: str, words: str) -> Row:
    count = len(sources_behind(data, record) if record.TABLE == "series" else data.sources_of(record))
    basis = trn("{n} source", "{n} sources", count) if count else tr("no source named")
    return Row(
        ref=record.ref,
        cells=(Cell(text=label), Cell(text=words, ref=record.ref), Cell(text=basis, tone="muted")),
    )


def bearers(data: Dataset, record: Record) -> tuple[Record, ...]:
    """Returns the entries that name the sources of one: of a series its figures, else the entry itself."""
    if record.TABLE == "series":
        return tuple(data.rows_of("observations", "series_id", record.id))
    return (record,)


def sources_behind(data: Dataset, record: Record) -> tuple[Source, ...]:
    """Returns the sources of an entry, each once."""
    return tuple(dict.fromkeys(s for bearer in bearers(data, record) for s in data.sources_of(bearer)))


def _notes(actor: Actor, notes: Sequence[Note]) -> Iterator[Row]:
    rows = [
        Row(ref=actor.ref, cells=(Cell(text=note.author or tr("my note")), Cell(text=note.body), Cell(text=_NOTHING)))
        for note in notes
    ]
    yield from _part(tr("My notes"), rows)


def field_sources(dataset: Dataset, ref: Ref, field: str = "") -> TableSpec:
    """Returns who says what a row of a profile says.

    Args:
        dataset: The data.
        ref: The entry behind the row.
        field: What the row is called.
    """
    record = dataset.get(ref)
    found = sources_behind(dataset, record) if record is not None else ()
    name = shown_name(record) if isinstance(record, Actor) else entries.title_words(dataset, ref)
    whole = isinstance(record, Actor)
    basis = (
        tr("The data name these sources for the profile as a whole, and none for this field alone.")
        if whole and found
        else ""
    )
    return _who_says_so(
        dataset,
        [("", source) for source in found],
        title=tr("{name}: {field}", name=name, field=field) if field else name,
        basis=basis,
    )


def comparison_sources(scope: Scope, actors: Sequence[Actor], field: str) -> TableSpec:
    """Returns who says what a row of a comparison says, actor by actor.

    Args:
        scope: What is asked about.
        actors: Who is compared.
        field: What the row is called.
    """
    data = scope.dataset
    relations, events, between = tr("Relations"), tr("Events"), tr("To each other")
    signs = {str(sign_of("relation-sign", sign)): sign for sign in (1, 0, -1)}
    idents = {actor.actor_id for actor in actors}
    found: list[tuple[str, Source]] = []
    for actor in actors:
        records: Sequence[Record] = (actor,)
        if field == events:
            records = events_of(scope, actor)
        elif field in (relations, between, *signs):
            records = [
                r
                for r in relations_of(scope, actor)
                if (field not in signs or r.sign == signs[field])
                and (field != between or {r.from_actor, r.to_actor} <= idents)
            ]
        elif _basis(data, actor, field) == tr("no source named"):
            records = ()
        sources = dict.fromkeys(s for record in records for s in data.sources_of(record))
        found += [(shown_name(actor), source) for source in sources]
    whole = bool(found) and field not in (relations, events, between, *signs)
    basis = tr("The data name these sources for each profile as a whole, and none for this field alone.")
    names = ", ".join(shown_name(actor) for actor in actors)
    title = tr("{name}: {field}", name=names, field=field)
    return _who_says_so(data, found, title=title, basis=basis if whole else "")


def _who_says_so(dataset: Dataset, found: Sequence[tuple[str, Source]], *, title: str, basis: str) -> TableSpec:
    """Returns sources as a table, with the actor that each speaks of where there are several."""
    named = any(name for name, _source in found)
    return TableSpec(
        caption=Caption(
            key="who-says-so",
            title=title,
            subtitle=basis,
            summary=basis,
            edition=dataset.edition.words,
            empty="" if found else tr("The data name no source for this."),
        ),
        columns=(
            *((Column(key="actor", label=tr("Actor"), weight=3),) if named else ()),
            Column(key="grade", label=tr("Grade"), kind="word", weight=1),
            Column(key="publisher", label=tr("Publisher"), weight=4),
            Column(key="date", label=tr("Date"), kind="word", weight=3),
            Column(key="title", label=tr("Title"), weight=9),
        ),
        rows=tuple(
            Row(
                ref=s.ref,
                cells=(
                    *((Cell(text=name),) if named else ()),
                    Cell(text=grade_words(s.reliability), sort=s.reliability or None),
                    Cell(text=s.publisher, sort=s.publisher),
                    Cell(text=published_words(s), sort=str(s.published or "")),
                    Cell(text=s.title, sort=s.title),
                ),
            )
            for name, s in found
        ),
        row_header=2 if named else 1,
    )


def comparison(scope: Scope, actors: Sequence[Actor]) -> TableSpec:
    """Returns two to four actors in columns, field by field; where they differ is marked.

    Args:
        scope: What is asked about.
        actors: The actors, in their order.
    """
    data, chosen = scope.dataset, tuple(dict.fromkeys(actors))[:MOST_COMPARED]
    rows: list[Row] = []
    for heading, fields in field_groups(data):
        rows.append(Row(cells=tuple(Cell(text=heading if not n else "") for n in range(len(chosen) + 2))))
        rows += [_compared(label, [read(actor) for actor in chosen], chosen) for label, read in fields]
    rows.append(Row(cells=tuple(Cell(text=tr("Counts") if not n else "") for n in range(len(chosen) + 2))))
    own = [relations_of(scope, actor) for actor in chosen]
    rows.append(_compared(tr("Relations"), [str(len(each)) for each in own], chosen))
    for sign in (1, 0, -1):
        words = sign_of("relation-sign", sign)
        rows.append(_compared(str(words), [str(sum(r.sign == sign for r in each)) for each in own], chosen))
    rows.append(_compared(tr("Events"), [str(len(events_of(scope, actor))) for actor in chosen], chosen))
    rows.append(_between(data, chosen, own))
    differing = sum(row.cells[-1].text == tr("differs") for row in rows)
    names = ", ".join(shown_name(actor) for actor in chosen)
    said = trn("They differ in {n} field.", "They differ in {n} fields.", differing)
    return TableSpec(
        caption=Caption(
            key="comparison",
            title=tr("Compared: {names}", names=names),
            subtitle=said,
            summary=said,
            edition=scope.edition,
            empty="" if len(chosen) > 1 else tr("Choose two to four actors to compare."),
        ),
        columns=(
            Column(key="field", label=tr("Field"), weight=4),
            *(Column(key=f"actor-{a.actor_id}", label=shown_name(a), weight=8) for a in chosen),
            Column(key="differ", label=tr("Same or not"), kind="word", weight=4),
        ),
        rows=tuple(rows),
    )


def _compared(label: str, texts: Sequence[str], actors: Sequence[Actor]) -> Row:
    same = len({" ".join(text.casefold().split()) for text in texts}) == 1
    return Row(
        cells=(
            Cell(text=label),
            *(
                Cell(text=text or tr("Nothing found in the sources."), ref=a.ref, tone="" if text else "muted")
                for text, a in zip(texts, actors, strict=True)
            ),
            _differing(same=same),
        )
    )


def _differing(*, same: bool) -> Cell:
    return Cell(text=trc("compared", "same") if same else tr("differs"), tone="muted" if same else "warn")


def _between(data: Dataset, chosen: Sequence[Actor], own: Sequence[Sequence[Relation]]) -> Row:
    """How each stands to the others that are compared."""
    idents = {actor.actor_id for actor in chosen}
    texts = []
    for relations in own:
        told = [
            f"{sign_words(r)}: {name_of(data, r.from_actor)} {plain_word(r.kind)} {name_of(data, r.to_actor)}"
            for r in relations
            if {r.from_actor, r.to_actor} <= idents and r.from_actor != r.to_actor
        ]
        texts.append("; ".join(told) or tr("The data hold no relation between them."))
    return Row(
        cells=(
            Cell(text=tr("To each other")),
            *(Cell(text=text, ref=actor.ref) for text, actor in zip(texts, chosen, strict=True)),
            Cell(text=""),
        )
    )
