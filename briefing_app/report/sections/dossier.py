"""The dossier of chosen actors: each with its whole profile and the sources of every line, and side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from briefing_app.domain.actors import MOST_COMPARED, bearers, comparison, field_groups, sheet, shown_name
from briefing_app.domain.model import Actor
from briefing_app.domain.specs import Row, TableSpec
from briefing_app.report.blocks import Block, Blocks, Grid, Head, Heading, Line, Paragraph, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr

_Part = tuple[str, list[Row]]


def dossier(material: Material) -> Blocks:
    """Returns the profiles of the actors that the filter asks for; nothing if it asks for none."""
    wanted = material.filter.actors
    found = [actor for actor in material.visible(material.dataset.actors) if actor.actor_id in wanted]
    if not found:
        return ()
    blocks: list[Block] = []
    if 1 < len(found) <= MOST_COMPARED:
        blocks += _compared(found, material)
    for actor in found:
        blocks += _profile(actor, material)
    return tuple(blocks)


def _parts(rows: Sequence[Row]) -> Iterator[_Part]:
    """Yields headings with the rows below them; a row with words in its first cell alone is a heading."""
    part: _Part | None = None
    for row in rows:
        if part is None or not any(cell.text for cell in row.cells[1:]):
            if part is not None:
                yield part
            part = row.cells[0].text, []
        else:
            part[1].append(row)
    if part is not None:
        yield part


def _compared(found: Sequence[Actor], material: Material) -> Blocks:
    """On paper the fields say enough, and the columns say who is meant: headings and links are left out."""
    spec = comparison(material.scope, found)
    rows = tuple(
        Row(ref=row.ref, cells=tuple(dataclasses.replace(cell, ref=None) for cell in row.cells))
        for _heading, rows in _parts(spec.rows)
        for row in rows
    )
    whole: TableSpec = dataclasses.replace(spec, rows=rows)
    return (Heading(text=spec.caption.title, level=2), material.grid(whole, title=False))


def _profile(actor: Actor, material: Material) -> Blocks:
    material.show(actor)
    parts = list(_parts(sheet(material.scope, actor, None).rows))
    count = len(field_groups(material.dataset))
    blocks: list[Block] = [Heading(text=shown_name(actor), level=2, anchor=str(actor.ref))]
    blocks.append(_grid([line for part in parts[:count] for line in _facts(*part)]))
    sources = material.cite(actor, long=True)
    basis = (*plain(tr("Sources of the profile as a whole: ")), *sources) if sources else plain(tr("No source named."))
    blocks.append(Paragraph(runs=basis, style="small"))
    for title, rows in parts[count:]:
        blocks.append(Heading(text=title, level=3))
        if rows:
            blocks.append(_grid([_line(row, material) for row in rows]))
    return tuple(blocks)


def _grid(lines: Sequence[Line]) -> Grid:
    heads = (Head(label=tr("Field"), weight=5), Head(label=tr("What is known"), weight=16))
    return Grid(columns=heads, lines=tuple(lines))


def _facts(heading: str, rows: list[Row]) -> Iterator[Line]:
    """Yields the fields below a heading; a field that stands alone is called by the heading."""
    for row in rows:
        words = heading if len(rows) == 1 else row.cells[0].text
        yield Line(cells=(plain(words), plain(row.cells[1].text, muted=row.cells[1].tone == "muted")))


def _line(row: Row, material: Material) -> Line:
    """A relation, an event, a figure, a claim or evidence with its own sources."""
    told = plain(row.cells[1].text)
    record = material.dataset.get(row.ref) if row.ref is not None else None
    if record is None:
        return Line(cells=(plain(row.cells[0].text), told))
    material.show(record)
    cited = material.cite(*bearers(material.dataset, record)) or plain(tr("no source named"), muted=True)
    return Line(cells=(plain(row.cells[0].text), (*told, *plain(" "), *cited)))
