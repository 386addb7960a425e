"""Rules of the house that no library knows: signatures, sizes, locks, templates, fonts."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.copies import ROOT

PACKAGE = ROOT / "briefing_app"
LOCKS = sorted((ROOT / "packaging").glob("*.lock"))
ABOUT_400 = 450


def frames_in_signatures(code: str) -> list[str]:
    """Returns the public functions and attributes whose annotations speak of pandas."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            arguments = node.args
            every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
            notes = [node.returns, *(argument.annotation for argument in every if argument)]
        elif isinstance(node, ast.AnnAssign) and not ast.unparse(node.target).rpartition(".")[2].startswith("_"):
            notes = [node.annotation]
        else:
            continue
        said = " ".join(ast.unparse(note) for note in notes if note)
        if re.search(r"\b(DataFrame|pd\.|pandas\.)", said):
            found.append(f"line {node.lineno}: {said}")
    return found


def above_domain() -> Iterator[Path]:
    for floor in ("ui", "desk", "notes", "report", "pictures"):
        yield from (PACKAGE / floor).rglob("*.py")
    yield from (PACKAGE / "cli").glob("*.py")


def test_no_data_frame_in_a_public_signature_above_the_domain() -> None:
    modules = list(above_domain())
    assert len(modules) > 30
    assert {str(m): frames_in_signatures(m.read_text(encoding="utf-8")) for m in modules} == {
        str(m): [] for m in modules
    }


@pytest.mark.parametrize(
    "code",
    [
        "def rows() -> pd.DataFrame: ...",
        "class A:\n    def take(self, *, frame: 'DataFrame | None') -> None: ...",
        "class A:\n    frame: pandas.Series",
    ],
)
def test_a_data_frame_in_a_public_signature_is_found(code: str) -> None:
    assert frames_in_signatures(code)


def test_a_module_stays_under_about_400_lines() -> None:
    modules = {
        m.relative_to(PACKAGE).as_posix(): len(m.read_text(encoding="utf-8").splitlines())
        for m in PACKAGE.rglob("*.py")
    }
    assert {name: size for name, size in modules.items() if size > ABOUT_400} == {}


def test_every_module_opens_with_one_sentence_on_its_duty() -> None:
    silent = [
        str(m) for m in PACKAGE.rglob("*.py") if not (ast.get_docstring(ast.parse(m.read_text(encoding="utf-8"))))
    ]
    assert silent == []


def promised_tests(text: str) -> tuple[list[str], list[str]]:
    """Returns the tests that a module names, and its words that promise a test without saying which."""
    unnamed = r"\b(?:a|one|the) tests? (?:hold|compare|measure|check|look|keep|see|make)s?\b[^.]*"
    return re.findall(r"\btests/[\w/]+\.py", text), re.findall(unnamed, text)


def test_a_module_that_promises_a_test_names_one_that_there_is() -> None:
    assert promised_tests("``tests/x/test_y.py`` holds it.") == (["tests/x/test_y.py"], [])
    assert promised_tests("A thing; a test holds it.")[1] == ["a test holds it"]
    found = {m: promised_tests(m.read_text(encoding="utf-8")) for m in PACKAGE.rglob("*.py")}
    assert {str(m): unnamed for m, (_named, unnamed) in found.items() if unnamed} == {}
    named = {name for names, _unnamed in found.values() for name in names}
    assert len(named) >= 2
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(blocks) > 10
    assert [block for block in blocks if not re.match(r"[a-z0-9-]+==\S+", block) or "--hash=sha256:" not in block] == []


def pins(lock: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_the_locks_agree_and_hold_every_dependency() -> None:
    runtime = pins(ROOT / "packaging/requirements.lock")
    for lock in LOCKS:
        assert {name: pins(lock)[name] for name in runtime} == runtime, lock.name
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.match(r"[A-Za-z0-9-]+", words)[0].lower() for words in settings["project"]["dependencies"]}  # type: ignore[index]
    assert wanted <= set(runtime)
    assert runtime["typst"] == {"0.15.2"}
    assert "typst==0.15.2" in settings["project"]["dependencies"]


def downloads(template: str) -> bool:
    """Tells whether a typesetting template would fetch a package."""
    return "@preview" in template or "@local" in template


def test_no_template_fetches_a_package() -> None:
    assert downloads('#import "@preview/cetz:0.3.0"')
    assert [str(t) for t in (ROOT / "resources").rglob("*.typ") if downloads(t.read_text(encoding="utf-8"))] == []


def test_the_fonts_are_the_ones_whose_characters_are_listed() -> None:
    folder = ROOT / "resources/fonts"
    listed = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    assert listed["fonts"] == {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.glob("*.[ot]tf")}


def test_the_list_of_characters_is_what_the_fonts_can_show() -> None:
    from fontTools.ttLib import TTFont

    folder = ROOT / "resources/fonts"
    listed = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))["ranges"]
    shown = set().union(*(TTFont(f).getBestCmap() for f in folder.glob("*.[ot]tf")))
    assert {point for first, last in listed for point in range(first, last + 1)} == shown
    wanted = "ӘәҒғҚқҢңӨөҰұҮүҺһІі ҲҳҶҷӢӣӮӯ پښتو دری ټډړږښګڼۍې ۰۱۲ –—“”… ≥≤≈±× →↔ ▲▼●○◆■□ ✓✗ ₸$€ ʻʼ"
    wanted += "שלום ქართული Հայերեն ไทย हिन्दी বাংলা አማርኛ ខ្មែរ မြန်မာ 哈萨克斯坦 哈薩克 カザフスタン 카자흐스탄 👍🇰🚂"
    assert {letter for letter in wanted if ord(letter) not in shown} == set()


def test_every_sign_of_the_closed_words_comes_from_the_programs_own_set() -> None:
    from fontTools.ttLib import TTFont

    from briefing_app.domain.wording import SIGNS

    signs = {sign.sign for words in SIGNS.values() for sign in words.values()}
    drawn = {sign for sign in signs if len(sign) == 1 and ord(sign) >= 0x2190 and sign != "\u2212"}
    made = runpy.run_path(str(ROOT / "packaging/make_signs.py"))
    for weight in ("Regular", "Bold"):
        font = TTFont(ROOT / f"resources/fonts/BriefingSigns-{weight}.ttf")
        held = {chr(point) for point in font.getBestCmap()}
        assert drawn <= held
        assert held == set(made["SIGNS"])
        assert font["OS/2"].fsType == 0, "may be embedded in a briefing and installed"
        letters = TTFont(ROOT / f"resources/fonts/NotoSans-{weight}.ttf")
        assert {wide for wide, _left in font["hmtx"].metrics.values()} == {made["WIDTH"]}
        assert (font["hhea"].ascent, font["hhea"].descent) == (letters["hhea"].ascent, letters["hhea"].descent)


def test_the_widths_of_letters_are_those_of_the_fonts() -> None:
    made = runpy.run_path(str(ROOT / "packaging/make_widths.py"))
    assert (ROOT / "resources/fonts/widths.json").read_text(encoding="utf-8") == made["table"]()
