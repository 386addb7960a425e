"""Columns of a table on paper are as wide as their words need, and give away what they do not need."""

from __future__ import annotations

from briefing_app.report.columns import ABREAST, weights


def shares(labels: list[str], cells: list[list[str]], wanted: list[int]) -> list[float]:
    """Returns the letters that each column has where the table fills the page."""
    wide = weights(labels, cells, wanted)
    return [ABREAST * one / sum(wide) for one in wide]


def test_no_column_is_narrower_than_its_longest_word() -> None:
    told = shares(["What it says", "Ambition"], [["words " * 60], ["A"]], [40, 1])
    assert told[1] > len("Ambition")


def test_a_sign_stays_with_its_word() -> None:
    told = shares(["What it says", "State"], [["words " * 60], ["◐ corroborated"]], [40, 1])
    assert told[1] > len("◐ corroborated")


def test_a_column_of_short_words_gives_its_room_to_one_of_sentences() -> None:
    told = shares(["Part", "What it says"], [["Step"], ["words " * 60]], [30, 30])
    assert told[0] < 15 < 100 < told[1]


def test_a_table_without_rows_has_columns_all_the_same() -> None:
    assert all(share > 0 for share in shares(["One", "Two"], [[], []], [1, 2]))
