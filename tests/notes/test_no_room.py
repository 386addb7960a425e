"""A full disk, a disk that is read only, a folder without the right to write: all is readable, and the words help."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.domain.notes import NotesQuery
from briefing_app.errors import ExpectedError
from briefing_app.notes.notebook import Notebook
from briefing_app.notes.store import FILE
from tests.notes import kills
from tests.notes.damage import EVENT, filled

SIZE = 3_000


def mounted(folder: Path, *options: str) -> None:
    """Mounts something, or skips the test where that is not allowed."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True) if _may_mount() else None
    if done is None or done.returncode:
        pytest.skip("no disk can be mounted here")


def _may_mount() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount") is not None


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk with a profile of six notes on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted(folder, "-t", "tmpfs", "-o", f"size={SIZE}k", "tmpfs")
    try:
        filled(folder / "profile")
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(disk: Path) -> Path:
    """Leaves not a byte free."""
    stone = disk / "stone"
    with contextlib.suppress(OSError), stone.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    assert os.statvfs(disk).f_bavail == 0
    return stone


def run(profile: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing_app", "notes", *words, "--profile", str(profile)]
    return subprocess.run(command, cwd=kills.ROOT, capture_output=True, text=True, timeout=60)


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("killed", [False, True], ids=["closed well", "killed with a log beside it"])
def test_on_a_full_disk_all_is_listed_and_exported_to_another_and_the_disk_is_named(
    tmp_path: Path, disk: Path, killed: bool
) -> None:
    profile = disk / "profile"
    if killed:
        code = "from briefing_app.notes.notebook import Notebook; from tests.notes.damage import EVENT; import os, sys"
        code += "; from pathlib import Path; Notebook.open(Path(sys.argv[1])).add(EVENT, 'in the log'); os._exit(9)"
        subprocess.run([sys.executable, "-c", code, str(profile)], cwd=kills.ROOT, check=False)
        assert (profile / f"{FILE}-wal").stat().st_size
    stone = fill_up(disk)
    before = names(disk)
    listed = run(profile, "list", "--json")
    assert listed.returncode == 0, listed.stderr
    assert len(json.loads(listed.stdout)) == 6 + killed
    out = run(profile, "export", str(tmp_path / "out.jsonld"))
    assert out.returncode == 0, out.stderr
    assert len(json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8"))["first"]["items"]) == 6 + killed
    stone.unlink()  # the log that was left made room when it was brought in
    stone = fill_up(disk)
    refused = run(profile, "add", str(EVENT), "--text", "no room")
    assert refused.returncode == 1
    assert "full" in refused.stderr and str(disk) in refused.stderr and "ree some space" in refused.stderr
    assert refused.stderr.count("\n") == 1 and "Traceback" not in refused.stderr
    assert {n for n in names(disk) if not n.endswith(("-wal", "-shm"))} == {
        n for n in before if not n.endswith(("-wal", "-shm"))
    }, "nothing is left behind"
    stone.unlink()
    assert run(profile, "add", str(EVENT), "--text", "room again").returncode == 0
    assert len(json.loads(run(profile, "list", "--json").stdout)) == 7 + killed


def test_a_window_on_a_full_disk_finds_filters_and_saves_once_there_is_room(disk: Path) -> None:
    stone = fill_up(disk)
    desk = Desk.open(profile=disk / "profile")
    with contextlib.closing(desk):
        assert len(desk.index.notes(desk.index.note_ids(NotesQuery(tags=frozenset({"tag one"}))))) == 6
        assert any(hit.kind == "note" for hit in desk.search.as_typed("words of note"))
        assert desk.notebook.trouble is not None and str(disk) in desk.notebook.trouble.sentence()
        with pytest.raises(ExpectedError, match="disk is full"):
            desk.notes.write(desk.dataset.events[0].ref, "not now", initiator="test")
        with pytest.raises(ExpectedError):
            desk.backups.make()
        assert not list((disk / "profile" / "backups").glob("*"))
        stone.unlink()
        desk.notebook.look_elsewhere()
        assert desk.notebook.trouble is None
        desk.notes.write(desk.dataset.events[0].ref, "now", initiator="test")


def test_a_disk_that_is_read_only_is_named_and_everything_on_it_can_be_read(tmp_path: Path, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    profile = disk / "profile"
    assert len(run(profile, "list").stdout.splitlines()) == 6
    assert run(profile, "export", str(tmp_path / "out.md")).returncode == 0
    refused = run(profile, "add", str(EVENT), "--text", "no")
    assert refused.returncode == 1
    assert "read only" in refused.stderr and str(disk) in refused.stderr and "another disk" in refused.stderr
    assert run(profile, "check").returncode == 0
    for verb in ("repair", "backup"):
        done = run(profile, verb)
        assert done.returncode == 1 and "Traceback" not in done.stderr and done.stderr.count("\n") == 1
    none = run(disk / "nowhere", "list")
    assert none.returncode == 1 and "read only" in none.stderr


def test_somebody_elses_folder_can_be_read_and_the_words_say_whose_right_is_missing(tmp_path: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only the administrator can try another account")
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="somebody else's "))
    try:
        filled(folder)
        folder.chmod(0o755)
        for path in folder.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        code = (
            "import sys\nfrom pathlib import Path\nfrom briefing_app import paths\n"
            "from briefing_app.notes.notebook import Notebook\nfrom tests.notes.damage import EVENT\n"
            "folder = paths.prepare_profile(Path(sys.argv[1]))\nbook = Notebook.open(folder)\n"
            "print(book.stored.count())\n"
            "try:\n    book.add(EVENT, 'x')\nexcept Exception as error:\n    print(error.sentence())\nbook.close()\n"
        )
        done = subprocess.run(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-B", "-c", code,
             str(folder)], cwd=kills.ROOT, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        if "ermission denied" in done.stderr and "site" in done.stderr:
            pytest.skip("another account may not read the program here")
        assert done.stdout.splitlines()[0] == "6", done.stderr
        assert "this account is not allowed to write there" in done.stdout
        assert names(folder) == {FILE}
    finally:
        shutil.rmtree(folder)


def test_a_look_at_a_profile_leaves_nothing_in_it(tmp_path: Path) -> None:
    filled(tmp_path)
    before = names(tmp_path)
    assert run(tmp_path, "list").returncode == 0
    assert names(tmp_path) - before <= {f"{FILE}-wal", f"{FILE}-shm"}
    with contextlib.closing(Notebook.open(tmp_path)) as book:
        assert book.stored.count() == 6
    assert not [name for name in names(tmp_path) if "probe" in name or name.endswith(".part")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("notes", "repair"), "The notes could not be repaired: the disk is full. Free some space"),
        (("export", "{out}", "--sections", "about"), "The document could not be prepared: the disk is full. Free some"),
    ],
)
def test_what_a_full_disk_keeps_from_being_done_is_said_in_words(
    disk: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    fill_up(disk)
    asked = [word.format(out=tmp_path / "out.pdf") for word in words]
    command = [sys.executable, "-m", "briefing_app", "--profile", str(disk / "profile"), *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert said in line
