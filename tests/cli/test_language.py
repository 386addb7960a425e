"""The command line speaks the language of the profile, or of the system, and machines read the same in each."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.cli.arguments import OWN_WORDS, parser
from briefing_app.cli.language import speak
from briefing_app.settings import FILE
from briefing_app.translation import read_catalogue, use_language
from tests.marks import windowed

COMMANDS = ("", "open", "export", "check", "notes", "notes add", "notes list", "notes export", "notes import",
            "notes backup", "notes check", "notes repair", "notes purge", "snapshot", "snapshot show", "compare",
            "convert", "new", "self-test")  # fmt: skip
ENGLISH = re.compile(r"\b(?:the|of|with|usage|options|argument|what|this)\b", re.IGNORECASE)


def run(*words: str, system: str = "C.UTF-8", cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_MESSAGES", "LANG")}
    root = str(paths.root())
    return subprocess.run(
        [sys.executable, "-m", "briefing_app", *words],
        env=kept | {"LC_ALL": system, "PYTHONUTF8": "1", "PYTHONPATH": root} | more,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        cwd=cwd,
    )


def _profile(folder: Path, language: str) -> Path:
    folder.mkdir(mode=0o700)
    (folder / FILE).write_text(json.dumps({"format": 1, "language": language}), encoding="utf-8")
    return folder


@pytest.fixture
def english_again() -> Iterator[None]:
    yield
    use_language("en", folder=paths.languages())


@pytest.fixture
def kazakh(tmp_path: Path) -> Path:
    return _profile(tmp_path / "kk", "kk")


@pytest.mark.parametrize("system", ["kk_KZ.UTF-8", "ru_RU.UTF-8"])
def test_no_word_of_any_help_is_left_in_english(
    system: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], english_again: None
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    speak(())
    for words in COMMANDS:
        with pytest.raises(SystemExit, match="0"):
            parser().parse_args([*words.split(), "--help"])
        assert not ENGLISH.findall(capsys.readouterr().out), words


def test_the_language_of_the_profile_goes_before_that_of_the_system(kazakh: Path) -> None:
    helped = run("--help", "--profile", str(kazakh), system="ru_RU.UTF-8")
    assert helped.returncode == 0
    assert helped.stdout.startswith("қолданылуы: briefing-app")
    assert run("--help", f"--profile={kazakh}").stdout == helped.stdout
    assert run("--help", system="ru_RU.UTF-8").stdout.startswith("использование: briefing-app")
    assert run("--help").stdout.startswith("usage: briefing-app")


def test_a_call_for_help_makes_and_mends_nothing(tmp_path: Path) -> None:
    run("--help", "--profile", str(tmp_path / "none"))
    damaged = _profile(tmp_path / "damaged", "kk")
    (damaged / FILE).write_text("{no", encoding="utf-8")
    helped = run("--help", "--profile", str(damaged))
    assert (helped.returncode, helped.stderr) == (0, "")
    assert [file.name for file in damaged.iterdir()] == [FILE]
    assert [folder.name for folder in tmp_path.iterdir()] == ["damaged"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fly"], "жарамсыз мән 'fly'"),
        (["export"], "міндетті: OUT.pdf"),
        (["check", "--no"], "Белгісіз аргументтер: --no"),
        (["notes", "add", "event/x", "--text"], "бір мән күтілген"),
        (["--goto", "nonsense"], "сілтеме емес"),
        (["export", "a.pdf", "--date", "yesterday"], "«yesterday»"),
    ],
)
def test_wrong_use_is_told_in_one_sentence_and_status_2(kazakh: Path, words: list[str], said: str) -> None:
    done = run("--profile", str(kazakh), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
    assert not ENGLISH.search(done.stderr)


def test_a_command_without_a_desk_speaks_it_too_and_its_json_stays(kazakh: Path, tmp_path: Path) -> None:
    package = shutil.copytree(paths.bundled_data(), tmp_path / "data")
    events = package / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("\n", "\nx,", 1), encoding="utf-8")
    told = run("check", str(package), "--profile", str(kazakh))
    assert told.returncode == 1
    assert "қате" in told.stdout
    assert "error" not in told.stdout
    assert "line " not in told.stdout
    for_machines = run("check", str(package), "--json", "--profile", str(kazakh))
    assert for_machines.stdout == run("check", str(package), "--json").stdout
    assert json.loads(for_machines.stdout)[0]["severity"] in ("error", "warning")
    compared = run("compare", str(paths.bundled_data()), str(package), "--profile", str(kazakh))
    assert "айырмашылық" in compared.stdout


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_catalogue_that_is_damaged_leaves_english_and_is_told_once(tmp_path: Path, language: str) -> None:
    """In a copy of the program, for its own words are out of reach of tests."""
    for name in ("briefing_app", "resources", "data"):
        shutil.copytree(paths.root() / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    catalogue = tmp_path / "resources" / "languages" / f"{language}.mo"
    catalogue.write_bytes(catalogue.read_bytes()[:5000])
    profile = _profile(tmp_path / "profile", language)
    for words in (["check"], ["notes", "list"]):
        done = run(*words, "--profile", str(profile), PYTHONPATH=str(tmp_path), cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("cannot be read, so the program speaks English.") == 1
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_argparse_says_keeps_its_signs_for_values(language: str) -> None:
    catalogue = read_catalogue(paths.languages() / f"{language}.mo")
    signs = re.compile(r"%(?:\(\w+\))?[rs]")
    for words in OWN_WORDS:
        assert sorted(signs.findall(catalogue.gettext(words))) == sorted(signs.findall(words)), words


@windowed
@pytest.mark.parametrize("system", ["tlh_QQ.UTF-8", "kk_KZ.UTF-8"])
def test_the_window_opens_in_kazakh_whatever_the_machine_speaks(kazakh: Path, system: str) -> None:
    """Neither Qt nor the C library need know the language of the machine."""
    done = run("--quit-after-first-paint", "--profile", str(kazakh), system=system, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr


@windowed
def test_a_kazakh_catalogue_that_misses_a_plural_is_told_and_the_window_opens(tmp_path: Path) -> None:
    from briefing_app.translation import without_all_forms

    for name in ("briefing_app", "resources", "data"):
        shutil.copytree(paths.root() / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    catalogue = tmp_path / "resources" / "languages" / "kk.mo"
    data = catalogue.read_bytes()
    form = "{n} оқиға\0{n} оқиға".encode()
    assert form in data
    catalogue.write_bytes(data.replace(form, form.replace(b"\0", b"~")))
    assert without_all_forms(read_catalogue(catalogue)) == ["{n} event"]
    profile = _profile(tmp_path / "profile", "kk")
    listed = run("notes", "list", "--profile", str(profile), PYTHONPATH=str(tmp_path), cwd=tmp_path)
    assert listed.returncode == 0
    assert "көпше түрлер жетіспейді" in listed.stderr
    shown = run(
        "--quit-after-first-paint", "--profile", str(profile), PYTHONPATH=str(tmp_path), cwd=tmp_path,
        QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    assert shown.returncode == 0
    assert "Traceback" not in shown.stderr
