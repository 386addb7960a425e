"""The forms of a briefing: which sections each has, in which order, and how much its sections tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing_app.report.options import BriefingOptions, Form
from briefing_app.translation import tr, trl


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKind:
    """One form.

    Attributes:
        key: Its name on the command line and in snapshots.
        title: Its name in English, translated where it is shown.
        sections: Keys of its sections in order; empty for one's own choice.
        short: True if its sections tell what matters most, False if they tell everything.
    """

    key: Form
    title: str
    sections: tuple[str, ...] = ()
    short: bool = False

    def heading(self) -> str:
        """Returns the title in the language of the interface."""
        return tr(self.title)


PAGE_ONE = "page-one"
"""The section that is page 1 of every form."""
_BODY = ("changes", "overview", "ambitions", "trade", "map", "actors", "timeline", "claims")
_END = ("notes", "sources", "about", "check")
FORM_KINDS: Mapping[Form, FormKind] = MappingProxyType(
    {
        "one-page": FormKind(key="one-page", title=trl("One page"), sections=(PAGE_ONE,), short=True),
        "standard": FormKind(key="standard", title=trl("Standard, about ten pages"), sections=(PAGE_ONE, *_BODY, *_END),
                             short=True),
        "full": FormKind(key="full", title=trl("Full, for reference"), sections=(PAGE_ONE, *_BODY, *_END)),
        "view": FormKind(key="view", title=trl("This view with its table"),
                         sections=(PAGE_ONE, "view", "notes", "check")),
        "own": FormKind(key="own", title=trl("Own choice of sections")),
    }
)  # fmt: skip


def section_keys(options: BriefingOptions) -> tuple[str, ...]:
    """Returns the keys of the sections that a briefing asks for, in order, page one first."""
    chosen = options.sections or FORM_KINDS[options.form].sections
    return tuple(dict.fromkeys((PAGE_ONE, *chosen)))


def tells_little(options: BriefingOptions) -> bool:
    """Tells whether the sections tell what matters most only."""
    return FORM_KINDS[options.used_form].short
