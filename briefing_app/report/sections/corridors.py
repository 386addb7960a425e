"""The corridors: state, route, and what each means for the ambitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing_app.domain.corridors import close_up, map_spec, numbered, numbers_in
from briefing_app.domain.model import Corridor, Ref
from briefing_app.domain.wording import number, sign_of
from briefing_app.report.blocks import Abreast, Blocks, Grid, Group, Head, Line, Paragraph, Runs, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr

_ORDER = ("operating", "under-construction", "agreed", "suspended", "proposed")
_TALL, _TALL_NEAR = 208.0, 202.0
"""Heights of the map and of its close view in points."""
_SHORTER = 25.0
"""Points by which each map is lower on the letter format, whose pages are shorter."""
_ACROSS = 3
"""Parts of the list in a short document, side by side."""
_LETTERS = 40
"""About how many letters stand side by side in a part."""


def corridors(material: Material) -> Blocks:
    """Returns the corridors as a table, those that operate first; nothing if none passes the filter."""
    found = corridors_in_order(material.part.corridors)
    if not found:
        return ()
    spec = map_spec(material.asked)
    on_map = {line.corridor for line in spec.lines}
    numbers = {ref: n for n, ref in enumerate((c.ref for c in found if c.ref in on_map), start=1)}
    drawn = numbered(spec, numbers)
    near = close_up(drawn, material.part)
    if near is not None:
        drawn = replace(drawn, aside=numbers_in(near))
    shorter = _SHORTER if material.options.paper == "letter" else 0.0
    how_to_read = Paragraph(
        runs=plain(
            tr("Numbers as on the map. Lengths and capacities as in the sources. Naming a line recognises no "
               "border or authority.")
        ),
        style="small",
    )  # fmt: skip
    return (
        material.picture(drawn, tall=_TALL - shorter),
        *((material.picture(replace(near, policy=""), tall=_TALL_NEAR - shorter),) if near is not None else ()),
        *((Group(blocks=(how_to_read, _in_short(found, numbers, material))),) if material.short else (
            how_to_read, _grid(found, numbers, material))),
    )  # fmt: skip


def corridors_in_order(corridors: Iterable[Corridor]) -> list[Corridor]:
    """Returns the corridors in the order of the list: those that operate first."""
    order = {status: place for place, status in enumerate(_ORDER)}
    return sorted(corridors, key=lambda c: (order.get(c.status, len(order)), c.short_name))


def _in_short(found: list[Corridor], numbers: Mapping[Ref, int], material: Material) -> Abreast:
    """The list under the map in parts side by side."""
    material.show(*found)
    tall = -(-len(found) // _ACROSS)
    parts = (found[at : at + tall] for at in range(0, len(found), tall))
    return Abreast(blocks=tuple(_part(part, numbers) for part in parts), across=_ACROSS)


def _part(corridors: list[Corridor], numbers: Mapping[Ref, int]) -> Grid:
    """One part of the list; its states stay on one line each."""
    named = [_named(corridor, numbers) for corridor in corridors]
    states = [str(sign_of("corridor-status", corridor.status)) for corridor in corridors]
    wide = min(max(map(len, states)) + 4, _LETTERS // 2)
    return Grid(
        columns=(
            Head(label=tr("Corridor"), weight=_LETTERS - wide),
            Head(label=tr("State"), weight=wide),
        ),
        lines=tuple(
            Line(cells=(name, plain(state)), anchor=str(corridor.ref))
            for corridor, name, state in zip(corridors, named, states, strict=True)
        ),
        dense=True,
    )


def _named(corridor: Corridor, numbers: Mapping[Ref, int]) -> Runs:
    """Returns number and name; one that is only a place, and so no line on the map, has no number."""
    return plain(f"{numbers.get(corridor.ref, '–')}  {corridor.short_name}", strong=True)


def _grid(found: list[Corridor], numbers: Mapping[Ref, int], material: Material) -> Grid:
    return Grid(
        columns=(
            Head(label=tr("Corridor"), weight=8),
            Head(label=tr("State"), weight=5),
            Head(label=tr("Measures"), weight=6),
            Head(label=material.dataset.heading("corridors", "relevance"), weight=15),
        ),
        lines=tuple(_line(corridor, numbers, material) for corridor in found),
        dense=True,
    )


def _line(corridor: Corridor, numbers: Mapping[Ref, int], material: Material) -> Line:
    material.show(corridor)
    named: Runs = (
        *_named(corridor, numbers),
        *plain(f"\n{corridor.name}" if corridor.name != corridor.short_name else ""),
    )
    told = corridor.relevance or corridor.route
    meaning: Runs = (
        *plain(f"{told} "),
        *material.cite(corridor),
    )
    return Line(
        cells=(named, plain(str(sign_of("corridor-status", corridor.status))), plain(_measures(corridor)), meaning),
        anchor=str(corridor.ref),
    )


def _measures(corridor: Corridor) -> str:
    found = [
        tr("{n} km", n=number(corridor.length_km)) if corridor.length_km else "",
        tr("gauge {n} mm", n=corridor.gauge_mm) if corridor.gauge_mm else "",
        tr("{n} Mt a year", n=number(corridor.capacity_mt_per_year)) if corridor.capacity_mt_per_year else "",
        tr("USD {n} million", n=number(corridor.cost_usd / 1e6)) if corridor.cost_usd else "",
    ]
    return "\n".join(part for part in found if part)
