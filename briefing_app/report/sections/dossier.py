"""The dossier of chosen actors: each with its whole profile and the sources of every line, and side by side."""

from __future__ import annotations

from briefing_app.domain.actors import MOST_COMPARED, comparison, sheet, shown_name
from briefing_app.domain.model import Actor
from briefing_app.domain.specs import Row
from briefing_app.report.blocks import Block, Blocks, Grid, Head, Heading, Line, Paragraph, plain
from briefing_app.report.material import Material
from briefing_app.translation import tr


def dossier(material: Material) -> Blocks:
    """Returns the profiles of the actors that the filter asks for; nothing if it asks for none."""
    wanted = material.chosen.actors
    found = [actor for actor in material.visible(material.dataset.actors) if actor.actor_id in wanted]
    blocks: list[Block] = []
    for actor in found:
        blocks += _profile(actor, material)
    if 1 < len(found) <= MOST_COMPARED:
        compared = comparison(material.scope, found)
        blocks += [Heading(text=compared.caption.title, level=2), material.grid(compared, title=False)]
    return tuple(blocks)


def _profile(actor: Actor, material: Material) -> Blocks:
    material.show(actor)
    spec = sheet(material.scope, actor)
    heads = (Head(label=tr("Field"), weight=5), Head(label=tr("What is known"), weight=16))
    blocks: list[Block] = [Heading(text=shown_name(actor), level=2, anchor=str(actor.ref))]
    lines: list[Line] = []
    title = ""
    for row in (*spec.rows, None):
        if row is not None and any(cell.text for cell in row.cells[1:]):
            lines.append(_line(row, actor, material))
            continue
        if title:
            blocks.append(Heading(text=title, level=3))
        if lines:
            blocks.append(Grid(title="", columns=heads, lines=tuple(lines)))
        lines, title = [], row.cells[0].text if row is not None else ""
    sources = material.cite(actor, long=True)
    if sources:
        blocks.append(Paragraph(runs=(*plain(tr("Sources of the profile as a whole: ")), *sources), style="small"))
    return tuple(blocks)


def _line(row: Row, actor: Actor, material: Material) -> Line:
    """Fields rest on the sources of the whole profile, which stand below; other rows name their own."""
    told = plain(row.cells[1].text, muted=row.cells[1].tone == "muted")
    record = material.dataset.get(row.ref) if row.ref is not None and row.ref != actor.ref else None
    if record is None:
        return Line(cells=(plain(row.cells[0].text), told))
    material.show(record)
    return Line(cells=(plain(row.cells[0].text), (*told, *plain(" "), *material.cite(record))))
