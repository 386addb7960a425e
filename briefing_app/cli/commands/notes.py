"""Commands on notes, one function a verb."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from briefing_app.cli.desk_for import desk_of_a_command, reference
from briefing_app.cli.saying import say, say_json
from briefing_app.errors import ExpectedError, UsageError
from briefing_app.translation import tr, trn

if TYPE_CHECKING:
    import argparse

    from briefing_app.desk import Desk
    from briefing_app.domain.model import Ref


def notes(chosen: argparse.Namespace) -> int:
    """Adds, lists, exports, takes in, copies, checks, repairs or erases notes."""
    from briefing_app.cli import complain

    ref = reference(chosen.ref) if getattr(chosen, "ref", None) is not None else None
    desk = desk_of_a_command(chosen)
    try:
        if desk.notebook.book is None and desk.notebook.trouble is not None and chosen.verb not in ("check", "repair"):
            raise desk.notebook.trouble
        if desk.notebook.news:
            complain(desk.notebook.news)
        status = _NOTES[chosen.verb](desk, chosen, ref)
        if (
            chosen.verb in ("list", "export")
            and desk.notebook.book is not None
            and desk.notebook.book.stored.unreadable
        ):
            assert desk.notebook.trouble is not None
            complain(desk.notebook.trouble.sentence())
        return status
    finally:
        desk.close()


def _add(desk: Desk, chosen: argparse.Namespace, ref: Ref | None) -> int:
    assert ref is not None
    say(desk.notes.write(ref, chosen.text, tags=chosen.tag, initiator="cli"))
    return 0


def _list(desk: Desk, chosen: argparse.Namespace, ref: Ref | None) -> int:
    from briefing_app.desk.notes import notes_json, targets_of
    from briefing_app.domain.control_signs import visible_line
    from briefing_app.domain.moments import moment_in_words

    found = desk.notes.on(ref) if ref is not None else desk.notes.all(everywhere=chosen.all)
    if chosen.json:
        say_json(notes_json(desk.notes.with_package(found)))
        return 0
    for note in found:
        quote = f"  “{visible_line(note.passage.quote[:200])}”" if note.passage else ""
        words = visible_line(next((line for line in note.body.splitlines() if line.strip()), ""))
        about = ", ".join(map(visible_line, targets_of(note)))
        by = f"  {visible_line(note.author)}" if note.author else ""
        tags = "".join(f"  #{visible_line(tag)}" for tag in note.tags)
        lost = "  " + tr("⚠ cannot be read: {names}", names=", ".join(note.unreadable)) if note.unreadable else ""
        where = "" if desk.notes.is_here(note) else f"  [{visible_line(desk.notes.title_of(note))}]"
        say(f"{moment_in_words(note.modified)}  {about}{where}{by}  {words}{quote}{tags}{lost}")
    if not chosen.all and ref is None and (elsewhere := desk.notes.elsewhere_words()):
        say(tr("{words} --all lists them too.", words=visible_line(elsewhere)))
    return 0


def _export_notes(desk: Desk, chosen: argparse.Namespace, _ref: Ref | None) -> int:
    from briefing_app.domain.control_signs import visible_line

    notes = desk.notes.all(everywhere=True)[::-1] if chosen.all else None
    say(tr("Written: {path}", path=desk.notes.export(chosen.file, notes, replace=chosen.force)))
    if not chosen.all and (elsewhere := desk.notes.elsewhere_words()):
        say(tr("Left out: {words} --all writes them too.", words=visible_line(elsewhere)))
    return 0


def _import(desk: Desk, chosen: argparse.Namespace, _ref: Ref | None) -> int:
    plan = desk.notes.plan_import(chosen.file)
    if plan.refused and not plan.incoming:
        for sentence in plan.refused[1:]:
            say(sentence)
        raise ExpectedError(
            tr("Nothing was imported. {why}", why=plan.refused[0]), hint=tr("Correct the file, or choose another.")
        )
    say(plan.words())
    for sentence in (*plan.refused, *plan.remarks):
        say(sentence)
    for target in desk.notes.unknown_targets(plan):
        say(tr("Not in these data, but kept: {ref}", ref=str(target)[:200]))
    if not chosen.dry_run:
        say(desk.notes.take_in(plan, initiator="cli").words or tr("Nothing changed."))
    return 3 if plan.refused else 0


def _backup(desk: Desk, _chosen: argparse.Namespace, _ref: Ref | None) -> int:
    made = desk.backups.make()
    say(tr("Written: {path}", path=made.path) if made else tr("Nothing to copy."))
    return 0


def _check_notes(desk: Desk, _chosen: argparse.Namespace, _ref: Ref | None) -> int:
    report = desk.notebook.check()
    for finding in report.findings:
        say(finding)
    counted = trn("{n} note", "{n} notes", report.notes)
    kept = trn("{n} revision", "{n} revisions", report.revisions)
    if report.sound:
        say(tr("{notes} with {revisions}; the file is undamaged.", notes=counted, revisions=kept))
    else:
        say(tr("{notes} with {revisions}; the file is damaged.", notes=counted, revisions=kept))
    return 0 if report.sound else 1


def _repair_notes(desk: Desk, _chosen: argparse.Namespace, _ref: Ref | None) -> int:
    for sentence in desk.notebook.repair(initiator="cli").told:
        say(sentence)
    return 0


def _purge(desk: Desk, chosen: argparse.Namespace, _ref: Ref | None) -> int:
    from briefing_app.domain.moments import moment_in_words

    ids: list[str] = []
    for what in chosen.what:
        ident = what.removeprefix("urn:uuid:")  # as the JSON of the list writes it
        found = [ident] if desk.notes.get(ident) is not None else []
        if not found and "/" in what:
            on_it = (*desk.notes.all(), *desk.notes.all(removed=True))  # of this briefing, whose entry is meant
            found = [note.note_id for note in on_it if note.target == reference(what)]
        if not found:
            raise ExpectedError(
                tr("There is no note {name}.", name=repr(what)),
                hint=tr("notes list --json names the notes by their id."),
            )
        ids += found
    ids = list(dict.fromkeys(ids))
    for note in filter(None, map(desk.notes.get, ids)):
        words = next((line for line in note.body.splitlines() if line.strip()), "")
        say(f"{moment_in_words(note.modified)}  {note.target}  {words}")
    if not chosen.yes:
        if sys.stdin is None or not sys.stdin.isatty():
            raise UsageError(tr("Confirm that you want to erase for good."), hint=tr("Add --yes."))
        say(
            tr(
                "Erase {n} of your notes and their history for good, from the backups too? This cannot be "
                "undone. Files already exported or passed on keep them. Type yes:",
                n=len(ids),
            )
        )
        if sys.stdin.readline().strip().casefold() not in ("yes", "y"):
            say(tr("Nothing was erased."))
            return 1
    done = desk.notes.purge(ids, initiator="cli")
    say(done.words())
    return 3 if done.left else 0


_NOTES = {
    "purge": _purge,
    "add": _add,
    "list": _list,
    "export": _export_notes,
    "import": _import,
    "backup": _backup,
    "check": _check_notes,
    "repair": _repair_notes,
}
