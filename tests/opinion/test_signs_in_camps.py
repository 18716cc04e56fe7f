import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opinion import ballots_of, signs
from opinion.ballots import Ballots
from opinion.manipulation import FEWEST_ALIKE_VOTES, FEWEST_COPIES, Kind, copies
from tests.opinion.polarised import WORLDS, World, campaign, sheet

CAMPS = World(2000, 10, 3, 0.9, "all")
ROUTED = World(2000, 20, 3, 0.9, "ten")


def found(ballots: Ballots, kind: Kind) -> set[str]:
    return {ballots.names[one] for sign in signs(ballots) if sign.kind is kind for one in sign.participants}


def test_honest_camps_are_called_copies_in_fewer_than_one_conversation_in_a_hundred() -> None:
    chance = np.random.default_rng(7)
    accused = [
        world
        for world in (WORLDS[number] for number in chance.integers(0, len(WORLDS), 200))
        if copies(sheet(world, chance).ballots())
    ]
    assert len(accused) <= 2, accused


@pytest.mark.parametrize("camps", [2, 3, 4])
def test_a_camp_that_hardly_ever_differs_is_no_campaign(camps: int) -> None:
    chance = np.random.default_rng(camps)
    assert [copies(sheet(World(2000, 10, camps, 0.98, "all"), chance).ballots()) for _ in range(10)] == [()] * 10


@pytest.mark.parametrize(
    "world", [World(2000, 20, 3, 0.9, "all"), ROUTED, World(2000, 20, 4, 0.95, "all", uneven=True)]
)
@pytest.mark.parametrize("people", [30, 100])
def test_copies_of_an_answer_that_no_camp_gives_are_noticed(people: int, world: World) -> None:
    chance, noticed = np.random.default_rng(people), 0
    for _ in range(10):
        made = sheet(world, chance)
        ballots = made.ballots(campaign(people, world, made, chance))
        noticed += found(ballots, Kind.COPIES) >= {str(world.people + one) for one in range(people)}
    assert noticed >= 9


@pytest.mark.parametrize("people", [30, 100])
def test_copies_of_a_camps_own_answers_are_noticed_where_people_saw_different_statements(people: int) -> None:
    chance, noticed = np.random.default_rng(people), 0
    for _ in range(10):
        made = sheet(ROUTED, chance)
        ballots = made.ballots(campaign(people, ROUTED, made, chance, of_a_camp=True))
        noticed += found(ballots, Kind.COPIES) >= {str(2000 + one) for one in range(people)}
    assert noticed >= 9


def test_a_flood_of_passes_is_noticed_between_camps() -> None:
    ballots = sheet(CAMPS, np.random.default_rng(5)).ballots(np.zeros((30, 10), int))
    assert found(ballots, Kind.PASSES) >= {str(2000 + one) for one in range(30)}


def test_a_group_that_came_for_one_statement_is_noticed_between_camps() -> None:
    alone = np.full((40, 10), 9)
    alone[:, 4] = 1
    ballots = sheet(CAMPS, np.random.default_rng(5)).ballots(alone)
    assert found(ballots, Kind.SINGLE_STATEMENT) == {str(2000 + one) for one in range(40)}


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    world=st.sampled_from([world for world in WORLDS if world.people == 300]),
    people=st.integers(FEWEST_COPIES, 60),
)
def test_signs_follow_from_the_votes_alone(seed: int, world: World, people: int) -> None:
    chance = np.random.default_rng(seed)
    made = sheet(world, chance)
    ballots = made.ballots(campaign(people, world, made, chance))
    rows = np.repeat(np.arange(ballots.n_participants), ballots.votes_per_participant)
    order = chance.permutation(ballots.n_votes)
    values = (ballots.codes & 3).astype(int) - 1
    again = ballots_of(
        [f"x{who}" for who in ballots.participants[rows][order].tolist()],
        np.array(ballots.statements)[ballots.codes >> 2][order],
        values[order],
    )
    one, other = copies(ballots), copies(again)
    told = {(frozenset(f"x{ballots.names[who]}" for who in sign.participants), sign.log10_chance) for sign in one}
    assert told == {(frozenset(again.names[who] for who in sign.participants), sign.log10_chance) for sign in other}
    for sign in one:
        votes = {ballots.codes[slice(*ballots.starts[[who, who + 1]])].tobytes() for who in sign.participants}
        assert len(votes) == 1
        assert len(sign.participants) >= FEWEST_COPIES
        assert ballots.votes_per_participant[sign.participants[0]] >= FEWEST_ALIKE_VOTES
