"""The same choices give the same bytes whatever language the machine is set to; the document says its own language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MACHINES = ("C.UTF-8", "kk_KZ.UTF-8", "ru_RU.UTF-8", "fa_IR.UTF-8", "de_DE.UTF-8")


def _exported(out: Path, profile: Path, *, machine: str) -> bytes:
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    variables |= {"LANG": machine, "LC_ALL": machine, "LANGUAGE": machine[:2]}
    command = (sys.executable, "-m", "briefing_app", "--profile", profile, "export", out, "--form", "one-page")
    done = subprocess.run([*map(str, command), "--date", "2026-11-29"], env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


def _snapshot(pdf: bytes) -> dict[str, object]:
    import io

    from pypdf import PdfReader

    held = PdfReader(io.BytesIO(pdf)).attachments["snapshot.json"][0]
    return dict(json.loads(held))


@pytest.mark.slow
def test_the_language_of_the_machine_changes_no_byte(tmp_path: Path) -> None:
    made = {m: _exported(tmp_path / f"{m}.pdf", tmp_path / "profile", machine=m) for m in MACHINES}
    assert len(set(made.values())) == 1
    assert (_snapshot(made["C.UTF-8"])["language"], _snapshot(made["C.UTF-8"])["calendar"]) == ("en", "gregorian")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "calendar", "words"), [("ru", "solar-hijri", "8 каус 1405"), ("kk", "gregorian", "Бір бетте")]
)
def test_a_chosen_language_is_that_of_the_document_on_every_machine(
    tmp_path: Path, language: str, calendar: str, words: str
) -> None:
    import io

    from pypdf import PdfReader

    profile = tmp_path / "profile"
    profile.mkdir(mode=0o700)
    (profile / "preferences.json").write_text(json.dumps({"format": 1, "language": language, "calendar": calendar}))
    one, other = (_exported(tmp_path / f"{m}.pdf", profile, machine=m) for m in ("C.UTF-8", "de_DE.UTF-8"))
    assert one == other
    reader = PdfReader(io.BytesIO(one))
    assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)
    assert _snapshot(one)["language"] == language
    text = " ".join(page.extract_text() for page in reader.pages)
    assert words in text
    assert {"ru": "английский", "kk": "ағылшын"}[language] in text  # it says that its content is in English
