"""The machine's language never gets in: the same words in the window and the same bytes in every file, anywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing_app.domain.months import MONTHS
from tests.architecture.copies import ROOT

DEFINITIONS = Path("/usr/share/i18n/locales")
LANGUAGES = ("kk_KZ", "ru_RU", "fa_IR", "tr_TR", "de_DE")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("localedef") is None or not all((DEFINITIONS / name).exists() for name in LANGUAGES),
        reason="languages are made with localedef from the definitions of the package locales",
    ),
]


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Makes the five languages in a folder of their own, so that nothing has to be installed."""
    folder = tmp_path_factory.mktemp("languages")
    for name in LANGUAGES:
        made = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
        subprocess.run(made, check=True, capture_output=True)
    return folder


def _told(folder: Path, languages: Path, name: str) -> dict[str, Any]:
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    variables |= {"LC_ALL": name, "LANG": name, "LANGUAGE": name.partition(".")[0], "LOCPATH": str(languages)}
    command = [sys.executable, "-m", "tests.ui.under_locale", str(folder)]
    ran = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


@pytest.fixture(scope="module")
def plain(languages: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What window and files say where the machine speaks no language at all."""
    return _told(tmp_path_factory.mktemp("plain"), languages, "C.UTF-8")


@pytest.mark.parametrize("name", LANGUAGES)
def test_window_and_files_are_the_same_in_every_language_of_the_machine(
    name: str, languages: Path, plain: dict[str, Any], tmp_path: Path
) -> None:
    told = _told(tmp_path, languages, f"{name}.UTF-8")
    assert told.pop("machine") != plain["machine"] == "October"  # the language was really there
    assert told == {key: value for key, value in plain.items() if key != "machine"}


def test_dates_in_fields_and_in_the_header_are_english(plain: dict[str, Any]) -> None:
    days = [re.fullmatch(r"\d{1,2} (\w+) \d{4}", words) for words in plain["BriefingSheet"]]
    months = [day[1] for day in days if day]
    months += re.findall(r"edition \S+ of \d+ (\w+) \d{4}", " ".join(plain["overview"]))
    assert len(months) >= 2
    assert set(months) <= set(MONTHS)
    assert plain["form of numbers"] == "1234.50"
