"""Whatever package, profile or path a person has: one clear sentence with a next step, status 1, nothing lost."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app import paths

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs the program as a person does."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "briefing_app", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment, cwd=ROOT)


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Asserts that the program said one clear sentence and ended with status 1; returns it."""
    assert done.returncode == 1, (done.stdout[-500:], done.stderr[-500:])
    assert "Traceback" not in done.stderr + done.stdout
    (line,) = done.stderr.splitlines()
    assert line.count(".") >= 2, "a sentence and a next step"
    return line


def broken_row(package: Path) -> None:
    path = package / "events.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:3], "one,cell\n", *lines[3:]]), encoding="utf-8")


def missing_table(package: Path) -> None:
    (package / "claims.csv").unlink()


def wrong_type(package: Path) -> None:
    path = package / "corridors.csv"
    text = path.read_text(encoding="utf-8")
    number = next(cell for cell in text.splitlines()[3].split(",") if cell.isdigit())
    path.write_text(text.replace(f",{number},", ",far,", 1), encoding="utf-8")


def dangling(package: Path) -> None:
    path = package / "relations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",kz,", ",atlantis,", 1), encoding="utf-8")


def twice(package: Path) -> None:
    path = package / "glossary.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")


def unknown_column(package: Path) -> None:
    path = package / "nodes.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0] + ",mood", *(line + "," for line in lines[1:])]) + "\n", encoding="utf-8")


def empty_file(package: Path) -> None:
    (package / "scales.csv").write_bytes(b"")


def noise(package: Path) -> None:
    (package / "observations.csv").write_bytes(random.Random(1).randbytes(1 << 20) * 200)


def noise_of_letters(package: Path) -> None:
    letters = "".join(random.Random(2).choices("abc,\"'\n;é", k=1 << 20))
    (package / "evidence.csv").write_text(letters * 40, encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a broken row": (broken_row, "events.csv, line 4"),
    "a missing table": (missing_table, "claims.csv is missing"),
    "a wrong type": (wrong_type, "'far' found, expected"),
    "a dangling reference": (dangling, "atlantis"),
    "a duplicate id": (twice, "is already in line 2"),
    "an unknown column": (unknown_column, "mood: the schema knows no such column"),
    "an empty file": (empty_file, "scales.csv is empty"),
    "200 MB of noise": (noise, "observations.csv is not a text file"),
    "40 MB of letters": (noise_of_letters, "evidence.csv"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_package_is_listed_with_its_place_and_the_rest_is_exported(tmp_path: Path, fault: str) -> None:
    damage, words = FAULTS[fault]
    package = Path(shutil.copytree(paths.bundled_data(), tmp_path / "package"))
    damage(package)
    done = run("check", str(package))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert words in done.stdout
    assert len(done.stdout) < 200_000
    left = run("notes", "list", "--data", str(package), "--profile", str(tmp_path / "p"))
    assert (left.returncode, left.stderr) == (0, "")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(paths.bundled_data() / "datapackage.json", "datapackage.json")
        archive.writestr("events.csv", b"0" * 500_000_000)


def climber(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(paths.bundled_data() / "datapackage.json", "datapackage.json")
        archive.writestr("../escaped.csv", b"x")


def no_archive(path: Path) -> None:
    path.write_bytes(random.Random(3).randbytes(50_000))


@pytest.mark.parametrize("make", [bomb, climber, no_archive])
def test_an_archive_that_is_a_trap_is_refused_in_one_sentence(tmp_path: Path, make: Callable[[Path], None]) -> None:
    archive = tmp_path / "package.zip"
    make(archive)
    for command in (("check", str(archive)), ("export", str(tmp_path / "x.pdf"), "--data", str(archive))):
        done = run(*command, "--profile", str(tmp_path / "p"))
        if make is bomb and command[0] == "check":  # the other tables are missing as well: a list, not one sentence
            assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
            assert "events.csv" in done.stdout
        elif make is not bomb:
            one_sentence(done)
    assert not (tmp_path / "escaped.csv").exists()
    assert not (tmp_path.parent / "escaped.csv").exists()


def test_a_newer_notes_file_is_left_untouched(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    run("notes", "add", "claim/c-trade-06", "--text", "mine", "--profile", str(profile))
    connection = sqlite3.connect(profile / "notes.sqlite3")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = (profile / "notes.sqlite3").read_bytes()
    for words in (("notes", "list"), ("notes", "add", "claim/c-trade-06", "--text", "again")):
        assert "newer version" in one_sentence(run(*words, "--profile", str(profile)))
    assert (profile / "notes.sqlite3").read_bytes() == before


def test_a_damaged_notes_file_is_kept_and_the_next_step_is_named(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    run("notes", "add", "claim/c-trade-06", "--text", "mine", "--profile", str(profile))
    (profile / "notes.sqlite3").write_bytes(b"SQLite format 3\0" + os.urandom(20_000))
    before = (profile / "notes.sqlite3").read_bytes()
    sentence = one_sentence(run("notes", "add", "claim/c-trade-06", "--text", "more", "--profile", str(profile)))
    assert "damaged" in sentence or "cannot" in sentence
    assert (profile / "notes.sqlite3").read_bytes() == before


@pytest.mark.parametrize("where", ["missing/folder/x.pdf", "folder", "x" * 300 + ".pdf"])
def test_a_path_that_cannot_be_written_is_said_before_or_after_but_in_words(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept.txt").write_text("kept")
    out = tmp_path / where
    one_sentence(run("export", str(out), "--sections", "about", "--profile", str(tmp_path / "p")))
    notes = out.with_suffix(".md") if out.suffix else out
    one_sentence(run("notes", "export", str(notes), "--profile", str(tmp_path / "p")))
    assert (tmp_path / "folder" / "kept.txt").read_text() == "kept"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "p"]


def said_by_nobody(words: list[str]) -> tuple[int, str]:
    """Runs the program in a child that is not the administrator; returns its status and what it said."""
    from briefing_app.cli import main

    with tempfile.TemporaryDirectory() as warm:  # what the child needs is imported before it loses its rights
        main(["notes", "add", "claim/c-trade-06", "--text", "warm", "--profile", warm])
        main(["notes", "list", "--profile", warm])
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        sys.stderr = os.fdopen(writing, "w", encoding="utf-8")
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        status = main(words)
        sys.stderr.flush()
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


@forks
def test_a_profile_folder_that_cannot_be_written_is_one_sentence() -> None:
    parent = Path(tempfile.mkdtemp(prefix="locked "))
    try:
        folder = parent / "profile"
        folder.mkdir()
        folder.chmod(0o555)
        parent.chmod(0o755)
        status, said = said_by_nobody(["notes", "add", "claim/c-trade-06", "--text", "x", "--profile", str(folder)])
        assert status == 1, said
        assert "--profile" in said
        assert len(said.splitlines()) == 1
        assert list(folder.iterdir()) == []
    finally:
        shutil.rmtree(parent)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator may mount")
def test_a_full_disk_loses_nothing_and_is_one_sentence(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        profile = disk / "p"
        assert run("notes", "add", "claim/c-trade-06", "--text", "first", "--profile", str(profile)).returncode == 0
        filler = os.open(disk / "filler", os.O_CREAT | os.O_WRONLY)
        with contextlib.suppress(OSError):
            while os.write(filler, b"x" * 4096):
                pass
        os.close(filler)
        long = "long " * 20_000
        said = one_sentence(run("notes", "add", "claim/c-trade-06", "--text", long, "--profile", str(profile)))
        assert "full" in said or "No space" in said
        one_sentence(run("export", str(disk / "x.pdf"), "--sections", "about", "--profile", str(tmp_path / "q")))
        (disk / "filler").unlink()
        listed = run("notes", "list", "--profile", str(profile))
        assert "first" in listed.stdout
        assert not [p for p in disk.iterdir() if p.name not in ("p", "filler")]
    finally:
        subprocess.run(["umount", str(disk)], check=True)
