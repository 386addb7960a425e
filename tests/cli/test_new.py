"""Beginning a briefing of one's own: what is written, what stands in the way, and what is still missing."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app import cli, paths
from briefing_app.dataset import loader
from briefing_app.dataset.begin import name_after
from briefing_app.domain.model import TABLES
from briefing_app.domain.readiness import lacks


def test_a_new_briefing_is_valid_and_opens_with_an_example_in_every_table(tmp_path: Path) -> None:
    folder = tmp_path / "Lake Chad_water"
    assert cli.main(["new", str(folder)]) == 0
    dataset = loader.load(folder)
    assert dataset.problems == ()
    assert [name for name, _noun, _kind in TABLES if not dataset.tables[name].rows] == []
    assert dataset.briefing.title == "Lake Chad water"
    assert dataset.edition.name.startswith("lake-chad-water-")
    assert "briefing-app check" in (folder / "README.md").read_text(encoding="utf-8")


def test_two_that_are_begun_alike_do_not_share_their_notes(tmp_path: Path) -> None:
    names = set()
    for place in ("a", "b"):
        assert cli.main(["new", str(tmp_path / place / "same")]) == 0
        names.add(loader.load(tmp_path / place / "same").edition.name)
    assert len(names) == 2


def test_check_says_in_the_order_of_the_tabs_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "b")]) == 0
    capsys.readouterr()
    assert cli.main(["check", str(tmp_path / "b")]) == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert told[0].startswith("0 problems")
    tabs = list(dict.fromkeys(line.split(":")[0] for line in told[2:]))
    assert tabs == ["Overview", "Timeline", "Trade", "Map", "Actors", "Ambitions", "Claims", "Sources"]


def test_a_row_of_ones_own_is_no_longer_missed(tmp_path: Path) -> None:
    assert cli.main(["new", str(tmp_path / "b")]) == 0
    before = {lack.words for lack in lacks(loader.load(tmp_path / "b"))}
    actors = tmp_path / "b" / "actors.csv"
    actors.write_text(actors.read_text(encoding="utf-8").replace("example-partner", "partner"), encoding="utf-8")
    after = {lack.words for lack in lacks(loader.load(tmp_path / "b"))}
    assert before - after == {"no row of your own in actors"}


def test_the_bundled_briefing_lacks_nothing() -> None:
    assert lacks(loader.load(paths.bundled_data())) == ()


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert cli.main(["new", str(tmp_path)]) == 1
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    assert cli.main(["new", str(tmp_path)]) == 0
    assert (tmp_path / "datapackage.json").is_file()


def test_a_file_in_the_way_is_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        assert cli.main(["new", str(path)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights bind nobody here")
def test_a_folder_that_may_not_be_written_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o500)
    assert cli.main(["new", str(tmp_path / "b")]) == 1
    assert "could not be written" in capsys.readouterr().err
    tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on the size of files")
def test_without_room_nothing_is_left_behind(tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    program = (
        "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from briefing_app.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "new", str(tmp_path / "a" / "b")],
        capture_output=True,
        text=True,
        preexec_fn=little_room,
        cwd=paths.root(),
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},  # no room for its file
    )
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [("Lake Chad", "lake-chad"), ("  ", "new-briefing"), ("Été à Nîmes", "ete-a-nimes"), ("湖", "new-briefing")],
)
def test_the_name_is_made_of_small_latin_letters(title: str, name: str) -> None:
    assert name_after(title) == name


def test_its_descriptor_speaks_of_no_subject() -> None:
    text = "".join(path.read_text(encoding="utf-8").casefold() for path in paths.new_briefing().iterdir())
    assert [word for word in ("kazakh", "afghan", "taliban", "flour", "astana") if word in text] == []
    descriptor = json.loads((paths.new_briefing() / "datapackage.json").read_text(encoding="utf-8"))
    bundled = json.loads((paths.bundled_data() / "datapackage.json").read_text(encoding="utf-8"))
    tables = [[r["name"] for r in found["resources"] if "schema" in r] for found in (descriptor, bundled)]
    assert tables[0] == tables[1]
