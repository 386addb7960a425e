"""Desks and references that the arguments name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.errors import ExpectedError, UsageError
from briefing_app.translation import tr

if TYPE_CHECKING:
    import argparse

    from briefing_app.desk import Desk
    from briefing_app.domain.model import Ref


def reference(text: str) -> Ref:
    """Reads a reference.

    Raises:
        UsageError: It is none.
    """
    from briefing_app.domain.model import Ref

    try:
        return Ref.parse(text)
    except ValueError:
        raise UsageError(
            tr("{text} is not a reference.", text=repr(text)), hint=tr("Write table/id, such as event/e-2023-forum.")
        ) from None


def open_desk(chosen: argparse.Namespace, *, page_one: bool = False) -> Desk:
    """Opens the desk that ``--profile`` and ``--data`` name.

    Nobody reads a terminal after a double click: what is wrong with a package that ``open`` names is said in the
    window, over the bundled briefing.

    Raises:
        ExpectedError: It cannot be opened.
    """
    from briefing_app.desk import Desk
    from briefing_app.settings import load_policy

    profile, data = getattr(chosen, "profile", None), getattr(chosen, "data", None)
    policy = load_policy()
    if profile is not None and not policy.allows("portable"):
        raise ExpectedError(
            tr("Your organisation allows notes and preferences only in your account."),
            hint=tr("Leave out --profile."),
        )
    try:
        return Desk.open(profile=profile, data=data, page_one=page_one, policy=policy)
    except ExpectedError as error:
        if not getattr(chosen, "double_clicked", False):
            raise
        desk = Desk.open(profile=profile, page_one=page_one, policy=policy)
        desk.notebook.news = error.sentence()
        return desk


def desk_of_a_command(chosen: argparse.Namespace) -> Desk:
    """Opens the desk and says what the window would say on its strip."""
    from briefing_app.cli import complain

    desk = open_desk(chosen)
    for sentence in desk.remarks:
        complain(sentence)
    return desk
