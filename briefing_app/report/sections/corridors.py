"""The corridors: state, route, and what each means for the ambitions."""

from __future__ import annotations

from briefing_app.domain.corridors import map_spec
from briefing_app.domain.model import Corridor
from briefing_app.domain.wording import number, sign_of
from briefing_app.report.blocks import Blocks, Grid, Head, Line, Paragraph, Run, Runs, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr


def corridors(material: Material) -> Blocks:
    """Returns the corridors as a table, those that operate first; nothing if none passes the filter."""
    order = ("operating", "under-construction", "agreed", "suspended", "proposed")
    found = sorted(
        material.part.corridors,
        key=lambda c: (order.index(c.status) if c.status in order else len(order), c.short_name),
    )
    if not found:
        return ()
    drawn = map_spec(material.asked)
    return (
        material.picture(drawn),
        Paragraph(
            runs=plain(
                tr("Lengths and capacities as the sources print them. Naming a line recognises no border or authority.")
            ),
            style="small",
        ),
        Grid(
            columns=(
                Head(label=tr("Corridor"), weight=9),
                Head(label=tr("State"), weight=5),
                Head(label=tr("Measures"), weight=6),
                Head(label=material.dataset.heading("corridors", "relevance"), weight=13),
            ),
            lines=tuple(_line(corridor, material) for corridor in found),
        ),
    )


def _line(corridor: Corridor, material: Material) -> Line:
    material.show(corridor)
    named: Runs = (
        *plain(corridor.short_name, strong=True),
        *plain(f"\n{corridor.name}" if corridor.name != corridor.short_name else ""),
    )
    said = corridor.relevance or corridor.route
    meaning: Runs = (
        *plain(said),
        Run(text="\n"),
        *material.cite(corridor, long=True, most=4),
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
