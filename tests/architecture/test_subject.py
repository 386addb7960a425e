"""The subject lives in the data: no module names what the bundled briefing is about."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing_app
from briefing_app import paths

ROOT = Path(briefing_app.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
SUBJECT = re.compile(
    r"kazakh|afghan|taliban|astana|kabul|uzbek|flour|wheat|torghundi|trans-caspian|ifimes|corridor control|"
    r"security monitoring|natural earth|"
    r"\biskp\b|10 january 2024|(?<!\b1 )january 2024|2024-01|dt\.date\(2024, 1, 10\)|\bastana\b",
    re.IGNORECASE,
)
LANGUAGES: dict[str, str] = {
    "domain/handling.py": "the marking scheme of a state",
    "report/marking.py": "what the marking scheme of a state asks of a page",
    "domain/days.py": "months in the languages that the program reads",
    "domain/months.py": "months in the languages that the program reads",
    "domain/languages.py": "languages that the program tells apart",
    "domain/entries/fields.py": "names of languages",
    "domain/actors/names.py": "names of languages",
}
"""Modules that speak of languages, calendars and marking schemes of the world, with what they are about."""
PREFIX = re.compile(
    r"""(startswith|removeprefix|endswith|removesuffix)\(\s*[rf]?["'](c|e|h|j|hl|ev|in|o|r|n|sg|q|st)-"""
)


def texts(module: Path) -> Iterator[tuple[int, str]]:
    """Yields the texts of a module, those that document it left out, each with its line."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            told.add(id(node.value))  # a text that stands alone documents what is above it
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def words_of(module: Path) -> Iterator[tuple[int, str]]:
    """Yields texts, names and comments."""
    yield from texts(module)
    for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), 1):
        _code, sign, comment = line.partition("  # ")
        if sign or line.lstrip().startswith("# "):
            yield number, comment or line
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id


def named_in(module: Path) -> list[str]:
    found = [(line, match.group()) for line, words in words_of(module) if (match := SUBJECT.search(words))]
    return [f"{module.name}:{line}: {what}" for line, what in found]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_names_the_subject_of_the_bundled_data(module: Path) -> None:
    if module.relative_to(ROOT).as_posix() not in LANGUAGES:
        assert named_in(module) == []


def test_the_modules_that_may_name_languages_are_there_and_do() -> None:
    assert [name for name in LANGUAGES if not named_in(ROOT / name)] == []


def ids_of(table: str, column: str) -> set[str]:
    with (paths.bundled_data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def test_no_module_holds_an_id_of_the_bundled_data() -> None:
    tables = {
        "series": "series_id", "questions": "question_id", "hypotheses": "hypothesis_id", "claims": "claim_id",
        "events": "event_id", "evidence": "evidence_id", "steps": "step_id", "corridors": "corridor_id",
    }  # fmt: skip
    idents = {ident for table, column in tables.items() for ident in ids_of(table, column)}
    found = [f"{m.name}:{line}: {text}" for m in MODULES for line, text in texts(m) if text in idents]
    assert found == []


def test_no_module_holds_a_facet_of_the_bundled_evidence() -> None:
    facets = ids_of("evidence", "facet") - {"control", "format", "market", "reason", "partner", "channel", "threat"}
    found = [f"{m.name}:{line}: {text}" for m in MODULES for line, text in texts(m) if text in facets]
    assert found == []


def test_no_module_reads_a_meaning_from_the_beginning_of_an_id() -> None:
    found = [f"{m.name}: {match.group()}" for m in MODULES if (match := PREFIX.search(m.read_text(encoding="utf-8")))]
    assert found == []


def test_no_module_seeks_facts_in_notes_by_pattern() -> None:
    seeking = re.compile(r"(search|match|finditer|findall|fullmatch|split)\([^)\n]*\.(note|preferred_note|summary)\b")
    found = [f"{m.name}: {match.group()}" for m in MODULES if (match := seeking.search(m.read_text(encoding="utf-8")))]
    assert found == []


def test_a_breach_would_be_found(tmp_path: Path) -> None:
    breach = tmp_path / "breach.py"
    breach.write_text(
        '"""Kabul may stand here."""\nTITLE = "Flour for Kabul"\nwheat = 1  # of Astana\n', encoding="utf-8"
    )
    assert named_in(breach) == ["breach.py:2: Flour", "breach.py:3: Astana", "breach.py:3: wheat"]
    assert PREFIX.search('ident.startswith("h-")')
