"""Script and letters tell language and direction, piece by piece, and not a sign is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.domain.languages import language_of, pieces, right_to_left

KAZAKH = "Қазақстан Республикасының Президенті Қасым-Жомарт Тоқаев Ауғанстанмен сауда туралы айтты."
RUSSIAN = "Президент Казахстана заявил о росте товарооборота с Афганистаном в этом году."
DARI = "رئیس جمهور قزاقستان گفت که تجارت با افغانستان افزایش یافته است."
PASHTO = "د قزاقستان ولسمشر وویل چې له افغانستان سره سوداګرۍ زیاتوالی موندلی دی."


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Trade with Afghanistan rose to 545.2 million.", ""),
        ("Türkiye – café", ""),
        ("123 + 4 = …", ""),
        ("", ""),
        (KAZAKH, "kk"),
        ("Қазақстан", "kk"),
        ("Ұлттық банк", "kk"),
        (RUSSIAN, "ru"),
        ("Астана", "ru"),
        ("Тоҷикистон ва Афғонистон ҳамсоя мебошанд", "tg"),
        ("Ўзбекистон Республикаси Ташқи ишлар вазирлиги", "uz"),
        ("Кыргыз Республикасынын Өкмөтү жөнүндө мыйзам өзгөртүлгөн, үчүн күчүнө", "ky"),
        ("Міністерство закордонних справ України", "uk"),
        ("Беларусь і Афганістан: гандаль вырас у мінулым і сёлетнім годзе", "be"),
        ("Србија и Црна Гора: њихове везе", "sr"),
        (DARI, "fa-AF"),
        ("کابل", "fa-AF"),
        ("طالبان", "fa-AF"),
        (PASHTO, "ps"),
        ("پښتو", "ps"),
        ("وزارة الخارجية في جمهورية كازاخستان", "ar"),
        ("پاکستان کے وزیرِ خارجہ نے کہا ہے", "ur"),
        ("قازاقىستان جۇمھۇرىيىتىنىڭ پرېزىدېنتى", "ug"),
        ("קזחסטן", "he"),
        ("ყაზახეთი", "ka"),
        ("Ղազախստան", "hy"),
        ("คาซัคสถาน", "th"),
        ("कज़ाखस्तान", "hi"),
        ("Καζακστάν", "el"),
        ("哈萨克斯坦", "zh"),
        ("カザフスタンの大統領", "ja"),
        ("카자흐스탄 대통령", "ko"),
    ],
)
def test_the_letters_tell_the_language(text: str, lang: str) -> None:
    assert language_of(text) == lang


def parted(text: str) -> list[tuple[str, str, bool]]:
    return [(piece.text, piece.lang, piece.rtl) for piece in pieces(text)]


def test_a_name_in_a_sentence_is_a_piece_of_its_own() -> None:
    assert parted("President Қасым-Жомарт Тоқаев spoke") == [
        ("President ", "", False),
        ("Қасым-Жомарт Тоқаев ", "kk", False),
        ("spoke", "", False),
    ]


def test_a_kazakh_name_in_a_russian_sentence_is_told_apart() -> None:
    text = f"{RUSSIAN} Об этом сообщает Ақорда сегодня утром."
    assert [piece.text for piece in pieces(text) if piece.lang == "kk"] == ["Ақорда"]
    assert language_of(text) == "ru"


def test_what_stands_around_words_from_right_to_left_is_not_theirs_and_what_stands_between_is() -> None:
    assert parted("see (دافغانستان بانک), 3 times") == [
        ("see (", "", False),
        ("دافغانستان بانک", "fa-AF", True),
        ("), 3 times", "", False),
    ]


def test_marks_and_joiners_stay_with_their_letter() -> None:
    assert parted("بَ") == [("بَ", "fa-AF", True)]
    assert parted("می\u200cخواهم") == [("می\u200cخواهم", "fa-AF", True)]


def test_two_languages_from_right_to_left_in_one_note_are_both_told() -> None:
    langs = {piece.lang for piece in pieces(f"{DARI} – the same: {PASHTO}")}
    assert {"fa-AF", "ps"} <= langs


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("", False),
        ("1 2 3 …", False),
        ("NATO", False),
        ("Kabul (کابل)", False),
        (DARI, True),
        (f"NATO: {DARI}", True),
        ("The minister said in Kabul: رئیس جمهور قزاقستان گفت", False),
        ("کابل said the minister of foreign affairs on Tuesday", False),
        (f"{PASHTO} https://example.org/{'path/' * 30}", True),
    ],
)
def test_a_paragraph_runs_as_it_begins_unless_most_of_it_runs_the_other_way(text: str, rtl: bool) -> None:
    assert right_to_left(text) is rtl


@given(st.text(max_size=80))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text
    assert all(piece.text for piece in pieces(text))


@pytest.mark.parametrize("text", ["ب" * 100_000, "ا a " * 20_000, "Қ" * 100_000, "Қ a " * 20_000])
def test_a_text_without_end_takes_time_in_proportion(text: str) -> None:
    began = time.process_time()
    assert len(pieces(text)) > 0
    right_to_left(text)
    assert time.process_time() - began < 8
