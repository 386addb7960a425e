"""The bundled data, a command that starts the child, and one exported briefing to look at."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.model import Note, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.report.options import BriefingOptions
from briefing_app.report.snapshot import BriefingPlan, plan, write
from tests.domain.scopes import scope_of

COMMAND = (sys.executable, "-m", "briefing_app.report.typeset")
DAY = dt.date(2026, 11, 23)
# Markup, commands, direction controls, every script, things no font holds, and a word without end.
HOSTILE = (
    '#read("/etc/passwd") #import "@preview/x:1.0.0": * $x^2$ \\ @a <l> *b* _c_ = H // -- "q" `r` [z] {{k}} '
    "gnp\u202e.exe\u202c \U0001f600 \U00010900 汉字 \x00\x1b \u0301\u0301 a\u0301\u0301\u0301\u0301\u0301\u0301 "
    "Қазақстан Тоҷикистон دافغانستان بانک می‌خواهم " + "x" * 300
)


def note(body: str, *, ident: str = "n-1", target: str = "event/e-2023-astana-forum") -> Note:
    """Returns a note as the notebook would hand it in."""
    return Note(
        note_id=ident,
        target=Ref.parse(target),
        body=body,
        created="2026-11-20T10:00:00Z",
        modified="2026-11-20T10:00:00Z",
        revision="r-1",
        author="A. Reader",
        tags=("check",),
    )


def export(
    made: BriefingPlan,
    out: Path,
    *,
    command: Sequence[str] = COMMAND,
    replace: bool = True,
    told: Callable[[bytes], object] | None = None,
) -> Path:
    """Writes a plan with the program's own fonts and templates."""
    scratch = out.parent.parent / "scratch"  # in no folder that a test looks into
    return write(
        made,
        out,
        command=command,
        fonts=paths.fonts(),
        templates=paths.templates(),
        scratch=scratch,
        replace=replace,
        told=told,
    )


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The bundled data."""
    return load(paths.bundled_data())


@pytest.fixture(scope="session")
def full_plan(dataset: Dataset) -> BriefingPlan:
    """A plan with every section, a marking and a hostile note."""
    return plan(
        scope_of(dataset),
        BriefingOptions(date=DAY, form="full", marking="OFFICIAL-SENSITIVE"),
        (note("Ask the ministry.\nSecond line."), note(HOSTILE, ident="n-2", target="claim/c-trade-06")),
        version="9.9.9",
    )


@pytest.fixture(scope="session")
def full_pdf(full_plan: BriefingPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole briefing as a PDF."""
    return export(full_plan, tmp_path_factory.mktemp("full") / "briefing.pdf")


@pytest.fixture(scope="session")
def forms(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The one page and the standard form as PDFs, on both papers, the second of them with a note."""
    room = tmp_path_factory.mktemp("forms") / "out"
    room.mkdir()
    made = {}
    for form in ("one-page", "standard"):
        for paper in ("a4", "letter"):
            options = BriefingOptions(date=DAY, form=form, paper=paper)  # type: ignore[arg-type]  # literals from a loop
            name = f"{form}-{paper}"
            made[name] = export(plan(scope_of(dataset), options, (), version="9.9.9"), room / f"{name}.pdf")
    return made
