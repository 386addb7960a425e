"""What a person has chosen and what an organisation has set: preferences, and the policy that goes before them."""

from __future__ import annotations

from briefing_app.settings.machine import load_policy
from briefing_app.settings.policy import Policy
from briefing_app.settings.preferences import FILE, FORMAT, LOCK, Preferences, change, chosen_language, load, stamp

__all__ = [
    "FILE",
    "FORMAT",
    "LOCK",
    "Policy",
    "Preferences",
    "change",
    "chosen_language",
    "load",
    "load_policy",
    "stamp",
]
