"""Measures the matrix: all scores and sensitivities after one cell is rated anew, and 5,000 draws of the items.

python -m tests.benchmarks.ambitions
"""

from __future__ import annotations

import statistics
import sys
import time

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.ambitions import Conditions, bootstrap, leave_one_out, matrix, scores
from briefing_app.domain.scope import Scope
from tests.domain.scopes import scope_of

MOST_RERATING_MS, MOST_DRAWS_MS = 50.0, 1_000.0
ROUNDS = 15


def rerating(scope: Scope) -> list[float]:
    """Returns the milliseconds from each new rating to matrix, scores and both sensitivities of all rated items."""
    cells = [(rating.evidence_id, rating.hypothesis_id) for rating in scope.dataset.ratings[:ROUNDS]]
    times = []
    for number in range(len(cells)):
        own = frozenset((item, explanation, "II") for item, explanation in cells[: number + 1])
        used = Conditions(own=own)
        start = time.perf_counter()
        matrix(scope, conditions=used)
        scores(scope, conditions=used)
        leave_one_out(scope, conditions=used, what="items")
        leave_one_out(scope, conditions=used, what="sources")
        times.append((time.perf_counter() - start) * 1000)
    return times


def drawing(scope: Scope) -> list[float]:
    """Returns the milliseconds of 5,000 draws, each with another seed."""
    bootstrap(scope, conditions=Conditions(), draws=1)  # the library is there before the person asks
    times = []
    for seed in range(ROUNDS):
        start = time.perf_counter()
        bootstrap(scope, conditions=Conditions(), seed=seed)
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> int:
    """Measures, prints, and returns 1 if a limit is passed."""
    scope = scope_of(load(paths.bundled_data()))
    scores(scope)
    rated, drawn = rerating(scope), drawing(scope)
    print(
        f"one cell rated anew, all scores and sensitivities: median {statistics.median(rated):.1f} ms, "
        f"longest {max(rated):.1f} ms (limit {MOST_RERATING_MS:.0f})"
    )
    print(
        f"5,000 draws: median {statistics.median(drawn):.1f} ms, longest {max(drawn):.1f} ms "
        f"(limit {MOST_DRAWS_MS:.0f})"
    )
    return int(statistics.median(rated) > MOST_RERATING_MS or statistics.median(drawn) > MOST_DRAWS_MS)


if __name__ == "__main__":
    sys.exit(main())
