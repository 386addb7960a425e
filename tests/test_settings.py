"""Preferences: what one window chose is not undone by another, and no file however odd keeps the window shut."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing_app import settings
from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.settings import Preferences

ODD = [
    1e999,
    -1e999,
    10**20,
    -(10**20),
    10**400,
    [1e308 * 10],
    {"a": {"b": {"c": {"d": {"e": 1}}}}},
    "x" * 100_000,
    "\x00",
]


def test_a_second_window_takes_nothing_away_and_hears_what_the_first_chose(tmp_path: Path) -> None:
    one, two = Desk.open(profile=tmp_path), Desk.open(profile=tmp_path)
    told: list[str] = []
    two.listen(lambda change: told.append(change.initiator) if change.has("preferences") else None)
    one.prefer(initiator="one", marking="RESTRICTED")
    two.hear_preferences()
    assert (two.preferences.marking, told) == ("RESTRICTED", ["elsewhere"])
    assert two.hear_preferences() is None
    one.prefer(initiator="one", marking="SECRET")
    two.prefer(initiator="two", text_size=150)
    two.prefer(initiator="two", theme="dark")
    one.prefer(initiator="one", paper="letter")
    stored = settings.load(tmp_path)
    assert (stored.marking, stored.text_size, stored.theme, stored.paper) == ("SECRET", 150, "dark", "letter")
    assert two.preferences.marking == "SECRET", "what was heard while saving is heard"
    one.close()
    two.close()


def test_of_the_views_only_those_that_changed_here_are_written(tmp_path: Path) -> None:
    old = Preferences(views={"map": {"zoom": 1}, "notes": {"sort": "kind"}})
    old.save(tmp_path)
    settings.change(tmp_path, old, Preferences(views={"map": {"zoom": 2}, "notes": {"sort": "kind"}}))
    found = settings.change(tmp_path, old, Preferences(views={"map": {"zoom": 1}, "notes": {"sort": "author"}}))
    assert found.views == {"map": {"zoom": 2}, "notes": {"sort": "author"}}


def test_many_windows_that_save_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    names = [f"tab{n}" for n in range(24)]

    def save(name: str) -> None:
        settings.change(tmp_path, Preferences(), Preferences(views={name: {"at": 1}}))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, names))
    assert set(settings.load(tmp_path).views) == set(names)
    assert [path.name for path in tmp_path.iterdir()] == [settings.FILE]


def test_a_lock_left_by_a_killed_window_stops_nobody(tmp_path: Path) -> None:
    lock = tmp_path / settings.LOCK
    lock.touch()
    os.utime(lock, (time.time() - 60, time.time() - 60))
    settings.change(tmp_path, Preferences(), Preferences(marking="OFFICIAL"))
    assert settings.load(tmp_path).marking == "OFFICIAL"
    assert not lock.exists()


@pytest.mark.parametrize("odd", ODD, ids=[repr(value)[:20] for value in ODD])
def test_what_no_tab_can_have_saved_is_left_out_and_the_rest_is_kept(tmp_path: Path, odd: object) -> None:
    text = json.dumps({"format": 1, "marking": "OFFICIAL", "views": {"notes": {"group": odd, "sort": "kind"}}})
    (tmp_path / settings.FILE).write_text(text, encoding="utf-8")
    found = settings.load(tmp_path)
    assert (found.marking, found.views) == ("OFFICIAL", {"notes": {"sort": "kind"}})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        "[]",
        '"x"',
        "{" * 100_000,
        '{"format": ' + "9" * 5000 + "}",
        '{"text_size": 1e400}',
        '{"views": {"a": 1}}',
        "\x00" * 10,
    ],
)
def test_any_file_gives_usable_preferences_and_can_be_saved_over(tmp_path: Path, content: str) -> None:
    (tmp_path / settings.FILE).write_text(content, encoding="utf-8")
    desk = Desk.open(profile=tmp_path)
    desk.prefer(initiator="test", marking="OFFICIAL")
    desk.close()
    assert settings.load(tmp_path).marking == "OFFICIAL"
    assert (tmp_path / settings.FILE).stat().st_mode & 0o077 == 0


def test_what_a_newer_program_wrote_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    newer = '{"format": 99, "marking": "SECRET"}'
    (tmp_path / settings.FILE).write_text(newer, encoding="utf-8")
    assert desk.hear_preferences() is None
    with pytest.raises(ExpectedError, match="newer version"):
        desk.prefer(initiator="test", marking="")
        desk.prefer(initiator="test", theme="dark")
    assert (tmp_path / settings.FILE).read_text(encoding="utf-8") == newer
    desk.close()


def test_unknown_preferences_of_this_format_are_kept(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text('{"format": 1, "policy": "x"}', encoding="utf-8")
    settings.change(tmp_path, Preferences(), Preferences(theme="dark"))
    assert json.loads((tmp_path / settings.FILE).read_text(encoding="utf-8"))["policy"] == "x"
