"""Commands on briefings as PDF: write one, show what one holds inside, and the child process that sets it."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from briefing_app.cli.desk_for import desk_of_a_command
from briefing_app.cli.saying import say, say_json
from briefing_app.errors import ExpectedError, UsageError
from briefing_app.translation import tr

if TYPE_CHECKING:
    import argparse

    from briefing_app.desk import Desk
    from briefing_app.desk.briefings import SetBriefing
    from briefing_app.report.options import BriefingOptions


def export(chosen: argparse.Namespace) -> int:
    """Writes the briefing as PDF and says where it lies."""
    import gc

    from briefing_app import paths
    from briefing_app.report.typeset import Child

    with contextlib.ExitStack() as stack:
        if gc.isenabled():  # what is made here goes with the process: to look for garbage takes a tenth of the time
            gc.disable()
            stack.callback(gc.enable)
        try:  # it makes itself ready while the data are read
            child: Child | None = stack.enter_context(contextlib.closing(Child(paths.own_command())))
        except OSError:
            child = None
        desk = stack.enter_context(contextlib.closing(desk_of_a_command(chosen)))
        desk.briefings.make_ready(child)
        _export(desk, chosen)
    return 0


def _export(desk: Desk, chosen: argparse.Namespace) -> None:
    from briefing_app.domain.filters import Filter

    known_keys = desk.dataset.briefing.keys
    if chosen.ambition and chosen.ambition not in known_keys:
        hint = (
            tr("Choose from {named}.", named=", ".join(known_keys))
            if known_keys
            else tr("This package names no ambitions.")
        )
        raise UsageError(tr("There is no ambition {key}.", key=repr(chosen.ambition)), hint=hint)
    desk.set_filter(
        Filter(start=chosen.start, end=chosen.end, as_known_on=chosen.as_known_on, ambition=chosen.ambition or ""),
        initiator="cli",
    )
    keys = tuple(k.strip() for k in (chosen.sections or "").split(",") if k.strip())
    known = {key for key, _title, _default in desk.briefings.sections()}
    if unknown := [key for key in keys if key not in known]:
        raise UsageError(
            tr("There is no section {key}.", key=repr(unknown[0])),
            hint=tr("Choose from {named}.", named=", ".join(sorted(known))),
        )
    if keys and chosen.form:
        raise UsageError(tr("A form has sections of its own."), hint=tr("Use either --form or --sections."))
    said = {
        "date": chosen.date,
        "form": chosen.form,
        "sections": keys or None,
        "marking": chosen.marking,
        "scheme": chosen.scheme,
        "copy": chosen.copy,
        "prepared_for": chosen.prepared_for,
        "prepared_by": chosen.prepared_by,
        "paper": chosen.paper,
        "title": chosen.title,
        "notes": "none" if chosen.no_notes else chosen.notes,
        "handling": chosen.handling,
        "grey": chosen.grey or None,
    }
    kept = _preset(desk, chosen.preset) if chosen.preset else {}
    if keys or chosen.form:
        kept = {name: value for name, value in kept.items() if name not in ("form", "sections")}
    options = desk.briefings.options(**(kept | {name: value for name, value in said.items() if value is not None}))
    if chosen.since:
        options = desk.briefings.compared_with(options, chosen.since)
    _weigh(desk, options)
    made = desk.briefings.plan(options)
    done: list[SetBriefing] = []

    def told(found: SetBriefing) -> None:
        done.append(found)
        say(found.words())

    out = desk.briefings.write(made, chosen.out, replace=chosen.force, before_writing=told)
    desk.briefings.remember(made, done[0], out)
    say(tr("Written: {path}", path=out))
    desk.keep_package()


def _preset(desk: Desk, name: str) -> dict[str, Any]:
    """Returns the choices kept under a name.

    Raises:
        UsageError: There are none.
    """
    found = desk.briefings.presets()
    for remark in found.remarks:
        say(remark)
    preset = next((p for p in found.presets if p.name == name), None)
    if preset is None:
        names = ", ".join(p.name for p in found.presets) or tr("none")
        raise UsageError(
            tr("There is no preset {name}.", name=repr(name)), hint=tr("Those kept are: {names}.", names=names)
        )
    return preset.choices()


def _weigh(desk: Desk, options: BriefingOptions) -> None:
    """Says before anything is written which notes the document's marking does not cover, and what becomes of them.

    Raises:
        ExpectedError: Nobody has said what shall become of them.
    """
    weighed = desk.briefings.weigh(options)
    if not weighed.held:
        return
    if options.handling == "refuse":
        raise ExpectedError(
            tr("{words} Nothing was written.", words=weighed.words()),
            hint=tr("Use --handling leave-out or --handling raise, a higher --marking, or --notes none."),
        )
    say(weighed.words())
    if options.handling == "leave-out":
        say(tr("Left out."))
    elif weighed.raised:
        say(tr("The document is marked {marking}.", marking=weighed.raised))


def snapshot(chosen: argparse.Namespace) -> int:
    """Shows what an exported briefing holds inside."""
    from briefing_app.desk.briefings import show_snapshot, snapshot_words

    found = show_snapshot(chosen.file)
    if chosen.json:
        say_json(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        say(snapshot_words(found))
    return 0


def typeset(chosen: argparse.Namespace) -> int:
    """The child process of an export."""
    from briefing_app.report.typeset import run_child

    return run_child(chosen.folder)
