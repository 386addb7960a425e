"""The commands without a window. Each imports what it needs when it is chosen."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Any

from briefing_app.errors import ExpectedError, UsageError
from briefing_app.translation import trn

if TYPE_CHECKING:
    import argparse

    from briefing_app.desk import Desk
    from briefing_app.desk.briefings import SetBriefing
    from briefing_app.domain.model import Ref
    from briefing_app.domain.tables import Dataset
    from briefing_app.report.options import BriefingOptions


def say(text: str) -> None:
    """Writes on standard output what can be read there.

    Signs that command a terminal, such as those in a file's name, are shown; letters it lacks become question marks.
    """
    from briefing_app.cli import telling
    from briefing_app.domain.control_signs import visible_lines

    if sys.stdout is not None:
        encoding = sys.stdout.encoding or "utf-8"
        text = visible_lines(text)
        with telling():
            sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def say_json(text: str) -> None:
    """Writes JSON on standard output; what commands a terminal stands as its escape, so that the data stay."""
    from briefing_app.domain.control_signs import visible_json

    say(visible_json(text))


def reference(text: str) -> Ref:
    """Reads a reference.

    Raises:
        UsageError: It is none.
    """
    from briefing_app.domain.model import Ref

    try:
        return Ref.parse(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a reference.", hint="Write table/id, such as event/e-2023-forum.") from None


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
            "Your organisation has set that notes and preferences lie with your account alone.",
            hint="Leave out --profile.",
        )
    try:
        return Desk.open(profile=profile, data=data, page_one=page_one, policy=policy)
    except ExpectedError as error:
        if not getattr(chosen, "double_clicked", False):
            raise
        desk = Desk.open(profile=profile, page_one=page_one, policy=policy)
        desk.notebook.news = error.sentence()
        return desk


def _desk_of_a_command(chosen: argparse.Namespace) -> Desk:
    """Opens the desk and says what the window would say on its strip."""
    from briefing_app.cli import complain

    desk = open_desk(chosen)
    for sentence in desk.remarks:
        complain(sentence)
    return desk


def check(chosen: argparse.Namespace) -> int:
    """Lists every problem of a data package; 1 if there is any."""
    from briefing_app import paths
    from briefing_app.dataset.loader import load

    path = chosen.path or getattr(chosen, "data", None) or paths.bundled_data()
    dataset = load(path)
    problems = dataset.problems
    if chosen.json:
        say_json(json.dumps([dataclasses.asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            say(f"{problem.severity}: {problem.sentence()}")
        say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in {path}")
        _say_lacks(dataset)
    return 1 if problems else 0


def _say_lacks(dataset: Dataset) -> None:
    """Says in the order of the tabs what is missing before each has something to show."""
    from briefing_app.domain.readiness import lacks

    found = lacks(dataset)
    if found:
        say("Still missing before each tab has something to show:")
    for lack in found:
        say(f"    {lack.tab}: {lack.words}")


def new(chosen: argparse.Namespace) -> int:
    """Writes an empty, valid package to begin a briefing of one's own."""
    import datetime as dt

    from briefing_app import paths
    from briefing_app.dataset.begin import begin

    written = begin(chosen.folder, template=paths.new_briefing(), day=dt.date.today())
    count = trn("{n} file", "{n} files", len(written))
    say(
        f"Written: {chosen.folder} ({count}). README.md there says how to go on;"
        f" open it with: briefing-app --data {chosen.folder}"
    )
    return 0


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
        desk = stack.enter_context(contextlib.closing(_desk_of_a_command(chosen)))
        desk.briefings.make_ready(child)
        _export(desk, chosen)
    return 0


def _export(desk: Desk, chosen: argparse.Namespace) -> None:
    from briefing_app.domain.filters import Filter

    known_keys = desk.dataset.briefing.keys
    if chosen.ambition and chosen.ambition not in known_keys:
        hint = f"Choose from {', '.join(known_keys)}." if known_keys else "This package names no ambitions."
        raise UsageError(f"There is no ambition {chosen.ambition!r}.", hint=hint)
    desk.set_filter(
        Filter(start=chosen.start, end=chosen.end, as_known_on=chosen.as_known_on, ambition=chosen.ambition or ""),
        initiator="cli",
    )
    keys = tuple(k.strip() for k in (chosen.sections or "").split(",") if k.strip())
    known = {key for key, _title, _default in desk.briefings.sections()}
    if unknown := [key for key in keys if key not in known]:
        raise UsageError(f"There is no section {unknown[0]!r}.", hint=f"Choose from {', '.join(sorted(known))}.")
    if keys and chosen.form:
        raise UsageError("A form has sections of its own.", hint="Say either --form or --sections.")
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
    say(f"Written: {out}")


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
        names = ", ".join(p.name for p in found.presets) or "none"
        raise UsageError(f"There is no preset {name!r}.", hint=f"Those kept are: {names}.")
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
            f"{weighed.words()} Nothing was written.",
            hint="Say --handling leave-out or --handling raise, give a higher --marking, or say --notes none.",
        )
    say(weighed.words())
    if options.handling == "leave-out":
        say("Left out.")
    elif weighed.raised:
        say(f"The document is marked {weighed.raised}.")


def notes(chosen: argparse.Namespace) -> int:
    """Adds, lists, exports, takes in, copies, checks, repairs or erases notes."""
    from briefing_app.cli import complain

    ref = reference(chosen.ref) if getattr(chosen, "ref", None) else None
    desk = _desk_of_a_command(chosen)
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
        lost = f"  ⚠ cannot be read: {', '.join(note.unreadable)}" if note.unreadable else ""
        where = "" if desk.notes.is_here(note) else f"  [{visible_line(desk.notes.title_of(note))}]"
        say(f"{moment_in_words(note.modified)}  {about}{where}{by}  {words}{quote}{tags}{lost}")
    if not chosen.all and ref is None and (elsewhere := desk.notes.elsewhere_words()):
        say(f"{visible_line(elsewhere)} --all lists them too.")
    return 0


def _export_notes(desk: Desk, chosen: argparse.Namespace, _ref: Ref | None) -> int:
    from briefing_app.domain.control_signs import visible_line

    notes = desk.notes.all(everywhere=True)[::-1] if chosen.all else None
    say(f"Written: {desk.notes.export(chosen.file, notes, replace=chosen.force)}")
    if not chosen.all and (elsewhere := desk.notes.elsewhere_words()):
        say(f"Left out: {visible_line(elsewhere)} --all writes them too.")
    return 0


def _import(desk: Desk, chosen: argparse.Namespace, _ref: Ref | None) -> int:
    plan = desk.notes.plan_import(chosen.file)
    if plan.refused and not plan.incoming:
        for sentence in plan.refused[1:]:
            say(sentence)
        raise ExpectedError(f"Nothing was taken in. {plan.refused[0]}", hint="Correct the file, or choose another.")
    say(plan.words())
    for sentence in (*plan.refused, *plan.remarks):
        say(sentence)
    for target in desk.notes.unknown_targets(plan):
        say(f"Not in this data, kept all the same: {str(target)[:200]}")
    if not chosen.dry_run:
        say(desk.notes.take_in(plan, initiator="cli").words or "Nothing changed.")
    return 3 if plan.refused else 0


def _backup(desk: Desk, _chosen: argparse.Namespace, _ref: Ref | None) -> int:
    made = desk.backups.make()
    say(f"Written: {made.path}" if made else "Nothing to copy.")
    return 0


def _check_notes(desk: Desk, _chosen: argparse.Namespace, _ref: Ref | None) -> int:
    report = desk.notebook.check()
    for finding in report.findings:
        say(finding)
    counted = trn("{n} note", "{n} notes", report.notes)
    kept = trn("{n} revision", "{n} revisions", report.revisions)
    say(f"{counted} with {kept}; the file is {'' if report.sound else 'not '}sound.")
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
            raise ExpectedError(f"There is no note {what!r}.", hint="notes list --json names the notes by their id.")
        ids += found
    ids = list(dict.fromkeys(ids))
    for note in filter(None, map(desk.notes.get, ids)):
        words = next((line for line in note.body.splitlines() if line.strip()), "")
        say(f"{moment_in_words(note.modified)}  {note.target}  {words}")
    if not chosen.yes:
        if sys.stdin is None or not sys.stdin.isatty():
            raise UsageError("Erasing for good has to be confirmed.", hint="Add --yes.")
        say(
            f"Erase {len(ids)} of your notes with their history for good, from the backups too? This cannot be undone."
            " Files that were exported or given away keep them. Type yes:"
        )
        if sys.stdin.readline().strip().casefold() not in ("yes", "y"):
            say("Nothing was erased.")
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


def snapshot(chosen: argparse.Namespace) -> int:
    """Shows what an exported briefing holds inside."""
    from briefing_app.desk.briefings import show_snapshot, snapshot_words

    found = show_snapshot(chosen.file)
    if chosen.json:
        say_json(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        say(snapshot_words(found))
    return 0


def compare(chosen: argparse.Namespace) -> int:
    """Lists what changed between two data packages."""
    from briefing_app.dataset.compare import compare as differences
    from briefing_app.dataset.loader import load
    from briefing_app.domain.control_signs import visible_line

    old, new = load(chosen.old), load(chosen.new)
    found = differences(old, new)
    if chosen.json:
        rows = [
            {"ref": str(d.ref), "kind": d.kind, "changes": {k: list(v) for k, v in d.changes.items()}} for d in found
        ]
        say_json(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for difference in found:
        say(f"{difference.kind}: {difference.ref}")
        for name, (then, now) in difference.changes.items():
            say(f"    {name}: {then[:100]!r} became {now[:100]!r}")
    say(f"{len(found)} difference{'' if len(found) == 1 else 's'}")
    if old.edition.name != new.edition.name:
        say(
            f"These are two briefings, {visible_line(old.edition.name)} and {visible_line(new.edition.name)}, not two"
            " editions of one: an entry of the same name need not be the same thing."
        )
    return 0


def typeset(chosen: argparse.Namespace) -> int:
    """The child process of an export."""
    from briefing_app.report.typeset import run_child

    return run_child(chosen.folder)
