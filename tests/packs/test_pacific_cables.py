"""The second briefing opens without a changed line: read, searched, compared, exported; nothing is of the first."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing_app import cli
from briefing_app.dataset import loader
from briefing_app.dataset.compare import compare
from briefing_app.domain.model import Ref
from briefing_app.domain.readiness import lacks
from briefing_app.domain.tables import Dataset
from tests.packs import PACIFIC

OTHER_SUBJECT = (
    "kazakh",
    "afghan",
    "taliban",
    "astana",
    "kabul",
    "flour",
    "caspian",
    "10 january 2024",
    "security monitoring",
)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return loader.load(PACIFIC)


def test_it_is_a_whole_briefing_without_a_fault(dataset: Dataset) -> None:
    assert dataset.problems == ()
    assert lacks(dataset) == ()
    assert len(dataset.events) >= 40
    assert len(dataset.actors) >= 15
    assert len(dataset.series) >= 10
    assert len(dataset.corridors) >= 6
    assert len(dataset.claims) >= 15
    assert len(dataset.evidence) >= 20
    assert {r.evidence_id for r in dataset.ratings} == {e.evidence_id for e in dataset.evidence}


def test_figures_have_rivals(dataset: Dataset) -> None:
    seen: dict[tuple[str, str], set[float]] = {}
    for figure in dataset.observations:
        seen.setdefault((figure.series_id, str(figure.period)), set()).add(figure.value)
    rivals = {series for (series, _period), values in seen.items() if len(values) > 1}
    assert len(rivals) >= 8


def test_a_changed_figure_is_told_apart(dataset: Dataset, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PACIFIC, tmp_path / "newer"))
    figures = folder / "observations.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace(",1330,", ",1331,"), encoding="utf-8")
    found = compare(dataset, loader.load(folder))
    assert [(str(d.ref), list(d.changes)) for d in found] == [("observation/o-loan-digicel_2021-10_telstra", ["value"])]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_its_pdf_says_nothing_of_another_subject_and_carries_its_own_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, profile = tmp_path / "out.pdf", str(tmp_path / "profile")
    assert cli.main(["export", str(out), "--data", str(PACIFIC), "--profile", profile]) == 0
    text = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout.casefold()
    assert [word for word in OTHER_SUBJECT if word in text] == []
    assert "linking the islands" in text
    assert "tonga" in text
    capsys.readouterr()
    assert cli.main(["snapshot", "show", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edition"]["name"] == "pacific-cables"
    assert cli.main(["snapshot", "show", str(out)]) == 0
    assert "(pacific-cables)" in capsys.readouterr().out


def test_a_note_on_the_command_line_is_on_this_briefing_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = ["--profile", str(tmp_path / "profile")]
    assert (
        cli.main(
            ["notes", "add", str(Ref("corridor", "tonga")), "--text", "one cable", "--data", str(PACIFIC), *profile]
        )
        == 0
    )
    capsys.readouterr()
    assert cli.main(["notes", "list", *profile]) == 0
    told = capsys.readouterr().out
    assert "one cable" not in told
    assert "1 note on another briefing: pacific-cables (1). --all lists them too." in told
    assert cli.main(["notes", "list", "--all", *profile]) == 0
    assert "corridor/tonga  [pacific-cables]  one cable" in capsys.readouterr().out
    assert cli.main(["notes", "list", "--all", "--json", *profile]) == 0
    assert json.loads(capsys.readouterr().out)[0]["bf:package"] == "pacific-cables"
    assert cli.main(["notes", "export", str(tmp_path / "few.csv"), *profile]) == 0
    assert "Left out: 1 note on another briefing" in capsys.readouterr().out
    assert cli.main(["notes", "export", str(tmp_path / "all.csv"), "--all", *profile]) == 0
    assert "one cable" in (tmp_path / "all.csv").read_text(encoding="utf-8")
