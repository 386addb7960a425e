"""Whatever is counted knows its singular: one function says it everywhere."""

from __future__ import annotations

import pytest

from briefing_app.translation import trn
from tests.architecture.copies import ROOT
from tests.architecture.plurals import one_form_only

NO_COUNT = {
    "briefing_app/domain/ambitions/sensitivity.py": ["{word} changes"],  # "No single item changes the order"
}


def test_no_sentence_counts_with_one_form_of_the_word_only() -> None:
    modules = [*(ROOT / "briefing_app").rglob("*.py")]
    assert len(modules) > 200
    found = {m.relative_to(ROOT).as_posix(): one_form_only(m.read_text(encoding="utf-8")) for m in modules}
    assert {name: [f.partition(": ")[2] for f in lines] for name, lines in found.items() if lines} == NO_COUNT


@pytest.mark.parametrize(
    "code",
    ['tr("{n} periods with rival figures", n=n)', 'f"{len(rows)} rows"', 'tr("found: {total} more sources", total=3)'],
)
def test_a_sentence_that_knows_the_plural_only_is_found(code: str) -> None:
    assert one_form_only(code)


@pytest.mark.parametrize(
    "code", ['trn("{n} period", "{n} periods", n)', 'tr("at most {n} lines", n=9)', 'tr("{name} holds no sources")']
)
def test_other_sentences_are_left_alone(code: str) -> None:
    assert one_form_only(code) == []


@pytest.mark.parametrize(("n", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1_001, "1,001 rows")])
def test_one_is_one_and_nought_is_many(n: int, said: str) -> None:
    assert trn("{n} row", "{n} rows", n) == said
