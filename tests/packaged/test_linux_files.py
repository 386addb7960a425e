"""What a Linux desktop is told about the program fits the program."""

from __future__ import annotations

import argparse
import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.cli.arguments import parser

LINUX = Path(__file__).resolve().parents[2] / "packaging/linux"
IDENT = "app.briefing_app.Briefing"
NOT_FOR_PEOPLE = {"typeset"}


def commands() -> set[str]:
    """Returns the commands that the command line knows."""
    (sub,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return set(sub.choices) - NOT_FOR_PEOPLE


def test_the_manual_page_names_every_command() -> None:
    page = (LINUX / "briefing-app.1").read_text(encoding="utf-8").replace("\\-", "-")
    section = page.partition(".SH COMMANDS")[2].partition(".SH")[0]
    named = set(re.findall(r'^\.BR?I? "?([a-z-]+)', section, re.MULTILINE))
    assert commands() <= named


def test_the_desktop_entry_opens_what_the_command_line_opens() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / f"{IDENT}.desktop", encoding="utf-8")
    words = entry["Desktop Entry"]["Exec"].split()
    assert words[0] == "briefing-app"
    assert parser().parse_args([*words[1:-1], "file.briefing.zip"]).file == Path("file.briefing.zip")
    assert parser().parse_args(words[1:-1]).file is None, "without a file the window opens as ever"


def test_desktop_entry_kinds_of_file_and_catalogue_name_the_same() -> None:
    kinds = ET.parse(LINUX / "briefing-app.mime.xml").getroot()
    named = {kind.attrib["type"] for kind in kinds}
    entry = (LINUX / f"{IDENT}.desktop").read_text(encoding="utf-8")
    assert set(re.findall(r"application/[\w+-]+", entry)) == named
    catalogue = ET.parse(LINUX / f"{IDENT}.metainfo.xml").getroot()
    assert {kind.text for kind in catalogue.iter("mediatype")} == named
    assert catalogue.findtext("id") == IDENT


@pytest.mark.parametrize(
    ("tool", "file"),
    [
        (["desktop-file-validate"], f"{IDENT}.desktop"),
        (["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"], "briefing-app.1"),
    ],
)
def test_the_checkers_of_the_desktop_have_nothing_to_say(tool: list[str], file: str) -> None:
    if not shutil.which(tool[0]):
        pytest.skip(f"{tool[0]} is not installed")
    done = subprocess.run([*tool, str(LINUX / file)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_icon_is_there_in_every_size_that_a_desktop_asks_for() -> None:
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        content = (paths.icons() / f"briefing-app-{size}.png").read_bytes()
        assert int.from_bytes(content[16:20], "big") == int.from_bytes(content[20:24], "big") == size
    assert ET.parse(paths.icons() / "briefing-app.svg").getroot().tag.endswith("svg")


def test_the_licences_that_a_checkout_must_carry_are_there() -> None:
    texts = {path.name for path in paths.licences().glob("*.txt")}
    assert {"LGPL-3.0.txt", "LGPL-2.1.txt", "GPL-3.0.txt", "GPL-2.0.txt", "Unicode-3.0.txt", "README.txt"} <= texts
    assert "You may replace them" in (paths.licences() / "README.txt").read_text(encoding="utf-8")
