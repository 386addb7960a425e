"""Attacks the program with as many cases as asked for: ``python -m tests.attack 20000 --seed 1``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.attack.doors import DOORS
from tests.attack.runner import attack


def main() -> int:
    """Prints each finding and the sums; returns 1 if there is any."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description="A seeded attack on every door.")
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--door", choices=sorted(DOORS), action="append", help="one door alone; may be given again")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    start = time.monotonic()
    found = 0
    with tempfile.TemporaryDirectory(prefix="attack-") as folder:
        doors = tuple(chosen.door or DOORS)
        for finding in attack(doors, chosen.count, seed=chosen.seed, folder=Path(folder), workers=chosen.workers):
            found += 1
            print(finding, flush=True)
    print(f"{chosen.count:,} cases, {found:,} findings, {time.monotonic() - start:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
