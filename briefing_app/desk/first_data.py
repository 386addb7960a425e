"""Which data are read at the start: the wanted ones, or the bundled ones in their place; page one needs but little."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app import paths
from briefing_app.desk.updates import admission
from briefing_app.errors import ExpectedError

if TYPE_CHECKING:
    from briefing_app.domain.tables import Dataset
    from briefing_app.settings import Policy

PAGE_ONE = frozenset({"judgements", "scales"})
"""The tables that the first paint needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstData:
    """What was read.

    Attributes:
        dataset: The data; only what page one needs where no more was asked for.
        source: Where they lie.
        remarks: What is to be told once about that choice, a sentence each.
        recalled: True if they come from what the profile kept.
    """

    dataset: Dataset
    source: Path
    remarks: tuple[str, ...] = ()
    recalled: bool = False


def read(profile: Path, policy: Policy, data: Path | None, *, page_one: bool) -> FirstData:
    """Reads the data package to begin with.

    Args:
        profile: The profile folder.
        policy: What the organisation has set.
        data: The package asked for; None for the usual one.
        page_one: True to read only what the first paint needs.

    Raises:
        ExpectedError: It cannot be read, or may not be.
    """
    source, remarks = admission.source_for(profile, policy, data)
    recalled = _recalled(profile, source, page_one=page_one)
    if recalled is not None:
        return FirstData(dataset=recalled, source=source, remarks=remarks, recalled=True)
    from briefing_app.dataset import loader  # not at a start with data that are known

    only = PAGE_ONE if page_one else None
    try:
        return FirstData(dataset=loader.load(source, only=only), source=source, remarks=remarks)
    except ExpectedError as error:
        told = admission.not_usable(profile, source, error)
        if told is None:
            raise
        bundled = paths.bundled_data()
        return FirstData(dataset=loader.load(bundled, only=only), source=bundled, remarks=(told,))


def _recalled(profile: Path, source: Path, *, page_one: bool) -> Dataset | None:
    if page_one:
        from briefing_app.dataset import first_look

        return first_look.recall(profile, source, PAGE_ONE)
    return kept(profile, source)


def kept(profile: Path, source: Path) -> Dataset | None:
    """Returns a whole package as the profile keeps it, if it is still the same and nobody else can have written it.

    Args:
        profile: The profile folder.
        source: The data package.
    """
    from briefing_app.dataset import whole_look

    if not paths.written_by_us_alone(profile / whole_look.FILE):
        return None  # what was kept is taken for what the files of the package say
    return whole_look.recall(profile, source)
