"""An independent judge, veraPDF, finds no rule of PDF/A-3a and PDF/UA-1 broken in any form."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade.questions import chart, families
from briefing_app.report.options import BriefingOptions, View
from briefing_app.report.snapshot import plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, export, note
from tests.report.pdf_assertions import attachment_of

VERSION = "1.28.2"
_JAR = f"org/verapdf/apps/greenfield-apps/{VERSION}/greenfield-apps-{VERSION}.jar"
_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get"
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"


@pytest.fixture(scope="session")
def judge() -> Path:
    """The program file of veraPDF, fetched through Maven where it is not at hand; skipped where neither can be had."""
    if shutil.which("java") is None:
        pytest.skip("veraPDF needs Java, which is not on this machine")
    jar = Path(os.environ.get("MAVEN_REPOSITORY", Path.home() / ".m2" / "repository")) / _JAR
    if not jar.is_file():
        maven = shutil.which("mvn")
        if maven is None:
            pytest.skip("veraPDF is not on this machine, nor is Maven to fetch it")
        command = [maven, "-q", "-B", _GET, f"-Dartifact=org.verapdf.apps:greenfield-apps:{VERSION}"]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=180)
        except subprocess.TimeoutExpired:
            pytest.skip("Maven's registry did not answer")
    if not jar.is_file():
        pytest.skip("veraPDF could not be fetched: Maven's registry cannot be reached")
    return jar


def verdicts(jar: Path, flavour: str, pdfs: list[Path]) -> list[str]:
    """Returns what veraPDF says, one line for each PDF."""
    command = ["java", "-cp", str(jar), _MAIN, "-f", flavour, "--format", "text", *map(str, pdfs)]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return [line.split()[0] for line in said.splitlines() if line.startswith(("PASS", "FAIL"))]


@pytest.fixture(scope="module")
def others(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What is on screen, and a choice of one's own in grey with a note, as PDFs."""
    room = tmp_path_factory.mktemp("others") / "out"
    room.mkdir()
    scope, family = scope_of(dataset), families(dataset)[0]
    seen = chart(family.first.id, scope)
    assert seen.table is not None
    view = View(title=family.first.question, pictures=(seen,), tables=(seen.table,))
    own = BriefingOptions(date=DAY, sections=("notes", "map", "sources"), grey=True, marking="OFFICIAL", scheme="uk")
    return [
        export(plan(scope, BriefingOptions(date=DAY, form="view", view=view), version="9"), room / "view.pdf"),
        export(plan(scope, own, (note("Words."),), version="9"), room / "own.pdf"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_no_rule_is_broken_in_any_form(
    judge: Path, forms: dict[str, Path], full_pdf: Path, others: list[Path], flavour: str
) -> None:
    pdfs = [*forms.values(), full_pdf, *others]
    assert verdicts(judge, flavour, pdfs) == ["PASS"] * len(pdfs)


@pytest.mark.slow
def test_the_judge_sees_a_broken_rule(judge: Path, forms: dict[str, Path], tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.open(forms["one-page-a4"]) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(tmp_path / "broken.pdf")
    assert verdicts(judge, "ua1", [tmp_path / "broken.pdf"]) == ["FAIL"]
    assert attachment_of(tmp_path / "broken.pdf", "snapshot.json")
