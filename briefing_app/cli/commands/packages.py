"""Commands on data packages: check one, begin one, write an old one anew, compare two."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import TYPE_CHECKING

from briefing_app.cli.saying import say, say_json
from briefing_app.translation import in_words_of_data, tr, trn

if TYPE_CHECKING:
    import argparse

    from briefing_app.domain.tables import Dataset


def check(chosen: argparse.Namespace) -> int:
    """Lists every problem of a data package; 1 if there is any."""
    from briefing_app import paths
    from briefing_app.dataset.loader import load

    path = chosen.path or getattr(chosen, "data", None) or paths.bundled_data()
    with _told_to(chosen):
        dataset = load(path)
    problems = dataset.problems
    words = {"error": tr("error"), "warning": tr("warning")}
    if chosen.json:
        say_json(json.dumps([dataclasses.asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            say(f"{words[problem.severity]}: {problem.sentence()}")
        say(trn("{n} problem in {path}", "{n} problems in {path}", len(problems), path=path))
        _say_lacks(dataset)
    return 1 if problems else 0


def _told_to(chosen: argparse.Namespace) -> contextlib.AbstractContextManager[None]:
    """What a machine reads is the same in every language; what a person reads is in theirs."""
    return in_words_of_data() if chosen.json else contextlib.nullcontext()


def _say_lacks(dataset: Dataset) -> None:
    """Says in the order of the tabs what is missing before each has something to show."""
    from briefing_app.domain.readiness import lacks

    found = lacks(dataset)
    if found:
        say(tr("Still missing before each tab has something to show:"))
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
        tr(
            "Written: {path} ({count}). README.md there says how to go on; open it with: briefing-app --data {path}",
            path=chosen.folder,
            count=count,
        )
    )
    return 0


def convert(chosen: argparse.Namespace) -> int:
    """Writes a package of an older schema anew; the old one stays as it is."""
    import datetime as dt

    from briefing_app import paths
    from briefing_app.dataset.conversion import convert as write_anew
    from briefing_app.dataset.loader import load
    from briefing_app.domain.control_signs import visible_line

    written = write_anew(chosen.old, chosen.out, template=paths.new_briefing(), day=dt.date.today())
    count = trn("{n} file", "{n} files", len(written.files))
    say(tr("Written: {path} ({count}).", path=chosen.out, count=count))
    if written.reasons:
        rows = trn(
            "{n} reason for a preferred figure is a row", "{n} reasons for preferred figures are rows", written.reasons
        )
        say(tr("{rows} of preferences.csv now.", rows=rows))
    if written.in_notes:
        series = ", ".join(visible_line(name) for name in written.in_notes)
        say(
            tr(
                "Reasons that do not match the preferred figures are in the notes of their series: {series}.",
                series=series,
            )
        )
    dataset = load(chosen.out)
    if dataset.problems:
        count = trn("{n} problem", "{n} problems", len(dataset.problems))
        say(tr("{count} in {path}; briefing-app check {path} lists them.", count=count, path=chosen.out))
    _say_lacks(dataset)
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
    kinds = {"added": tr("added"), "removed": tr("removed"), "changed": tr("changed")}
    for difference in found:
        say(f"{kinds[difference.kind]}: {difference.ref}")
        for name, (then, now) in difference.changes.items():
            say("    " + tr("{field}: {then} became {now}", field=name, then=repr(then[:100]), now=repr(now[:100])))
    say(trn("{n} difference", "{n} differences", len(found)))
    if old.edition.name != new.edition.name:
        say(
            tr(
                "These are two briefings, {old} and {new}, not two editions of one: an entry of the same name need not "
                "be the same thing.",
                old=visible_line(old.edition.name),
                new=visible_line(new.edition.name),
            )
        )
    return 0
