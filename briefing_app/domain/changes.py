"""The small record that every change of the desk leaves: what changed, which entries, and who asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_app.domain.model import Ref

ChangeKind = Literal["data", "filter", "selection", "notes", "preferences", "edition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change; each view decides whether it cares.

    Attributes:
        kinds: What changed.
        refs: The entries touched; empty where that is not known or does not matter.
        initiator: Who asked, so that a view can ignore its own change.
        reveal: True if the selected entry should be brought into view (a link was followed, or back was pressed).
        tab: Key of the tab in which to reveal it; empty for the tab that is the entry's home.
    """

    kinds: frozenset[ChangeKind]
    refs: frozenset[Ref] = frozenset()
    initiator: str = ""
    reveal: bool = False
    tab: str = ""

    def and_then(self, later: Change) -> Change:
        """Returns this change and a later one as one, for a view that slept through both.

        Where both did not come from the same hand, neither is named, so that the view ignores neither.
        """
        return Change(
            kinds=self.kinds | later.kinds,
            refs=self.refs | later.refs,
            initiator=self.initiator if self.initiator == later.initiator else "",
        )

    def has(self, *kinds: ChangeKind) -> bool:
        """Tells whether any of these kinds is part of the change."""
        return not self.kinds.isdisjoint(kinds)
