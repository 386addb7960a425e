"""The sections of a briefing, one function each, in the order of the document."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_app.late import names_from
from briefing_app.translation import tr, trl

if TYPE_CHECKING:
    from briefing_app.report.blocks import Blocks
    from briefing_app.report.material import Material
    from briefing_app.report.sections.about import about
    from briefing_app.report.sections.actors import actors
    from briefing_app.report.sections.ambitions import ambitions
    from briefing_app.report.sections.changes import changes
    from briefing_app.report.sections.check import check
    from briefing_app.report.sections.claims import claims
    from briefing_app.report.sections.corridors import corridors
    from briefing_app.report.sections.dossier import dossier
    from briefing_app.report.sections.judgements import overview
    from briefing_app.report.sections.notes import notes
    from briefing_app.report.sections.page_one import page_one
    from briefing_app.report.sections.sources import sources
    from briefing_app.report.sections.timeline import timeline
    from briefing_app.report.sections.trade import trade
    from briefing_app.report.sections.view import view

_WHERE = {
    "about": ("about",),
    "actors": ("actors",),
    "ambitions": ("ambitions",),
    "changes": ("changes",),
    "check": ("check",),
    "claims": ("claims",),
    "corridors": ("corridors",),
    "dossier": ("dossier",),
    "judgements": ("overview",),
    "notes": ("notes",),
    "page_one": ("page_one",),
    "sources": ("sources",),
    "timeline": ("timeline",),
    "trade": ("trade",),
    "view": ("view",),
}
names_from(__name__, _WHERE)

__all__ = [
    "KEYS",
    "LAST",
    "SECTIONS",
    "SectionKind",
    "about",
    "actors",
    "ambitions",
    "changes",
    "check",
    "claims",
    "corridors",
    "dossier",
    "notes",
    "overview",
    "page_one",
    "sources",
    "timeline",
    "trade",
    "view",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionKind:
    """One section that a briefing can have.

    Attributes:
        key: Its name on the command line and in snapshots.
        title: Its heading in English, translated where it is shown.
        writer: Name of the function that writes it.
        default: True if it is in a briefing for which nobody chose sections.
    """

    key: str
    title: str
    writer: str
    default: bool = True

    def heading(self) -> str:
        """Returns the title in the language of the interface."""
        return tr(self.title)

    def write(self, material: Material) -> Blocks:
        """Returns its blocks."""
        made: Blocks = getattr(sys.modules[__name__], self.writer)(material)
        return made


# In the order in which one's own choice lists them; a form has an order of its own.
SECTIONS: tuple[SectionKind, ...] = (
    SectionKind(key="page-one", title=trl("At a glance"), writer="page_one"),
    SectionKind(key="changes", title=trl("What changed"), writer="changes"),
    SectionKind(key="overview", title=trl("Key judgements"), writer="overview"),
    SectionKind(key="ambitions", title=trl("Ambitions"), writer="ambitions"),
    SectionKind(key="trade", title=trl("Trade"), writer="trade"),
    SectionKind(key="map", title=trl("Corridors"), writer="corridors"),
    SectionKind(key="timeline", title=trl("Timeline"), writer="timeline"),
    SectionKind(key="actors", title=trl("Actors"), writer="actors"),
    SectionKind(key="dossier", title=trl("Dossier of chosen actors"), writer="dossier", default=False),
    SectionKind(key="claims", title=trl("Claims of the starting document"), writer="claims"),
    SectionKind(key="view", title=trl("This view"), writer="view", default=False),
    SectionKind(key="notes", title=trl("Notes"), writer="notes"),
    SectionKind(key="sources", title=trl("Sources"), writer="sources"),
    SectionKind(key="about", title=trl("About this document"), writer="about"),
    SectionKind(key="check", title=trl("How to check this document"), writer="check"),
)
KEYS: tuple[str, ...] = tuple(kind.key for kind in SECTIONS)
LAST: tuple[str, ...] = ("notes", "sources", "about", "check")
"""They tell what the others used, and are written after them wherever they stand."""
