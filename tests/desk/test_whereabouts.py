"""Where the person was in a briefing comes back at the next start, filter included, if it is still there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from briefing_app.desk import Desk, whereabouts
from briefing_app.desk.history import Place
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Ref
from briefing_app.domain.tables import Dataset
from tests.packs import PACIFIC

CLAIM = Ref("claim", "c-trade-06")
CHOSEN = Filter(
    start=dt.date(2021, 1, 1),
    end=dt.date(2024, 12, 31),
    as_known_on=dt.date(2024, 1, 10),
    ambition="A",
    actors=frozenset({"kz", "af-taliban"}),
    topics=frozenset({"trade"}),
    text="flour",
    only_with_notes=True,
)


def leave(profile: Path, chosen: Filter = CHOSEN, *, tab: str = "claims", ref: Ref = CLAIM, **preferred: Any) -> None:
    desk = Desk.open(profile=profile)
    desk.prefer(initiator="test", **preferred)
    desk.set_filter(chosen, initiator="test")
    desk.show_in(tab, ref, initiator="test")
    desk.prefer(initiator="test", views=desk.place_view())
    desk.close()


def come_back(profile: Path) -> Desk:
    desk = Desk.open(profile=profile)
    desk.come_back(initiator="test")
    desk.close()
    return desk


def test_tab_selection_and_every_condition_of_the_filter_come_back(tmp_path: Path) -> None:
    leave(tmp_path)
    desk = come_back(tmp_path)
    assert (desk.filter, desk.tab, desk.selection) == (CHOSEN, "claims", CLAIM)
    assert desk.scope.filter == CHOSEN


def test_one_can_go_back_to_page_one_from_there(tmp_path: Path) -> None:
    leave(tmp_path)
    desk = Desk.open(profile=tmp_path)
    desk.visit("overview")
    desk.come_back(initiator="test")
    assert desk.can_go(-1)
    desk.go(-1)
    assert desk.tab == "overview"
    desk.close()


def test_nothing_is_kept_and_nothing_comes_back_for_who_chose_page_one(tmp_path: Path) -> None:
    leave(tmp_path, come_back=False)
    desk = come_back(tmp_path)
    assert desk.preferences.views == {}
    assert (desk.filter, desk.selection) == (Filter(), None)


def test_what_was_kept_before_does_not_come_back_once_page_one_is_chosen(tmp_path: Path) -> None:
    leave(tmp_path)
    desk = Desk.open(profile=tmp_path)
    desk.prefer(initiator="test", come_back=False)
    assert desk.come_back(initiator="test") is None
    desk.close()


def test_each_briefing_has_its_own_filter_and_place_after_a_restart(tmp_path: Path) -> None:
    leave(tmp_path)
    desk = Desk.open(profile=tmp_path)
    desk.come_back(initiator="test")
    desk.lay_out(*desk.shelf.read(PACIFIC), initiator="test")
    assert (desk.filter, desk.selection) == (Filter(), None)
    desk.set_filter(Filter(text="Tonga"), initiator="test")
    desk.visit("map")
    desk.prefer(initiator="test", views={**desk.preferences.views, **desk.place_view()})
    desk.lay_out(*desk.shelf.read(None), initiator="test")
    assert (desk.filter, desk.tab) == (CHOSEN, "claims")
    desk.close()
    again = Desk.open(profile=tmp_path)
    again.lay_out(*again.shelf.read(PACIFIC), initiator="test")
    assert (again.filter, again.tab) == (Filter(text="Tonga"), "map")
    again.close()


def test_a_first_look_that_is_closed_at_once_does_not_overwrite_the_place(tmp_path: Path) -> None:
    leave(tmp_path)
    desk = Desk.open(profile=tmp_path, page_one=True)
    assert desk.place_view() == {}
    desk.close()


def test_what_the_edition_no_longer_holds_is_left_out_and_the_rest_comes_back(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    view = whereabouts.told(
        Filter(ambition="Z", actors=frozenset({"kz", "gone"}), text="flour"), Place("claims", Ref("claim", "gone"))
    )
    chosen, history = whereabouts.recalled(view, desk.dataset)
    assert chosen == Filter(actors=frozenset({"kz"}), text="flour")
    assert history.current == Place("claims", None)
    desk.close()


@pytest.mark.parametrize(
    "view",
    [
        {"filter": 3, "tab": 4, "ref": 5},
        {"filter": {"start": "tomorrow", "actors": "kz", "text": ["a"], "only_with_notes": "yes"}, "ref": "no slash"},
        {"filter": {"start": "2024-01-02", "end": "2024-01-01"}},
    ],
    ids=("other kinds", "other values", "period backwards"),
)
def test_what_somebody_wrote_into_the_file_harms_nothing(view: dict[str, Any]) -> None:
    chosen, history = whereabouts.recalled(view, Dataset())
    assert chosen == Filter()
    assert history.current is None


def test_words_too_long_to_be_kept_are_left_out_so_that_the_rest_can_be_saved(tmp_path: Path) -> None:
    leave(tmp_path, Filter(text="x" * 3000, ambition="A"))
    assert come_back(tmp_path).filter == Filter(ambition="A")
