"""Wherever the disk fails under the notes, what was called saved is there and the file opens sound afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notes.faults import run


@pytest.mark.slow
@pytest.mark.kills
def test_whichever_write_sync_or_rename_fails_nothing_that_was_called_saved_is_lost(tmp_path: Path) -> None:
    if run.built(tmp_path) is None:
        pytest.skip("there is no C compiler here to make a failing disk, or the system is not Linux")
    found = list(run.every(tmp_path, "bpr", step=41))
    assert len(found) > 20
    assert [one for one in found if one.wrong] == []
    assert any(one.saved == 0 for one in found), "the disk fails from the beginning"
    assert any(one.saved > 6 for one in found), "and after many notes were saved"
