"""The profile remembers choices under a name and what was exported, and another person's file does it no harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.report.presets import Preset


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a fresh profile."""
    opened = Desk.open(profile=tmp_path / "profile")
    yield opened
    opened.close()


def test_a_fresh_profile_has_no_presets_and_no_exports_and_says_nothing(desk: Desk) -> None:
    assert desk.briefings.presets().presets == ()
    assert desk.briefings.presets().remarks == ()
    assert desk.briefings.exported() == ()
    assert desk.briefings.last() is None


def test_choices_are_kept_under_their_name_replaced_and_forgotten(desk: Desk) -> None:
    desk.briefings.keep_presets([Preset(name="Weekly"), Preset(name="Minister", form="one-page")])
    desk.briefings.keep_presets([Preset(name="Weekly", form="full")])
    assert [(p.name, p.form) for p in desk.briefings.presets().presets] == [
        ("Minister", "one-page"),
        ("Weekly", "full"),
    ]
    assert [p.name for p in desk.briefings.forget_preset("Weekly").presets] == ["Minister"]


def test_presets_go_to_a_colleague_in_one_file(desk: Desk, tmp_path: Path) -> None:
    kept = Preset(name="Minister", form="one-page", marking="OFFICIAL", scheme="uk")
    desk.briefings.keep_presets([kept])
    file = desk.briefings.export_presets(tmp_path / "presets.json")
    assert desk.briefings.read_presets(file).presets == (kept,)
    with pytest.raises(ExpectedError):
        desk.briefings.export_presets(file)


def test_a_damaged_file_of_presets_is_told_and_is_no_reason_to_fail(desk: Desk) -> None:
    (desk.profile / "briefing-presets.json").write_text("{", encoding="utf-8")
    found = desk.briefings.presets()
    assert found.presets == ()
    assert found.remarks


def test_a_preset_makes_the_options_it_was_made_of(desk: Desk) -> None:
    options = desk.briefings.options(form="full", notes="none", paper="letter", grey=True, prepared_for="The Minister")
    again = desk.briefings.options(**Preset.of("x", options).choices())
    assert again == options


@pytest.mark.slow
def test_an_export_is_remembered_made_again_and_compared_with(desk: Desk, tmp_path: Path) -> None:
    options = desk.briefings.options(form="one-page", title="For the minister")
    planned = desk.briefings.plan(options)
    done = desk.briefings.typeset(planned)
    out = tmp_path / "one.pdf"
    out.write_bytes(done.pdf)
    desk.briefings.remember(planned, done, out)
    (exported,) = desk.briefings.exported()
    assert (exported.file, exported.pages, exported.title) == (out, 1, "For the minister")
    again = desk.briefings.options_again(exported)
    assert again == options
    assert desk.briefings.last() == exported
    compared = desk.briefings.compared_with(options, out)
    assert compared.since is not None
    assert "Nothing changed since" in repr(desk.briefings.plan(compared).sections[0].blocks)
    out.unlink()
    assert desk.briefings.last() is None
    desk.briefings.forget_exports()
    assert desk.briefings.exported() == ()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"\x00" * 4096])
def test_an_older_briefing_that_is_none_is_refused_in_words(desk: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "old.pdf").write_bytes(content)
    with pytest.raises(ExpectedError) as caught:
        desk.briefings.compared_with(desk.briefings.options(), tmp_path / "old.pdf")
    assert caught.value.hint


def test_every_form_and_scheme_has_a_name_and_knows_its_parts(desk: Desk) -> None:
    forms = {key: sections for key, _title, sections in desk.briefings.forms()}
    assert forms["one-page"] == ("page-one",)
    assert set(forms["full"]) <= {key for key, _title, _default in desk.briefings.sections()}
    schemes = {key: levels for key, _name, levels in desk.briefings.schemes()}
    assert schemes["free"] == ()
    assert "Для служебного пользования" in schemes["kz"]
