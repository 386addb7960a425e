"""The command line answers in one sentence, with the right exit status and never a traceback."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.cli.arguments import parser
from briefing_app.desk import Desk
from tests.marks import windowed


def run(*words: str, patience: float = 60) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing_app", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=patience)


def test_check_reports_no_problem_on_the_bundled_data() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 problems")


@pytest.mark.parametrize(
    "words", [["fly"], ["notes"], ["notes", "add", "x"], ["--goto", "nonsense"], ["check", "--no"]]
)
def test_wrong_use_is_one_sentence_and_status_2(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_data_that_is_not_there_is_one_sentence_and_status_1(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "nothing"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_note_added_is_listed(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "Профиль ä"))
    added = run("notes", "add", "event/e-2023-forum-astana", "--text", "Ask", "--tag", "t", *profile)
    assert added.returncode == 0, added.stderr
    (listed,) = json.loads(run("notes", "list", "--json", *profile).stdout)
    assert listed["target"]["source"] == "urn:briefing-app:event/e-2023-forum-astana"
    assert [body["value"] for body in listed["body"]] == ["Ask", "t"]


def test_notes_go_out_and_into_another_profile_after_a_dry_run(tmp_path: Path) -> None:
    one, two = ("--profile", str(tmp_path / "a")), ("--profile", str(tmp_path / "b"))
    run("notes", "add", "claim/c-trade-06", "--text", "Ask", *one)
    file = str(tmp_path / "notes.jsonld")
    assert run("notes", "export", file, *one).returncode == 0
    dry = run("notes", "import", file, "--dry-run", *two)
    assert dry.stdout.splitlines()[0] == "1 new, 0 changed, 0 in conflict, 0 the same, 0 deleted"
    assert run("notes", "list", *two).stdout == ""
    run("notes", "import", file, *two)
    assert "claim/c-trade-06" in run("notes", "list", *two).stdout
    assert run("notes", "backup", *two).returncode == 0


@pytest.mark.slow
def test_a_marked_briefing_of_one_ambition_and_one_year_holds_exactly_the_notes_on_it(tmp_path: Path) -> None:
    out, profile = tmp_path / "b.pdf", ("--profile", str(tmp_path / "p"))
    within = ("event/e-2024-kaluga", "event/e-2024-ca-secretaries")
    for ref in (*within, "claim/c-trade-06", "event/e-2023-forum-astana", "briefing/whole"):
        assert run("notes", "add", ref, "--text", f"on {ref}", *profile).returncode == 0
    chosen = ("--ambition", "B", "--from", "2024-01-01", "--to", "2024-12-31", "--marking", "OFFICIAL")
    done = run("export", str(out), *chosen, *profile)
    assert (done.returncode, done.stderr) == (0, "")
    told, written = done.stdout.splitlines()
    assert "sections, 2 notes, marked OFFICIAL. Shown: Period 1 January 2024 – 31 December 2024; Ambition B." in told
    assert written == f"Written: {out}"
    shown = json.loads(run("snapshot", "show", str(out), "--json").stdout)
    assert {note["target"] for note in shown["notes"]} == set(within)
    for words, count in ((("--notes", "all"), 5), (("--notes", "none"), 0), (("--no-notes",), 0)):
        again = tmp_path / f"{count}{len(words)}.pdf"
        run("export", str(again), "--sections", "notes,about", *words, *chosen, *profile)
        assert len(json.loads(run("snapshot", "show", str(again), "--json").stdout)["notes"]) == count


SHOWN = "Shown: no filter, everything is shown."


@pytest.mark.slow
def test_one_page_is_one_page_and_the_next_one_says_what_changed_since(tmp_path: Path) -> None:
    first, second, profile = tmp_path / "1.pdf", tmp_path / "2.pdf", ("--profile", str(tmp_path / "p"))
    done = run("export", str(first), "--form", "one-page", *profile)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        f"1 page, 1 section, no notes, without a marking. {SHOWN}",
    )
    assert json.loads(run("snapshot", "show", str(first), "--json").stdout)["form"] == "one-page"
    done = run("export", str(second), "--form", "one-page", "--since", str(first), "--for", "The Minister", *profile)
    assert done.returncode == 0
    assert json.loads(run("snapshot", "show", str(second), "--json").stdout)["prepared_for"] == "The Minister"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--form", "full", "--sections", "claims"), 2, "A form has sections of its own. Use either"),
        (("--preset", "Nobody's"), 2, "There is no preset"),
        (("--since", "README.md"), 1, "could not be read"),
        (("--marking", "SECRET UE", "--scheme", "uk"), 2, "is not a marking of the scheme"),
        (("--marking", "ДСП", "--scheme", "kz"), 2, "asks for the number of the copy"),
    ],
)
def test_choices_that_do_not_go_together_are_refused_in_one_sentence(
    tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    done = run("export", str(tmp_path / "x.pdf"), *words, "--profile", str(tmp_path / "p"))
    assert done.returncode == status
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.slow
def test_notes_marked_above_the_document_do_not_enter_it_unasked(tmp_path: Path) -> None:
    out, profile = tmp_path / "b.pdf", tmp_path / "p"
    desk = Desk.open(profile=profile)
    ref = desk.dataset.events[0].ref
    desk.notes.write(ref, "a secret", handling="SECRET", initiator="test")
    desk.notes.write(ref, "open", initiator="test")
    desk.close()
    words = ("export", str(out), "--sections", "notes,about", "--marking", "OFFICIAL", "--profile", str(profile))
    refused = run(*words)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert "SECRET" in refused.stderr
    assert "--handling leave-out" in refused.stderr
    assert not out.exists()
    left_out = run(*words, "--handling", "leave-out")
    assert left_out.returncode == 0
    assert "1 note" in left_out.stdout.splitlines()[-2]
    assert b"a secret" not in json.dumps(json.loads(run("snapshot", "show", str(out), "--json").stdout)).encode()
    out.unlink()
    raised = run(*words, "--handling", "raise")
    assert "The document is marked SECRET." in raised.stdout
    assert json.loads(run("snapshot", "show", str(out), "--json").stdout)["marking"] == "SECRET"


@pytest.mark.slow
def test_a_briefing_is_exported_and_says_what_it_holds(tmp_path: Path) -> None:
    out, profile = tmp_path / "out put.pdf", ("--profile", str(tmp_path / "p"))
    run("notes", "add", "claim/c-trade-06", "--text", "Ask", *profile)
    options = ("--sections", "overview,claims,notes,about", "--marking", "OFFICIAL", "--as-known-on", "2024-01-10")
    done = run("export", str(out), *options, *profile)
    assert (done.returncode, done.stderr) == (0, "")
    shown = json.loads(run("snapshot", "show", str(out), "--json").stdout)
    assert shown["marking"] == "OFFICIAL"
    assert shown["filter"]["as_known_on"] == "2024-01-10"
    assert [n["body"] for n in shown["notes"]] == ["Ask"]
    took = run("notes", "import", str(out), "--profile", str(tmp_path / "q"))
    assert took.stdout.startswith("1 new")


@pytest.mark.parametrize(
    ("name", "command"),
    [("out.pdf", ["export", "OUT", "--sections", "about"]), ("out.jsonld", ["notes", "export", "OUT"])],
)
def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path, name: str, command: list[str]) -> None:
    out, profile = tmp_path / name, ("--profile", str(tmp_path / "p"))
    words = [str(out) if word == "OUT" else word for word in command]
    out.write_bytes(b"old")
    refused = run(*words, *profile)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == [f"{out} already exists. Choose another name, or add --force to replace it."]
    assert out.read_bytes() == b"old"
    done = run(*words, "--force", *profile)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes() != b"old"


def test_notes_with_signs_that_no_font_has_are_named_before_the_briefing_is_written(tmp_path: Path) -> None:
    out, profile = tmp_path / "out.pdf", ("--profile", str(tmp_path / "p"))
    run("notes", "add", "actor/kz", "--text", "哈萨克斯坦 ქართული 👍", *profile)
    done = run("export", str(out), "--sections", "notes", *profile)
    assert (done.returncode, done.stdout) == (
        0,
        f"2 pages, 2 sections, 1 note, without a marking. {SHOWN}\nWritten: {out}\n",
    )
    run("notes", "add", "actor/kz", "--text", "\U00010900 and \U00010901", *profile)
    done = run("export", str(out), "--sections", "notes", "--force", *profile)
    assert done.stdout.splitlines() == [
        (
            f"2 pages, 2 sections, 2 notes, without a marking. {SHOWN} "
            "1 note has characters that cannot be printed and are shown as codes: Kazakhstan (U+10900, U+10901)."
        ),
        f"Written: {out}",
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["export", "x.pdf", "--sections", "about", "--marking", "M" * 700], 2),
        (["export", "x.pdf", "--sections", "about", "--title", "T" * 10_000], 2),
        (["export", "no/folder/x.pdf"], 1),
        (["export", "x.pdf", "--sections", "nonsense"], 2),
        (["export", "x.pdf", "--date", "2024-13-01"], 2),
        (["export", "x.pdf", "--from", "2025-01-01", "--to", "2024-01-01"], 1),
        (["snapshot", "show", "README.md"], 1),
        (["compare", "data", "nowhere"], 1),
        (["notes", "import", "README.md"], 1),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: list[str], status: int, tmp_path: Path) -> None:
    done = run(*words, "--profile", str(tmp_path))
    assert done.returncode == status
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_two_packages_are_compared_entry_by_entry(tmp_path: Path) -> None:
    changed = Path(shutil.copytree(paths.bundled_data(), tmp_path / "package"))
    table = changed / "glossary.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("g-", "g-x", 1), encoding="utf-8")
    done = run("compare", str(paths.bundled_data()), str(changed))
    assert done.stdout.splitlines()[-1] == "2 differences"
    assert run("compare", "data", "data").stdout == "0 differences\n"


@pytest.mark.slow
@windowed
@pytest.mark.timeout(300)
def test_the_program_tests_itself() -> None:
    from briefing_app.ui.selftest import PATIENCE

    done = run("self-test", patience=PATIENCE + 30)  # it gives up by itself before that, and says at which step
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "self-test: all well"


def test_a_note_on_nothing_is_refused(tmp_path: Path) -> None:
    done = run("notes", "add", "event/e-0000-none", "--text", "x", "--profile", str(tmp_path))
    assert done.returncode == 1
    assert "no entry" in done.stderr


def test_the_command_line_loads_neither_qt_nor_numpy_nor_pandas() -> None:
    code = "import sys, briefing_app.cli; print([m for m in ('PySide6', 'numpy', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--profile", "p"],
        ["--data", "d.zip", "--goto", "event/e-1", "--profile", "x y"],
        ["--quit-after-first-paint"],
        ["--profile", "p", "notes", "list"],
        ["check", "--json"],
    ],
)
def test_the_short_way_reads_arguments_as_the_parser_does(words: list[str]) -> None:
    from briefing_app.cli import _read
    from briefing_app.cli.arguments import parser

    assert vars(_read(words)) == vars(parser().parse_args(words))


def test_an_option_without_its_value_is_wrong_use() -> None:
    for words in (["--profile"], ["--goto", "--profile"], ["--nonsense"]):
        done = run(*words)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


def written(folder: Path, *items: dict[str, object]) -> str:
    file = folder / "in.json"
    file.write_text(json.dumps(list(items)), encoding="utf-8")
    return str(file)


def test_an_import_says_by_its_status_whether_all_a_part_or_nothing_came_in(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "p"))
    good = {"id": "urn:n:1", "type": "Annotation", "bodyValue": "fine", "target": "urn:briefing-app:actor/kz"}
    bad = {**good, "id": "urn:n:2", "created": "soon"}
    done = run("notes", "import", written(tmp_path, bad), *profile)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "“soon” is not a date" in done.stderr
    for _ in range(2):  # the second time it is the same
        done = run("notes", "import", written(tmp_path, good, bad), *profile)
        assert (done.returncode, done.stderr) == (3, "")
        assert "Annotation 2 was left out: “soon” is not a date" in done.stdout
    assert run("notes", "import", written(tmp_path, good), *profile).returncode == 0
    assert run("notes", "check", *profile).returncode == 0


def test_a_target_that_cannot_be_seen_is_refused_and_nothing_else_suffers(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "p"))
    run("notes", "add", "actor/kz", "--text", "mine", *profile)
    for target in ("\u202e", "\u200b", " ", "\x00", "urn:briefing-app:web/", "urn:briefing-app:web/\u202e"):
        item = {"id": "urn:n:1", "type": "Annotation", "bodyValue": "x", "target": target}
        done = run("notes", "import", written(tmp_path, item), *profile)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert run("notes", "list", *profile).stdout.endswith("mine\n")
    assert run("notes", "check", *profile).returncode == 0


def test_signs_that_command_a_terminal_are_shown_in_notes_and_in_their_json(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "p"))
    item = {"id": "urn:n:1", "type": "Annotation", "target": "urn:briefing-app:actor/kz",
            "bodyValue": "\x1b]0;x\x07\u202egnp.exe\u2066 \x9b31m", "creator": {"name": "\u202eEve"}}  # fmt: skip
    assert run("notes", "import", written(tmp_path, item), *profile).returncode == 0
    listed = run("notes", "list", *profile).stdout
    assert "[U+001B]]0;x[U+0007][U+202E]gnp.exe[U+2066] [U+009B]31m" in listed
    as_json = run("notes", "list", "--json", *profile).stdout
    for said in (listed, as_json):
        assert all(c.isprintable() or c == "\n" for c in said)
    (found,) = json.loads(as_json)
    assert found["bodyValue"] == item["bodyValue"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_what_has_no_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.json")
    with (tmp_path / "large.json").open("wb") as large:
        large.truncate(200_000_000)
    for file in (tmp_path / "pipe.json", Path("/dev/zero"), tmp_path / "large.json", tmp_path):
        done = run("notes", "import", str(file), "--profile", str(tmp_path / "p"))
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("option", "text", "day"),
    [
        ("--from", "2024", "2024-01-01"),
        ("--to", "Feb 2024", "2024-02-29"),
        ("--as-known-on", "2024-01", "2024-01-31"),
        ("--date", "1 January 2024", "2024-01-01"),
    ],
)
def test_days_on_the_command_line_are_read_as_people_write_them(option: str, text: str, day: str) -> None:
    said = vars(parser().parse_args(["export", "out.pdf", option, text]))
    assert day in {value.isoformat() for value in said.values() if isinstance(value, dt.date)}


@pytest.mark.parametrize(("option", "text"), [("--from", "01/02/2024"), ("--date", "2024"), ("--to", "soon")])
def test_a_day_that_may_mean_two_or_none_is_wrong_use_with_an_example(option: str, text: str) -> None:
    done = run("export", "out.pdf", option, text)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert text in done.stderr
    assert "2024" in done.stderr.split(text, 1)[1]
