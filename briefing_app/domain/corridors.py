"""The corridors on the map and in tables: routes in their state, places, and the policy on boundaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing_app.domain import problems
from briefing_app.domain.briefing import WHOLE_WORLD, Extent
from briefing_app.domain.model import Corridor, Node, Ref, Segment
from briefing_app.domain.outlines import outlines
from briefing_app.domain.projection import around
from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import (
    Caption,
    Cell,
    Column,
    MapLine,
    MapPlace,
    MapSpec,
    Point,
    Row,
    TableSpec,
)
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import number_words, plain_word, sign_of
from briefing_app.translation import tr, trl, trn

STATUSES = ("operating", "under-construction", "agreed", "proposed", "suspended")
SCHEMATIC = trl("Corridors are drawn schematically from place to place.")
NO_POLICY = trl(
    "The data do not say whose view the borders follow; they state no position on the status of any territory."
)
NO_OUTLINES = trl(
    "This briefing has no base map: places and corridors stand on open ground, corridors drawn schematically from "
    "place to place."
)
_ORIGIN = trl("Each corridor names its sources in its record.")
_OUTLINES = trl("Outlines: {origin}.")
_CLOCK = trl("The state of a corridor is the latest known; the day chosen hides corridors that became known later.")
# Kinds of places in the order in which they deserve their name on the map.
_KINDS = {"capital": 1, "port": 2, "dry-port": 2, "border-crossing": 2, "terminal": 3, "junction": 3, "city": 3}
# So many routes meet at a place that is named before its kind asks for it.
_HUB = 4
_NAMED_FROM_NEAR = 3
"""The rank of places that the whole map does not name."""
_WORTH_A_LOOK = 3
"""So many of them make a close view worth its room."""
_AROUND = 1.3
"""Degrees around the places of a close view."""


def map_spec(
    scope: Scope,
    *,
    highlight: Ref | None = None,
) -> MapSpec:
    """Returns the map of the corridors that pass the filter; their pieces and places follow.

    Args:
        scope: What is asked about.
        highlight: A corridor that stands out: it is drawn last, the others are muted, its places come first.
    """
    return scope.once(("map", highlight), lambda: _map_spec(scope, highlight))


def _map_spec(scope: Scope, highlight: Ref | None) -> MapSpec:
    dataset, shown = scope.dataset, visible(scope)
    segments = _segments(dataset, shown)
    order = {status: place for place, status in enumerate(reversed(STATUSES))}
    lines = [line for s in segments if (line := _line(dataset, s, highlight)) is not None]
    lines.sort(key=lambda line: (line.corridor == highlight, order.get(line.status, -1)))
    found = {segment.status for segment in segments}
    return MapSpec(
        caption=_caption(scope, shown),
        extent=extent_of(dataset),
        outlines=outlines(dataset.outlines),
        lines=tuple(lines),
        places=_places(dataset, segments, highlight),
        policy=f"{borders(dataset)} {tr(SCHEMATIC)}" if dataset.outlines else tr(NO_OUTLINES),
        legend=tuple((s, sign_of("corridor-status", s).word) for s in STATUSES if s in found),
        table=segments_table(scope),
        spoken=tuple((corridor.ref, _spoken(dataset, corridor, segments)) for corridor in shown),
    )


def _spoken(dataset: Dataset, corridor: Corridor, segments: Iterable[Segment]) -> str:
    """Returns what is said of a corridor: its name, its state, its length and its ends, as far as they are known."""
    mine = [segment for segment in segments if segment.corridor_id == corridor.corridor_id]
    parts = [corridor.short_name, sign_of("corridor-status", corridor.status).word]
    if corridor.length_km is not None:
        parts.append(tr("{km} km", km=number_words(corridor.length_km)))
    ends = [dataset.find("nodes", ident) for ident in (mine[0].from_node, mine[-1].to_node)] if mine else []
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        parts.append(tr("drawn from {start} to {end}", start=ends[0].name, end=ends[1].name))
    return ", ".join(part for part in parts if part)


def borders(dataset: Dataset) -> str:
    """Returns what the borders of the base map mean, as the package says it; empty if there is no base map."""
    if not dataset.outlines:
        return ""
    return dataset.briefing.outlines_policy or tr(NO_POLICY)


def numbered(spec: MapSpec, numbers: Mapping[Ref, int]) -> MapSpec:
    """Returns the map with the numbers that a list beside it gives to its corridors.

    Args:
        spec: The map.
        numbers: The number of each corridor.
    """
    return replace(spec, lines=tuple(replace(line, number=numbers.get(line.corridor, 0)) for line in spec.lines))


def close_up(spec: MapSpec, dataset: Dataset) -> MapSpec | None:
    """Returns the map of the country in which most hubs lie, close enough for the names of all its places.

    Args:
        spec: The map.
        dataset: The data, for where the places lie.

    Returns:
        The close view; None where it would name hardly a place more than the whole map does.
    """
    nodes = {node.ref: node for node in dataset.nodes}
    drawn = [node for place in spec.places if (node := nodes.get(place.ref)) is not None]
    routes: dict[str, set[Ref]] = {}
    for segment in dataset.segments:
        for ident in (segment.from_node, segment.to_node):
            routes.setdefault(ident, set()).add(Ref("corridor", segment.corridor_id))
    shown = {line.corridor for line in spec.lines}
    small = {place.ref for place in spec.places if place.rank >= _NAMED_FROM_NEAR}
    unnamed = Counter(node.country for node in drawn if node.ref in small)
    hubs = Counter(n.country for n in drawn if len(routes.get(n.node_id, set()) & shown) >= _HUB)
    country = next((country for country, _n in hubs.most_common() if unnamed[country] >= _WORTH_A_LOOK), None)
    if country is None:
        return None
    inside = [node for node in drawn if node.country == country]
    extent = (
        min(n.lon for n in inside) - _AROUND,
        min(n.lat for n in inside) - _AROUND,
        max(n.lon for n in inside) + _AROUND,
        max(n.lat for n in inside) + _AROUND,
    )
    caption = replace(
        spec.caption, key="map-close", title=tr("Close up: {country}", country=country), subtitle="", notes=()
    )
    return replace(spec, caption=caption, extent=extent, legend=(), close=True)


def numbers_in(spec: MapSpec) -> frozenset[int]:
    """Returns the numbers of corridors of which a map shows the middle of a piece."""
    west, south, east, north = spec.extent
    middles = ((line.number, line.points[len(line.points) // 2]) for line in spec.lines if line.number)
    return frozenset(n for n, (lon, lat) in middles if west < lon < east and south < lat < north)


def extent_of(dataset: Dataset) -> Extent:
    """Returns west, south, east and north of the first view: as the package says, or around all places."""
    if dataset.briefing.extent is not None:
        return dataset.briefing.extent
    places = [(n.lon, n.lat) for n in dataset.nodes] or [
        (e.lon, e.lat) for e in dataset.events if e.lon is not None and e.lat is not None
    ]
    return around(places) or WHOLE_WORLD


def visible(scope: Scope) -> tuple[Corridor, ...]:
    """Returns the corridors that pass the filter, in file order."""
    return scope.visible(scope.dataset.corridors)


def _segments(dataset: Dataset, shown: Iterable[Corridor]) -> tuple[Segment, ...]:
    idents = {corridor.corridor_id for corridor in shown}
    return tuple(s for s in dataset.segments if s.corridor_id in idents)


def _line(dataset: Dataset, segment: Segment, highlight: Ref | None) -> MapLine | None:
    start, end = dataset.find("nodes", segment.from_node), dataset.find("nodes", segment.to_node)
    corridor = dataset.find("corridors", segment.corridor_id)
    if start is None or end is None or corridor is None:
        return None
    sign = sign_of("corridor-status", segment.status)
    muted = highlight is not None and corridor.ref != highlight
    return MapLine(
        ref=segment.ref,
        corridor=corridor.ref,
        points=((start.lon, start.lat), *waypoints(segment), (end.lon, end.lat)),
        status=segment.status,
        mode=segment.mode,
        tone="muted" if muted else sign.tone,
        spoken=tr(
            "{corridor}, {start} to {end}, {mode}, {status}",
            corridor=corridor.short_name,
            start=start.name,
            end=end.name,
            mode=segment.mode,
            status=sign.word,
        ),
    )


def waypoints(segment: Segment) -> tuple[Point, ...]:
    """Returns the points between the two ends; what is no pair of numbers is left out."""
    found: list[Point] = []
    for pair in segment.waypoints.split(";"):
        try:
            lon, lat = (float(part) for part in pair.split())
        except ValueError:
            continue
        found.append((lon, lat))
    return tuple(found)


def _places(dataset: Dataset, segments: Sequence[Segment], highlight: Ref | None) -> tuple[MapPlace, ...]:
    """Returns the ends of the pieces drawn and all capitals; those of the highlighted corridor rank first."""
    routes: dict[str, set[str]] = {}
    for segment in segments:
        for ident in (segment.from_node, segment.to_node):
            routes.setdefault(ident, set()).add(segment.corridor_id)
    return tuple(
        MapPlace(
            ref=node.ref,
            at=(node.lon, node.lat),
            name=node.name.split(" (")[0],
            kind=node.kind,
            rank=_rank(node, routes.get(node.node_id, set()), highlight),
        )
        for node in dataset.nodes
        if node.node_id in routes or node.kind == "capital"
    )


def _rank(node: Node, routes: set[str], highlight: Ref | None) -> int:
    if highlight is not None and highlight.id in routes:
        return 1
    rank = _KINDS.get(node.kind, 3)
    if rank > 1 and len(routes) >= _HUB:
        rank -= 1
    return rank + 1 if highlight is not None and rank > 1 else rank


# Words


def _caption(scope: Scope, shown: Sequence[Corridor]) -> Caption:
    counts = Counter(corridor.status for corridor in shown)
    drawn_by = scope.dataset.briefing.outlines_origin if scope.dataset.outlines else ""
    outlined = tr(_OUTLINES, origin=drawn_by) if drawn_by else ""
    notes = [f"{tr(_ORIGIN)} {outlined}".rstrip(), *([tr(_CLOCK)] if scope.filter.as_known_on else [])]
    return Caption(
        key="map",
        title=_title(counts, len(shown)),
        subtitle=tr("Corridors by state, drawn from place to place"),
        summary=_summary(counts, shown),
        notes=tuple(notes),
        edition=scope.edition,
        empty=""
        if shown
        else problems.why_empty(
            scope.dataset,
            "corridors",
            otherwise=tr("No corridor passes the filter. Reset it to see them all."),
        ),
    )


def _title(counts: Counter[str], total: int) -> str:
    """Says what runs and what is words on paper so far; the rest stands in the summary."""
    if not total:
        return tr("No corridor to show")
    paper = counts["agreed"] + counts["proposed"]
    head = trn(
        "{working} of {n} corridor operates", "{working} of {n} corridors operate", total, working=counts["operating"]
    )
    rest = trn("{n} is only agreed or proposed", "{n} are only agreed or proposed", paper)
    return f"{head}, {rest}" if paper else head


def _summary(counts: Counter[str], shown: Sequence[Corridor]) -> str:
    named = [
        tr(
            "{status}: {names}.",
            status=sign_of("corridor-status", status).word.capitalize(),
            names=", ".join(c.short_name for c in shown if c.status == status),
        )
        for status in STATUSES
        if counts[status]
    ]
    return " ".join(named)


# Tables


def corridors_table(scope: Scope) -> TableSpec:
    """Returns the list beside the map: corridors with their state, those that operate first."""
    shown = sorted(visible(scope), key=lambda c: STATUSES.index(c.status) if c.status in STATUSES else len(STATUSES))
    return TableSpec(
        caption=Caption(
            key="corridors",
            title=tr("Corridors"),
            summary=trn("{n} corridor", "{n} corridors", len(shown)),
            edition=scope.edition,
            empty=""
            if shown
            else problems.why_empty(scope.dataset, "corridors", otherwise=tr("No corridor passes the filter.")),
        ),
        columns=(
            Column(key="corridor", label=tr("Corridor"), weight=8),
            Column(key="status", label=tr("State"), kind="word", weight=6),
            Column(key="length", label=tr("km"), kind="number", weight=2, file="figure", meaning=tr("Length in km")),
        ),
        rows=tuple(_corridor_row(corridor, _sought(scope.dataset, corridor)) for corridor in shown),
    )


def _sought(dataset: Dataset, corridor: Corridor) -> str:
    """The full name, the course and the places of a corridor: whoever looks for it may know any of them."""
    pieces = _segments(dataset, [corridor])
    found = {node for piece in pieces for node in (piece.from_node, piece.to_node)}
    nodes = (dataset.find("nodes", ident) for ident in sorted(found))
    return " ".join([corridor.name, corridor.route, *(node.name for node in nodes if node is not None)])


def _corridor_row(corridor: Corridor, sought: str) -> Row:
    sign = sign_of("corridor-status", corridor.status)
    return Row(
        ref=corridor.ref,
        sought=sought,
        cells=(
            Cell(text=corridor.short_name, sort=corridor.short_name, ref=corridor.ref),
            Cell(text=str(sign), sort=STATUSES.index(corridor.status), tone=sign.tone),
            number_cell(corridor.length_km or None, words=number_words(corridor.length_km, "km")),
        ),
    )


def segments_table(scope: Scope) -> TableSpec:
    """Returns the equal table of the map: every piece that is drawn, corridor by corridor."""
    dataset, shown = scope.dataset, visible(scope)
    segments = sorted(_segments(dataset, shown), key=lambda s: (s.corridor_id, s.seq))
    sought = {corridor.corridor_id: f"{corridor.name} {corridor.route}" for corridor in shown}
    return TableSpec(
        caption=_caption(scope, shown),
        columns=(
            Column(key="corridor", label=tr("Corridor"), weight=4),
            Column(key="from", label=tr("From"), weight=4),
            Column(key="to", label=tr("To"), weight=4),
            Column(key="mode", label=tr("Means"), kind="word", weight=2),
            Column(key="status", label=tr("State"), kind="word", weight=3),
            Column(key="note", label=tr("Note"), weight=5),
        ),
        rows=tuple(_segment_row(dataset, segment, sought.get(segment.corridor_id, "")) for segment in segments),
    )


def _segment_row(dataset: Dataset, segment: Segment, sought: str) -> Row:
    corridor = dataset.find("corridors", segment.corridor_id)
    start, end = dataset.find("nodes", segment.from_node), dataset.find("nodes", segment.to_node)
    sign = sign_of("corridor-status", segment.status)
    name = corridor.short_name if corridor else segment.corridor_id
    from_name, to_name = start.name if start else segment.from_node, end.name if end else segment.to_node
    return Row(
        ref=segment.ref,
        sought=sought,
        cells=(
            Cell(text=name, sort=name, ref=corridor.ref if corridor else None),
            Cell(text=from_name, sort=from_name, ref=start.ref if start else None),
            Cell(text=to_name, sort=to_name, ref=end.ref if end else None),
            Cell(text=plain_word(segment.mode), sort=segment.mode),
            Cell(text=str(sign), sort=sign.word, tone=sign.tone),
            Cell(text=segment.note, sort=segment.note or None),
        ),
    )
