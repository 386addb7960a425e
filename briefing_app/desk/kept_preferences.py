"""Preferences as the profile keeps them, which several windows may write."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing_app import settings
from briefing_app.errors import ExpectedError
from briefing_app.settings import Policy, Preferences

log = logging.getLogger(__name__)


class KeptPreferences:
    """The file of one profile; it notices what others wrote there.

    Args:
        profile: The profile folder.
        policy: What the organisation has set.
    """

    def __init__(self, profile: Path, policy: Policy) -> None:
        self._profile, self._policy = profile, policy
        self._stamp = settings.stamp(profile)

    def change(self, now: Preferences, values: Mapping[str, Any]) -> Preferences | None:
        """Changes preferences and saves them.

        Args:
            now: What the person has chosen.
            values: What is chosen anew.

        Returns:
            What is chosen from now on; None if that is the same.

        Raises:
            ExpectedError: A value is not allowed, or the file cannot be written.
        """
        changed = dataclasses.replace(now, **values)
        if changed == now:
            return None
        kept = settings.change(self._profile, now, changed, policy=self._policy)
        self._stamp = settings.stamp(self._profile)
        return kept

    def chosen_elsewhere(self, now: Preferences) -> Preferences | None:
        """Returns what another window on this profile chose since the last look; None if nothing.

        Args:
            now: What is chosen here. Views and the window's place are each window's own.
        """
        stamp = settings.stamp(self._profile)
        if stamp in (self._stamp, (0, 0, 0)):
            return None
        self._stamp = stamp
        try:
            stored = settings.load(self._profile, policy=self._policy)
        except ExpectedError as error:  # a newer program chose: this window stays as it is
            log.info("%s", error.sentence())
            return None
        same = dataclasses.replace(stored, views=now.views, geometry=now.geometry)
        return None if same == now else stored
