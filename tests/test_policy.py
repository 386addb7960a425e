"""What an organisation has set holds, is told, and never keeps the program from starting."""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing_app import cli, paths, settings
from briefing_app.desk import Desk
from briefing_app.domain import sources
from briefing_app.domain.model import BRIEFING
from briefing_app.errors import ExpectedError
from briefing_app.settings import Policy, Preferences, load_policy
from briefing_app.settings.account import account_name
from briefing_app.settings.schema import keys
from tests.marks import windowed

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this machine's policy lies for the test, and every process it starts."""
    path = tmp_path / "policy.json"
    monkeypatch.setenv("BRIEFING_POLICY", str(path))
    return path


def write(path: Path, *, defaults: dict[str, Any] | None = None, enforced: dict[str, Any] | None = None) -> Policy:
    path.write_text(json.dumps({"defaults": defaults or {}, "enforced": enforced or {}}), encoding="utf-8")
    path.chmod(0o644)
    return load_policy(path)


def paper_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_policy", ROOT / "packaging" / "make_policy.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Reading


def test_where_there_is_no_policy_nothing_is_set(file: Path) -> None:
    assert load_policy() == Policy()
    assert all(Policy().allows(key.name) for key in keys())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON, line 1"),
        (b"[1]", "not a JSON object"),
        (b"\xff\xfe\x00", "not written in UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"nonsense", "not JSON"),
    ],
)
def test_a_policy_that_is_none_is_told_in_one_sentence_and_the_program_starts(
    content: bytes, reason: str, file: Path, tmp_path: Path
) -> None:
    file.write_bytes(content)
    desk = Desk.open(profile=tmp_path / "profile", page_one=True)
    (sentence,) = desk.remarks
    assert reason in sentence and str(file) in sentence and "\n" not in sentence
    assert desk.policy.enforced == {}
    desk.close()


def test_a_folder_a_gigabyte_and_a_barred_file_are_no_policy(file: Path) -> None:
    file.mkdir()
    assert "folder" in load_policy().complaint() or "not a file" in load_policy().complaint()
    file.rmdir()
    with file.open("wb") as made:
        made.truncate(1_000_000_000)
    assert "too large" in load_policy().complaint()
    file.unlink()
    os.mkfifo(file)
    assert "not a file" in load_policy().complaint(), "a pipe is not waited for"
    file.unlink()
    file.symlink_to(file.with_name("nowhere"))
    assert "leads nowhere" in load_policy().complaint()


@pytest.mark.parametrize("where", ["stat", "lstat"])
def test_a_file_or_folder_that_may_not_be_read_is_told(file: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(file, enforced={"links": False})

    def barred(_path: Path, **_values: Any) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, where, barred)
    if where == "lstat":
        monkeypatch.setattr(Path, "stat", barred)
    assert "this account is not allowed to read it" in load_policy().complaint()


def test_a_byte_order_mark_of_an_editor_is_no_fault(file: Path) -> None:
    file.write_text('{"enforced": {"links": false}}', encoding="utf-8-sig")
    file.chmod(0o644)
    found = load_policy()
    assert (found.findings, found.allows("links")) == ((), False)


def test_what_is_unknown_wrong_misplaced_or_written_twice_is_told_and_the_rest_holds(file: Path) -> None:
    file.write_text(
        '{"format": 1, "colour": 1, "defaults": {"import_notes": false, "paper": "a5", "author": 7},'
        ' "enforced": {"links": false, "links": false, "nonsense": true, "theme": "dark", "markings": [],'
        ' "data": "relative/path", "trusted_keys": {"Desk": "c2hvcnQ="}, "portable": "no", "paper": "letter"}}',
        encoding="utf-8",
    )
    file.chmod(0o644)
    found = load_policy()
    told = "\n".join(found.findings)
    for name in ("colour", "import_notes", "defaults.paper", "defaults.author", "“enforced.links” is there twice",
                 "nonsense", "theme",
                 "markings", "enforced.data", "trusted_keys", "portable"):  # fmt: skip
        assert name in told, name
    assert dict(found.enforced) == {"links": False, "paper": "letter"}
    assert len(found.findings) == 11 and found.complaint() == "", "an official is not told of an administrator's slip"


def test_no_value_of_any_kind_makes_reading_fail(file: Path) -> None:
    odd: tuple[Any, ...] = (
        None,
        True,
        0,
        -1,
        10**400,
        1.5,
        "",
        "x" * 5_000,
        "\x00\n",
        [],
        [[]],
        {},
        {"": ""},
        ["a", 1],
    )
    for key in keys():
        for value in odd:
            for part in ("defaults", "enforced"):
                file.write_text(json.dumps({part: {key.name: value}}), encoding="utf-8")
                found = load_policy()
                settings.load(file.parent, policy=found)
                assert all(len(sentence) < 700 and sentence.isprintable() for sentence in found.findings)


def test_a_policy_that_others_may_change_is_told(file: Path) -> None:
    write(file, enforced={"links": False})
    file.chmod(0o666)
    assert "changed by others" in load_policy().findings[0]


def test_another_place_is_taken_from_the_environment_in_a_checkout_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.policy_file() == file
    monkeypatch.setattr(paths, "frozen", lambda: True)
    assert paths.policy_file() != file and paths.policy_file().name == "policy.json"


# Preferences


def test_a_default_holds_until_the_person_chooses_and_follows_the_organisation_meanwhile(
    file: Path, tmp_path: Path
) -> None:
    first = write(file, defaults={"paper": "letter", "office": "Trade desk"})
    assert settings.load(tmp_path, policy=first).office == "Trade desk"
    now = settings.load(tmp_path, policy=first)
    settings.change(tmp_path, now, replace(now, theme="dark"), policy=first)
    second = write(file, defaults={"paper": "letter", "office": "Second desk"})
    assert settings.load(tmp_path, policy=second).office == "Second desk", "what nobody chose was not written"
    now = settings.load(tmp_path, policy=second)
    settings.change(tmp_path, now, replace(now, office="Mine"), policy=second)
    assert settings.load(tmp_path, policy=first).office == "Mine"


def test_what_is_enforced_cannot_be_changed_and_what_was_chosen_before_comes_back(file: Path, tmp_path: Path) -> None:
    Preferences(office="Mine", marking="SECRET").save(tmp_path)
    policy = write(file, enforced={"office": "Trade desk", "markings": ["OFFICIAL", ""], "paper": "letter"})
    found = settings.load(tmp_path, policy=policy)
    assert (found.office, found.marking, found.paper) == ("Trade desk", "OFFICIAL", "letter")
    with pytest.raises(ExpectedError, match="set by your organisation"):
        settings.change(tmp_path, found, replace(found, office="Other"), policy=policy)
    with pytest.raises(ExpectedError, match="SECRET") as caught:
        settings.change(tmp_path, found, replace(found, marking="SECRET"), policy=policy)
    assert "OFFICIAL, none" in caught.value.hint
    changed = settings.change(tmp_path, found, replace(found, marking=""), policy=policy)
    assert changed.marking == ""
    assert settings.load(tmp_path).office == "Mine"


def test_the_name_on_notes_can_be_that_of_the_account(file: Path, tmp_path: Path) -> None:
    write(file, enforced={"author_from_system": True})
    desk = Desk.open(profile=tmp_path / "profile")
    desk.notes.write(BRIEFING, "words", initiator="test")
    assert account_name() and desk.notes.all()[0].author == account_name()
    assert desk.preferences.author_asked, "nobody is asked for a name that is set"
    desk.close()


# What is barred


def test_a_briefing_carries_one_of_the_markings_or_is_not_planned(file: Path, tmp_path: Path) -> None:
    write(file, enforced={"markings": ["OFFICIAL", "OFFICIAL-SENSITIVE"]})
    desk = Desk.open(profile=tmp_path / "profile")
    assert desk.briefings.options().marking == "OFFICIAL"
    made = desk.briefings.plan(desk.briefings.options(marking="official-sensitive", notes="none"))
    assert made.options.marking == "OFFICIAL-SENSITIVE", "as the organisation writes it"
    for marking in ("SECRET", ""):
        with pytest.raises(ExpectedError, match="Your organisation does not allow"):
            desk.briefings.plan(desk.briefings.options(marking=marking, notes="none"))
    desk.notes.write(BRIEFING, "words", handling="SECRET", initiator="test")
    weighed = desk.briefings.weigh(desk.briefings.options(notes="all"))
    assert weighed.held and not weighed.raised, "a marking that is not allowed is not offered"
    desk.close()


def test_files_leave_into_the_folder_of_the_organisation_alone(file: Path, tmp_path: Path) -> None:
    folder, outside = tmp_path / "out", tmp_path / "elsewhere"
    folder.mkdir()
    outside.mkdir()
    (folder / "way").symlink_to(outside)
    write(file, enforced={"export_folder": str(folder)})
    desk = Desk.open(profile=tmp_path / "profile")
    desk.notes.write(BRIEFING, "words", initiator="test")
    assert desk.usual_folder() == folder
    spec = sources.table(desk.scope, desk.dataset.sources)
    for place in (outside, folder / "way", folder / ".." / "elsewhere"):
        for write_it in (
            lambda place=place: desk.write_file(place / "a.png", b"x"),
            lambda place=place: desk.export_table(spec, place / "a.csv"),
            lambda place=place: desk.notes.export(place / "a.jsonld"),
        ):
            with pytest.raises(ExpectedError, match="allows files to be written only to"):
                write_it()
    assert not list(outside.iterdir())
    desk.notes.export(folder / "a.jsonld")
    desk.export_table(spec, folder / "a.csv")
    desk.write_file(folder / "a.png", b"x")
    assert len(list(folder.glob("a.*"))) == 3
    desk.close()


def test_taking_in_notes_can_be_switched_off(file: Path, tmp_path: Path) -> None:
    write(file, enforced={"import_notes": False})
    desk = Desk.open(profile=tmp_path / "profile")
    (tmp_path / "notes.md").write_text("words", encoding="utf-8")
    with pytest.raises(ExpectedError, match="Your organisation has switched off"):
        desk.notes.plan_import(tmp_path / "notes.md")
    desk.close()


def test_the_command_line_is_bound_as_well(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], throwaway_home: Path
) -> None:
    profile, out = str(tmp_path / "profile"), str(tmp_path / "b.pdf")
    write(file, enforced={"markings": ["OFFICIAL"], "export_folder": str(tmp_path / "out")})
    assert cli.main(["export", out, "--sections", "about", "--marking", "SECRET", "--profile", profile]) == 1
    assert "OFFICIAL" in capsys.readouterr().err
    assert cli.main(["export", out, "--sections", "about", "--profile", profile]) == 1
    assert "allows files to be written only to" in capsys.readouterr().err
    write(file, enforced={"portable": False, "data": str(paths.bundled_data())})
    assert cli.main(["notes", "list", "--profile", profile]) == 1
    assert "--profile" in capsys.readouterr().err
    assert cli.main(["notes", "list", "--data", str(tmp_path)]) == 1
    assert "which data are opened" in capsys.readouterr().err
    assert cli.main(["notes", "list"]) == 0
    file.write_text("{", encoding="utf-8")
    assert cli.main(["notes", "list"]) == 0
    assert "cannot be used: it is not JSON" in capsys.readouterr().err


def test_a_portable_file_is_not_followed_where_the_organisation_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "portable").touch()
    monkeypatch.setattr(paths, "root", lambda: tmp_path)
    assert paths.default_profile() == tmp_path / "profile"
    assert tmp_path not in paths.default_profile(portable=False).parents


def test_data_that_were_set_and_are_gone_are_told_and_the_bundled_ones_shown(file: Path, tmp_path: Path) -> None:
    write(file, enforced={"data": str(tmp_path / "gone")})
    desk = Desk.open(profile=tmp_path / "profile", page_one=True)
    assert desk.source == paths.bundled_data()
    assert "are missing" in desk.remarks[0]
    desk.close()


def test_only_packages_of_trusted_signers_are_opened_where_others_are_forbidden(file: Path, tmp_path: Path) -> None:
    write(file, enforced={"unsigned_packages": False, "trusted_keys": {"Desk": base64.b64encode(bytes(32)).decode()}})
    copy = Path(shutil.copytree(paths.bundled_data(), tmp_path / "copy"))
    with pytest.raises(ExpectedError, match="signed by those it trusts"):
        Desk.open(profile=tmp_path / "profile", data=copy, page_one=True)
    Desk.open(profile=tmp_path / "profile", data=paths.bundled_data(), page_one=True).close()


def test_the_paper_for_administrators_is_made_from_the_list_of_keys_and_its_example_is_sound(file: Path) -> None:
    module = paper_module()
    written = (ROOT / "packaging" / "POLICY.md").read_text(encoding="utf-8")
    assert written == module.as_markdown()
    file.write_text(json.dumps(module.EXAMPLE), encoding="utf-8")
    file.chmod(0o644)
    assert load_policy().findings == ()


@windowed
@pytest.mark.slow
def test_the_self_test_names_each_line_without_effect_and_works_under_a_policy(file: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "briefing_app", "self-test"], capture_output=True, text=True, timeout=240, cwd=ROOT
        )

    write(
        file, enforced={"markings": ["OFFICIAL"], "export_folder": str(file.parent / "out"), "colour": 1, "links": "no"}
    )
    done = run()
    assert "“enforced.colour” is not a key" in done.stdout and "enforced.links cannot be" in done.stdout
    assert done.returncode == 1 and done.stdout.endswith("self-test: failed at policy\n")
