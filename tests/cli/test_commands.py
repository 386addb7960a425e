"""Each command called as a function: what it says, what it asks, and with which status it ends."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing_app import cli, paths
from briefing_app.cli import saying
from briefing_app.cli.commands import packages

ROOT = Path(__file__).resolve().parents[2]
FORUM = "event/e-2023-forum-astana"


class Said:
    """What a call of the program left behind."""

    def __init__(self, capsys: pytest.CaptureFixture[str], profile: Path) -> None:
        self._capsys, self._profile = capsys, profile
        self.out = self.err = ""

    def run(self, *words: str) -> int:
        self._capsys.readouterr()
        status = cli.main([*words, "--profile", str(self._profile)])
        self.out, self.err = self._capsys.readouterr()
        return status


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    return Said(capsys, tmp_path / "profile")


class Terminal(io.StringIO):
    """Somebody who sits there and types."""

    def isatty(self) -> bool:
        return True


# check and compare


@pytest.fixture
def older(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(paths.bundled_data(), tmp_path / "older"))
    terms = folder / "glossary.csv"
    lines = terms.read_text(encoding="utf-8").splitlines(keepends=True)
    terms.write_text("".join(lines[:-1]), encoding="utf-8")
    nodes = folder / "nodes.csv"
    nodes.write_text(nodes.read_text(encoding="utf-8").replace("n-", "N_", 1), encoding="utf-8")
    return folder


def test_problems_are_listed_with_their_number_and_make_the_status(said: Said, older: Path) -> None:
    assert said.run("check", str(older)) == 1
    *sentences, last = said.out.splitlines()
    assert any(sentence.startswith("error: nodes.csv, line 2, node_id: ") for sentence in sentences)
    assert last == f"{len(sentences)} problems in {older}"


def test_problems_are_listed_as_json_with_each_of_their_parts(said: Said, older: Path) -> None:
    assert said.run("check", "--data", str(older), "--json") == 1
    found = json.loads(said.out)
    assert {"severity", "file", "message", "row", "column"} == set(found[0])
    assert ("nodes.csv", 2, "node_id") in {(p["file"], p["row"], p["column"]) for p in found}


def test_two_packages_are_compared_in_words_and_as_json(said: Said, older: Path) -> None:
    new = str(paths.bundled_data())
    assert said.run("compare", str(older), new) == 0
    assert "added: term/" in said.out
    assert said.out.splitlines()[-1].endswith(" differences")
    assert said.run("compare", str(older), new, "--json") == 0
    kinds = {row["ref"]: row["kind"] for row in json.loads(said.out)}
    assert "added" in kinds.values()
    assert said.run("compare", new, new) == 0
    assert said.out == "0 differences\n"


def test_a_changed_field_is_shown_as_it_was_and_as_it_became(said: Said, tmp_path: Path) -> None:
    changed = Path(shutil.copytree(paths.bundled_data(), tmp_path / "changed"))
    actors = changed / "actors.csv"
    actors.write_text(actors.read_text(encoding="utf-8").replace("Kazakhstan", "Qazaqstan", 1), encoding="utf-8")
    assert said.run("compare", str(paths.bundled_data()), str(changed)) == 0
    assert "changed: actor/" in said.out
    assert "Qazaqstan" in said.out
    assert " became " in said.out


# notes


def ident_of(said: Said, body: str) -> str:
    assert said.run("notes", "list", "--json") == 0
    return next(
        note["id"].rpartition(":")[2] for note in json.loads(said.out) if body in json.dumps(note, ensure_ascii=False)
    )


@pytest.fixture
def two(said: Said) -> Said:
    """A profile with a note on the forum and one on a claim."""
    assert said.run("notes", "add", FORUM, "--text", "Ask the ministry", "--tag", "rail") == 0
    assert said.run("notes", "add", "claim/c-trade-06", "--text", "Too high") == 0
    return said


def test_notes_are_listed_with_what_they_are_about_or_only_those_of_one_entry(two: Said) -> None:
    assert two.run("notes", "list") == 0
    assert sorted(line.partition("  ")[2] for line in two.out.splitlines()) == [
        "claim/c-trade-06  Too high",
        f"{FORUM}  Ask the ministry  #rail",
    ]
    assert two.run("notes", "list", "--ref", FORUM) == 0
    assert len(two.out.splitlines()) == 1
    assert two.run("notes", "list", "--ref", "nonsense") == 2
    assert two.err.startswith("'nonsense' is not a reference. ")


def test_a_copy_is_made_where_there_is_something_to_copy(two: Said, tmp_path: Path) -> None:
    assert two.run("notes", "backup") == 0
    assert two.out.startswith("Written: ")


def test_sound_notes_are_said_to_be_sound_and_need_no_repair(two: Said) -> None:
    assert two.run("notes", "check") == 0
    assert two.out.splitlines()[-1] == "2 notes with 2 revisions; the file is undamaged."
    assert two.run("notes", "repair") == 0
    assert two.out
    assert two.run("notes", "list") == 0
    assert len(two.out.splitlines()) == 2


def test_notes_for_an_entry_that_this_data_lacks_are_taken_in_and_said(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    item = {"id": "urn:n:1", "type": "Annotation", "bodyValue": "x", "target": "urn:briefing-app:event/e-none"}
    file.write_text(json.dumps([item]), encoding="utf-8")
    assert said.run("notes", "import", str(file)) == 0
    assert "Not in these data, but kept: event/e-none" in said.out
    assert said.run("notes", "import", str(file)) == 0
    assert said.out.splitlines()[-1]


def test_erasing_asks_and_takes_only_yes_for_an_answer(two: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("no\n"))
    assert two.run("notes", "purge", FORUM) == 1
    assert "Ask the ministry" in two.out
    assert "Erase 1 of your notes" in two.out
    assert two.out.splitlines()[-1] == "Nothing was erased."
    monkeypatch.setattr(sys, "stdin", Terminal(" YES \n"))
    assert two.run("notes", "purge", FORUM) == 0
    assert two.run("notes", "list") == 0
    assert "Ask the ministry" not in two.out
    assert "Too high" in two.out


@pytest.mark.parametrize("sits_there", [io.StringIO("yes\n"), None])
def test_erasing_without_anybody_to_ask_needs_to_be_confirmed(
    two: Said, monkeypatch: pytest.MonkeyPatch, sits_there: Any
) -> None:
    monkeypatch.setattr(sys, "stdin", sits_there)
    assert two.run("notes", "purge", FORUM) == 2
    assert two.err == "Confirm that you want to erase for good. Add --yes.\n"
    assert two.run("notes", "purge", FORUM, "--yes") == 0


def test_erasing_names_what_there_is_not(two: Said) -> None:
    for what in ("nobody", "event/e-none"):
        assert two.run("notes", "purge", what, "--yes") == 1
        assert two.err.startswith(f"There is no note '{what}'. ")


def test_a_note_is_erased_by_the_id_that_its_json_tells(two: Said) -> None:
    assert two.run("notes", "list", "--json", "--ref", FORUM) == 0
    (told,) = json.loads(two.out)
    assert two.run("notes", "purge", told["id"], "--yes") == 0
    assert two.run("notes", "list", "--ref", FORUM) == 0
    assert two.out == ""


def test_signs_that_command_a_terminal_are_shown_wherever_they_stand(said: Said, tmp_path: Path) -> None:
    assert said.run("notes", "add", FORUM, "--text", "red \x1b[31m turned \u202e") == 0
    assert said.run("notes", "export", str(tmp_path / "odd \x1b[31m\u202e.csv")) == 0
    assert "odd [U+001B][31m[U+202E].csv" in said.out
    assert said.run("notes", "purge", FORUM, "--yes") == 0
    assert "red [U+001B][31m turned [U+202E]" in said.out


@pytest.mark.parametrize("asked", [(), ("--json",)])
def test_signs_in_a_package_that_command_a_terminal_are_shown(said: Said, older: Path, asked: tuple[str, ...]) -> None:
    terms = older / "glossary.csv"
    heading, first, *rest = terms.read_text(encoding="utf-8").splitlines()
    odd = f"A\x1b[31m\u202e{first[first.index(',') :]}"
    terms.write_text("\n".join([heading, odd, first, *rest]) + "\n", encoding="utf-8")
    for words in (("check", str(older)), ("compare", str(paths.bundled_data()), str(older))):
        said.run(*words, *asked)
        assert said.out
        assert not {"\x1b", "\u202e"} & set(said.out)


def test_words_that_a_machine_without_a_language_hands_over_are_kept_as_they_were_written(tmp_path: Path) -> None:
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(ROOT)}

    def run(*words: str | bytes) -> subprocess.CompletedProcess[bytes]:
        asked = [sys.executable, "-m", "briefing_app", *words, "--profile", str(tmp_path / "profile")]
        return subprocess.run(asked, capture_output=True, env=bare, cwd=ROOT, timeout=120)

    assert run("notes", "add", FORUM, "--text", "слово", "--tag", "қазақ").returncode == 0
    assert run("notes", "export", str(tmp_path / "out.md")).returncode == 0
    kept = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert "слово" in kept
    assert "қазақ" in kept
    lost = run("notes", "purge", "нет", "--yes")
    assert (lost.returncode, lost.stderr.startswith(b"There is no note ")) == (1, True)
    torn = run("notes", "add", FORUM, "--text", b"\xff\xfe torn")
    assert (torn.returncode, torn.stderr) == (
        2,
        b"Argument --text: it is not written in UTF-8. Try briefing-app notes add --help.\n",
    )


def test_notes_of_a_newer_version_are_a_sentence_for_every_verb_but_the_check(said: Said, tmp_path: Path) -> None:
    import sqlite3

    assert said.run("notes", "add", FORUM, "--text", "x") == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "profile" / "notes.sqlite3")) as connection, connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert said.run("notes", "list") == 1
    assert "newer version" in said.err


# The briefing


def test_a_section_that_there_is_not_is_wrong_use_and_names_those_there_are(said: Said, tmp_path: Path) -> None:
    assert said.run("export", str(tmp_path / "out.pdf"), "--sections", "trade,weather") == 2
    assert said.err.startswith("There is no section 'weather'. Choose from ")
    assert "trade" in said.err
    assert not (tmp_path / "out.pdf").exists()


# How the program ends


def ended(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def check(_chosen: argparse.Namespace) -> int:
        raise error

    monkeypatch.setattr(packages, "check", check)


def test_a_fault_of_our_own_is_a_sentence_and_a_note_on_disk(
    said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ended(monkeypatch, ZeroDivisionError("deep inside"))
    assert said.run("check") == 1
    (note,) = (tmp_path / "profile" / "log").glob("crash-*.txt")
    assert said.err == f"The program failed unexpectedly. Details are kept in {note}.\n"
    assert "ZeroDivisionError: deep inside" in note.read_text(encoding="utf-8")


def test_a_note_that_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ended(monkeypatch, ZeroDivisionError("deep inside"))
    folder = paths.profile_folder(tmp_path / "profile")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "preferences.json").write_text("{}", encoding="utf-8")
    (folder / "log").write_text("in the way", encoding="utf-8")
    assert cli.main(["check", "--profile", str(tmp_path / "profile")]) == 1
    assert capsys.readouterr().err == "The program failed unexpectedly. No details could be written.\n"


def test_stopped_by_hand_it_ends_without_a_word(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(monkeypatch, KeyboardInterrupt())
    assert said.run("check") == 130
    assert (said.out, said.err) == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break by a signal here")
def test_a_reader_that_goes_away_ends_it_without_a_word(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefing_app", "compare", "--json", str(tmp_path / "a"), str(tmp_path / "b")]
    for name in ("a", "b"):
        shutil.copytree(paths.bundled_data(), tmp_path / name)
    (tmp_path / "b" / "events.csv").write_text(
        (tmp_path / "b" / "events.csv").read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"
    )
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) == 1


def test_letters_that_a_terminal_cannot_show_become_question_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    saying.say("Астана: 5")
    cli.complain("Кабул: 6")
    for stream, shown in ((out, b"??????: 5"), (err, b"?????: 6")):
        stream.flush()
        assert stream.buffer.getvalue().strip() == shown  # type: ignore[attr-defined]  # bytes in memory


def test_without_a_terminal_nothing_is_said_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    saying.say("x")
    cli.complain("x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "words", [("notes", "add", FORUM, "--text", "kept"), ("check",), ("compare", "{data}", "{data}")]
)
def test_a_standard_output_that_is_full_is_said_and_is_no_fault_of_the_program(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    asked = [word.format(data=paths.bundled_data()) for word in words]
    command = [sys.executable, "-m", "briefing_app", "--profile", str(tmp_path / "profile"), *asked]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("It was done, but standard output cannot be written to (")
    assert line.endswith("). Send it somewhere else.")
    assert not list((tmp_path / "profile" / "log").glob("crash-*.txt"))


@pytest.mark.parametrize("option", ["--profile", "--data"])
@pytest.mark.parametrize("words", [("notes", "list"), ()])
def test_a_path_that_is_empty_is_wrong_use(
    option: str,
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([*words, option, ""]) == 2
    assert f"Argument {option}: it is empty." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("notes", "add", "", "--text", "x"),
        ("notes", "list", "--ref", ""),
        ("notes", "purge", "--yes", ""),
        ("notes", "export", ""),
        ("notes", "import", ""),
        ("check", ""),
        ("compare", "", "data"),
        ("compare", "data", ""),
        ("snapshot", "show", ""),
        ("open", ""),
        ("export", ""),
        ("export", "out.pdf", "--since", ""),
        ("export", "out.pdf", "--preset", " "),
        ("export", "out.pdf", "--sections", ",, ,"),
        ("export", "out.pdf", "--ambition", ""),
    ],
)
def test_nothing_at_all_as_from_a_variable_that_is_not_set_is_wrong_use(said: Said, words: tuple[str, ...]) -> None:
    assert said.run(*words) == 2
    assert said.out == ""
    assert "it is empty" in said.err or "it names no section" in said.err


def test_a_tag_that_would_be_cut_is_refused(said: Said) -> None:
    assert said.run("notes", "add", "actor/kz", "--text", "x", "--tag", "y" * 61) == 2
    assert "a tag has at most 60 letters, and this one has 61" in said.err
    assert said.run("notes", "list") == 0
    assert said.out == ""


def test_an_ending_in_which_notes_are_not_written_is_refused(said: Said, tmp_path: Path) -> None:
    said.run("notes", "add", "actor/kz", "--text", "x")
    assert said.run("notes", "export", str(tmp_path / "notes.docx")) == 2
    assert "notes are not written as .docx; name a file ending in .jsonld, .xlsx, .csv or .md" in said.err
    assert list(tmp_path.glob("*.docx")) == []
    assert said.run("notes", "export", str(tmp_path / "notes.JSON")) == 0
