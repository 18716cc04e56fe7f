"""How often honest camps are called copies, and how often real copies are found, in made-up conversations.

    PYTHONPATH=src python benchmarks/opinion_signs.py [--worlds 1000]

The worlds are those of `tests/opinion/polarised.py`: two to four camps, 80 to 98 in a hundred answers a camp's own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.opinion.polarised import WORLDS, World, campaign, sheet

from opinion.ballots import Ballots
from opinion.manipulation import copies

WAYS = {
    "everybody saw the same ten": lambda world: world.seeing == "all" and world.statements == 10,
    "everybody saw the same twenty": lambda world: world.seeing == "all" and world.statements == 20,
    "people saw different statements": lambda world: world.seeing != "all" and world.statements > 7,
}


def accused(worlds: list[World], seed: int) -> int:
    chance = np.random.default_rng(seed)
    return sum(bool(copies(sheet(world, chance).ballots())) for world in worlds)


def found(worlds: list[World], seed: int, people: int, *, of_a_camp: bool) -> int:
    chance, times = np.random.default_rng(seed), 0
    for world in worlds:
        made = sheet(world, chance)
        ballots = made.ballots(campaign(people, world, made, chance, of_a_camp=of_a_camp))
        times += noticed(ballots, world.people, people)
    return times


def noticed(ballots: Ballots, honest: int, people: int) -> bool:
    wanted = {str(honest + one) for one in range(people)}
    return any(wanted <= {ballots.names[one] for one in sign.participants} for sign in copies(ballots))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=1000)
    many = asked.parse_args().worlds
    chance = np.random.default_rng(1)
    drawn = [WORLDS[number] for number in chance.integers(0, len(WORLDS), many)]
    print(f"honest conversations in which copies were seen: {accused(drawn, 2)} of {many}")
    for name, fits in WAYS.items():
        large = [world for world in WORLDS if world.people == 2000 and fits(world)]
        worlds = [large[number] for number in chance.integers(0, len(large), many // 10)]
        for of_a_camp in (False, True):
            figures = [f"{people}: {found(worlds, 3, people, of_a_camp=of_a_camp)}" for people in (30, 100)]
            whose = "a camp's own answers" if of_a_camp else "answers drawn by chance"
            print(f"{name}, copies of {whose}, found of {len(worlds)}: {', '.join(figures)}")


if __name__ == "__main__":
    main()
