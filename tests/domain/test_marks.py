"""The mark of an entry changes with what it says, and with nothing else."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain.editions import mark
from briefing_app.domain.model import Corridor, Indicator, Judgement
from briefing_app.domain.model.base import FORMER_NAMES
from tests.domain.records import made


def test_a_field_that_was_given_another_name_leaves_the_mark_as_it_was() -> None:
    # Marks that were noted under the former names of the fields.
    assert mark(made(Indicator, "in", status_then="observed", question="Is it?")) == "3f3733f038b18734"
    assert mark(made(Judgement, "j", direction_since_then="worse", heading="It is")) == "465b13de173ccd30"
    assert mark(made(Corridor, "c", relevance="It matters", name="Way")) == "9e292bd632a2dbc8"


def test_what_the_field_says_still_counts() -> None:
    one = made(Indicator, "in", status_then="observed")
    assert mark(one) != mark(replace(one, status_then="reversed"))


def test_former_names_belong_to_fields_that_are_there() -> None:
    kinds = {"indicators": Indicator, "judgements": Judgement, "corridors": Corridor}
    for table, names in FORMER_NAMES.items():
        assert set(names) <= set(kinds[table].__dataclass_fields__)
