"""One search over the names of actors in all spellings and scripts."""

from __future__ import annotations

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.actors import NameIndex, find_actors
from briefing_app.domain.model import Actor, Ref
from briefing_app.domain.tables import Dataset


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


@pytest.mark.parametrize(
    "typed", ["Tokayev", "Tokaev", "Токаев", "Тоқаев", "توکایف", "Tokayew", "Tokaya", "tokay", "TOKAYEV", "Tokyaev"]
)
def test_every_spelling_and_script_and_one_wrong_letter_finds_the_person(dataset: Dataset, typed: str) -> None:
    assert Ref("actor", "tokayev") in find_actors(dataset, typed)


def test_what_fits_best_comes_first_and_all_words_must_fit(dataset: Dataset) -> None:
    assert find_actors(dataset, "Uzbekistan")[0] == Ref("actor", "uz")
    assert find_actors(dataset, "Tokayev Uzbekistan") == ()


def test_nothing_typed_lists_everybody_and_signs_alone_nobody(dataset: Dataset) -> None:
    assert len(find_actors(dataset, " ")) == len(dataset.actors)
    assert find_actors(dataset, "!?") == ()


def test_a_word_that_is_far_from_all_names_finds_nobody(dataset: Dataset) -> None:
    assert find_actors(dataset, "Zzyzxqwerty") == ()


def named(name: str) -> Actor:
    return Actor(actor_id="x", name=name, kind="person", role="", profile="", source_ids=())


@pytest.mark.parametrize("name", ["\u0301\u0308" * 50, "a" * 5000, "", "\u202eabc שלום مرحبا", "\x00"])
def test_odd_names_are_indexed_without_harm(name: str) -> None:
    index = NameIndex([named(name)])
    for typed in ("abc", "שלום", "مرحبا", "\u0301", "a" * 3000):
        assert len(index.find(typed)) <= 1
