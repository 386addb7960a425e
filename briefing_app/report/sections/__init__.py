"""The sections of a briefing, one function each, in the order of the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
from briefing_app.translation import tr, trl


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionKind:
    """One section that a briefing can have.

    Attributes:
        key: Its name on the command line and in snapshots.
        title: Its heading in English, translated where it is shown.
        write: Returns its blocks.
        default: True if it is in a briefing for which nobody chose sections.
    """

    key: str
    title: str
    write: Callable[[Material], Blocks]
    default: bool = True

    def heading(self) -> str:
        """Returns the title in the language of the interface."""
        return tr(self.title)


# In the order in which one's own choice lists them; a form has an order of its own.
SECTIONS: tuple[SectionKind, ...] = (
    SectionKind(key="page-one", title=trl("At a glance"), write=page_one),
    SectionKind(key="changes", title=trl("What changed"), write=changes),
    SectionKind(key="overview", title=trl("Key judgements"), write=overview),
    SectionKind(key="ambitions", title=trl("Ambitions"), write=ambitions),
    SectionKind(key="trade", title=trl("Trade"), write=trade),
    SectionKind(key="map", title=trl("Corridors"), write=corridors),
    SectionKind(key="timeline", title=trl("Timeline"), write=timeline),
    SectionKind(key="actors", title=trl("Actors"), write=actors),
    SectionKind(key="dossier", title=trl("Dossier of chosen actors"), write=dossier, default=False),
    SectionKind(key="claims", title=trl("Claims of the starting document"), write=claims),
    SectionKind(key="view", title=trl("This view"), write=view, default=False),
    SectionKind(key="notes", title=trl("Notes"), write=notes),
    SectionKind(key="sources", title=trl("Sources"), write=sources),
    SectionKind(key="about", title=trl("About this document"), write=about),
    SectionKind(key="check", title=trl("How to check this document"), write=check),
)
KEYS: tuple[str, ...] = tuple(kind.key for kind in SECTIONS)
LAST: tuple[str, ...] = ("notes", "sources", "about", "check")
"""They tell what the others used, and are written after them wherever they stand."""
