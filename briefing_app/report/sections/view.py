"""This view: what was on screen, each picture with its equal table."""

from __future__ import annotations

from briefing_app.report.blocks import Block, Blocks, Heading, Paragraph, plain
from briefing_app.report.material import Material


def view(material: Material) -> Blocks:
    """Returns the pictures and tables that were on screen, nothing if none was handed in."""
    seen = material.options.view
    if seen is None:
        return ()
    blocks: list[Block] = [Heading(text=seen.title, level=2)]
    blocks += [material.picture(spec) for spec in seen.pictures if not spec.caption.empty]
    for table in seen.tables:
        if table.rows:
            for row in table.rows:
                if row.ref is not None and (record := material.dataset.get(row.ref)) is not None:
                    material.show(record)
            blocks.append(material.grid(table))
        elif table.caption.empty:
            blocks.append(Paragraph(runs=plain(table.caption.empty)))
    return tuple(blocks) if len(blocks) > 1 else ()
