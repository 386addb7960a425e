"""What an organisation has set, asked for at a widget that knows no desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefing_app.settings import Policy


def policy_at(widget: QWidget) -> Policy:
    """Returns the policy of the window that a widget stands in; an empty one where there is no such window."""
    found: QWidget | None = widget
    while found is not None:
        policy = getattr(getattr(found, "desk", None), "policy", None)
        if isinstance(policy, Policy):
            return policy
        found = found.parentWidget()
    return Policy()


def offered_place(widget: QWidget, name: str) -> str:
    """Returns what a dialog for saving offers: the name, in the organisation's folder if it has set one."""
    folder = policy_at(widget).export_folder()
    return name if folder is None else str(folder / name)
