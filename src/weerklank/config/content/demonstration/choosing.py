"""A draw that was held and a table plan for today, made by the real programme from made-up people."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

import seating
from weerklank.accounts.models import Account
from weerklank.config.content.demonstration.scene import DIALOGUE_DAYS_AGO, TABLE_SLUG, Scene
from weerklank.editions.actions.seating import run_seating
from weerklank.editions.choosing import pool as pools
from weerklank.editions.lifecycle import RunState
from weerklank.editions.models import (
    Choosing,
    DayRegistration,
    Edition,
    ParticipantRole,
    Seating,
    Selecting,
    TableOffer,
    ThemeTable,
)

_REGIONS = (("Noord", 30, 6, 9), ("Oost", 22, 5, 8), ("Zuid", 14, 4, 7), ("West", 34, 6, 10))
_PLACES = 26
_SEED = "demonstratie: 3 14 15 9 26"
_ROUNDS = 1


def lay_choosing(scene: Scene, accounts: dict[str, Account]) -> None:
    """Apart from the rest, so that an installation of before it existed gets it too."""
    _lay_draw(scene, accounts)
    _lay_plan(scene, accounts)


def _pool() -> pools.Pool:
    """A hundred children who signed up once; only their numbers are left of them."""
    role = ParticipantRole.CHILD.label
    regions = [name for name, count, *_ in _REGIONS for _ in range(count)]
    return pools.Pool(
        tuple(
            pools.Candidate(UUID(int=number), number, {pools.ROLE: str(role), "streek": region}, "")
            for number, region in enumerate(regions, start=1)
        ),
        _PLACES,
        (
            seating.Attribute(pools.ROLE, (seating.Category(str(role), _PLACES, _PLACES),)),
            seating.Attribute("streek", tuple(seating.Category(name, low, high) for name, _, low, high in _REGIONS)),
        ),
    )


def _lay_draw(scene: Scene, accounts: dict[str, Account]) -> None:
    """Of the edition that was held: everybody was forgotten after the day, and the draw can still be repeated."""
    held = Edition.objects.filter(slug=f"demonstratie-{scene.ago(DIALOGUE_DAYS_AGO).year}").first()
    if held is None or Selecting.objects.filter(registration__edition=held).exists():
        scene.layer.report.count("unchanged", Selecting)
        return
    day = scene.ago(DIALOGUE_DAYS_AGO)
    registration = scene.layer.once(
        DayRegistration,
        {"edition": held},
        {
            "opens_on": day - timedelta(days=60),
            "closes_on": day - timedelta(days=30),
            "choosing": Choosing.LOTTERY,
            "reach": "organisator@demo.example (demonstratie)",
        },
    )
    pool = _pool()
    drawn = seating.select(pool.people, pool.quotas, pool.size, seed=_SEED)
    chances = {one.person: one.probability for one in drawn.chances}
    scene.layer.once(
        Selecting,
        {"registration": registration, "number": 1},
        {
            "state": RunState.APPROVED,
            "seed": _SEED,
            "version": f"seating {drawn.version}",
            "input_hash": pool.digest(),
            "progress": 100,
            "told": f"{pool.size} mensen zijn geloot.",
            "result": {
                "asked": {"size": pool.size, "quotas": pools.quotas_as_data(pool.quotas)},
                "people": len(pool.candidates),
                "one_per_household": True,
                "published": drawn.published() | {"input": pool.digest()},
                "groups": [asdict(one) for one in pools.chances_of_groups(pool, chances)],
                "replacements": [],
            },
            "made_by": accounts["organiser"],
            "made_on": day - timedelta(days=29),
            "approved_by": accounts["admin"],
            "approved_on": day - timedelta(days=28),
        },
    )


def _lay_plan(scene: Scene, accounts: dict[str, Account]) -> None:
    """Of the edition whose day is today: one large table, and everybody finds their place."""
    registration = DayRegistration.objects.filter(edition__slug=TABLE_SLUG).first()
    if registration is None or registration.seatings.exists():
        scene.layer.report.count("unchanged", Seating)
        return
    for table in ThemeTable.objects.filter(edition_theme__edition__slug=TABLE_SLUG):
        scene.layer.once(
            TableOffer, {"table": table}, {"places": 18, "features": ["quiet", "sign_language", "step_free"]}
        )
    plan = scene.layer.once(
        Seating,
        {"registration": registration, "number": 1},
        {
            "rounds": _ROUNDS,
            "seed": _SEED,
            "version": "seating 1",
            "made_by": accounts["organiser"],
            "made_on": scene.ago(2),
        },
    )
    run_seating(seating_id=plan.pk, effort=0.1)
    Seating.objects.filter(pk=plan.pk, state=RunState.DONE).update(
        state=RunState.APPROVED, approved_by=accounts["admin"], approved_on=scene.ago(1), published_on=scene.ago(1)
    )
