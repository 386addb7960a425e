"""This view: what was on screen, each picture with its equal table."""

from __future__ import annotations

import dataclasses

from briefing_app.pictures import Spec
from briefing_app.pictures.timeline import TimelineView
from briefing_app.report.blocks import Block, Blocks, Heading, Paragraph, plain
from briefing_app.report.material import Material


def view(material: Material) -> Blocks:
    """Returns the pictures and tables that were on screen, nothing if none was handed in."""
    seen = material.options.view
    if seen is None:
        return ()
    blocks: list[Block] = [Heading(text=seen.title, level=2)]
    blocks += [material.picture(_on_paper(spec)) for spec in seen.pictures if not spec.caption.empty]
    for table in seen.tables:
        if table.rows:
            for row in table.rows:
                if row.ref is not None and (record := material.dataset.get(row.ref)) is not None:
                    material.show(record)
            blocks.append(dataclasses.replace(material.grid(table), dense=True))
        elif table.caption.empty:
            blocks.append(Paragraph(runs=plain(table.caption.empty)))
    return tuple(blocks) if len(blocks) > 1 else ()


def _on_paper(spec: Spec) -> Spec:
    """Names that the screen cuts and tells in full under the pointer are whole or left away on paper."""
    return dataclasses.replace(spec, whole_names=True) if isinstance(spec, TimelineView) else spec
