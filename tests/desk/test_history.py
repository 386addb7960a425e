"""Back and forward behave as in a browser."""

from __future__ import annotations

from briefing_app.desk.history import LIMIT, History, Place
from briefing_app.domain.model import Ref

EVENT = Ref("event", "e-2023-astana-forum")


def test_an_empty_history_goes_nowhere() -> None:
    history = History()
    assert history.current is None
    assert not history.can(-1)
    assert history.go(1) is None


def test_walking_along_rows_is_no_step() -> None:
    history = History()
    history.visit(Place("timeline", None))
    history.amend(Place("timeline", EVENT))
    assert history.current == Place("timeline", EVENT)
    assert not history.can(-1)


def test_following_a_link_can_be_taken_back_and_repeated() -> None:
    history = History()
    history.visit(Place("timeline", EVENT))
    history.visit(Place("actors", Ref("actor", "kz")))
    assert history.go(-1) == Place("timeline", EVENT)
    assert history.go(1) == Place("actors", Ref("actor", "kz"))


def test_a_new_place_forgets_what_lay_ahead() -> None:
    history = History()
    for tab in ("overview", "timeline", "trade"):
        history.visit(Place(tab, None))
    history.go(-1)
    history.go(-1)
    history.visit(Place("map", None))
    assert not history.can(1)
    assert history.go(-1) == Place("overview", None)


def test_visiting_the_same_place_twice_is_one_visit() -> None:
    history = History()
    history.visit(Place("map", None))
    history.visit(Place("map", None))
    assert not history.can(-1)


def test_the_history_is_bounded_and_keeps_the_newest() -> None:
    history = History()
    for number in range(LIMIT + 50):
        history.visit(Place("sources", Ref("source", f"s-{number}")))
    steps = 0
    while history.go(-1):
        steps += 1
    assert steps == LIMIT - 1
