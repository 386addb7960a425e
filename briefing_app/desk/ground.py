"""What the parts of a desk stand on: data, preferences, filter and the telling of changes, as they may use them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing_app.domain.changes import Change, ChangeKind
    from briefing_app.domain.filters import Filter
    from briefing_app.domain.model import Ref
    from briefing_app.domain.scope import Scope
    from briefing_app.domain.tables import Dataset
    from briefing_app.settings import Policy, Preferences


class Ground(Protocol):
    """The desk as its parts know it."""

    dataset: Dataset
    whole: bool
    profile: Path
    preferences: Preferences
    policy: Policy
    source: Path | None

    @property
    def filter(self) -> Filter:
        """The one filter that all tabs share."""

    @property
    def scope(self) -> Scope:
        """What every view asks about now."""

    def tell(
        self,
        *kinds: ChangeKind,
        refs: Iterable[Ref] = (),
        initiator: str = "",
        reveal: bool = False,
        tab: str = "",
    ) -> Change:
        """Tells every listener of a change and returns it."""
