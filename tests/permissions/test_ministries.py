"""Whoever reads, weighs or writes down what children say opens none of it once they work at a ministry."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import Cast, tally
from tests.permissions.conftest import Worlds
from tests.permissions.matrix import ROUTES, RULES
from tests.permissions.test_matrix import REAL, ask, cells
from weerklank.accounts.models import Account, Organisation, Role
from weerklank.editions.rules import APART_FROM_MINISTRIES

pytestmark = pytest.mark.django_db
WITHOUT_A_ROLE = {"work.open"}
"""What everybody with an account opens."""


@pytest.mark.parametrize("role", APART_FROM_MINISTRIES)
def test_a_role_for_children_opens_nothing_to_who_works_at_a_ministry(
    role: Role, worlds: Worlds, cast: Cast, ministry: Organisation
) -> None:
    account: Account = getattr(cast, role.value)
    opened = [
        name
        for name, route in sorted(ROUTES.items())
        if name in REAL and route.rule not in WITHOUT_A_ROLE and role.value in RULES.get(route.rule, ())
    ]
    addresses = [address for name in opened for address, mine in cells(name, ROUTES[name], worlds) if mine]
    client = cast.client(role.value)
    assert (addresses != [], _refused(client, addresses)) == (True, [])
    Account.objects.filter(pk=account.pk).update(organisation=ministry)
    assert _refused(client, addresses) == addresses
    tally("permission cells", len(addresses))


def _refused(client: Client, addresses: list[str]) -> list[str]:
    return [address for address in addresses if ask(client, "get", address)[0] == 403]
