"""What another site sends in somebody's name does nothing: a browser says where a press came from."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from weerklank.participation.models import EntryPoint, SpentEntry
from weerklank.web.elsewhere import from_elsewhere

CROSS = {"Sec-Fetch-Site": "cross-site"}


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "same-site"}, True),
        (CROSS, True),
        ({"Origin": "null"}, False),
        ({"Origin": "http://testserver"}, False),
        ({"Origin": "https://evil.example"}, True),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
    ],
)
def test_a_browser_says_where_it_came_from(headers: dict[str, str], elsewhere: bool) -> None:
    assert from_elsewhere(RequestFactory().post("/", headers=headers)) == elsewhere


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/doe-mee/", "/doe-mee/{code}/", "/doe-mee/{code}/idee/", "/doe-mee/{code}/ronde/", "/terug/"]
)
def test_another_site_cannot_press_in_the_name_of_a_child(
    address: str, entry_point: EntryPoint, client: Client
) -> None:
    response = client.post(address.format(code=entry_point.code), {"start": "x", "text": "y"}, headers=CROSS)
    assert (response.status_code, response.cookies, SpentEntry.objects.count()) == (403, {}, 0)


@pytest.mark.django_db
def test_another_site_cannot_make_a_code_for_a_group(client: Client) -> None:
    before = EntryPoint.objects.count()
    assert client.post("/groep/", {"children": "20"}, headers=CROSS).status_code == 409
    assert EntryPoint.objects.count() == before


@pytest.mark.parametrize(("headers", "wipes"), [({}, True), ({"Sec-Fetch-Site": "same-origin"}, True), (CROSS, False)])
def test_a_picture_on_another_site_wipes_nothing(headers: dict[str, str], wipes: bool, client: Client) -> None:
    response = client.get("/doe-mee/weg/", headers=headers)
    assert (response.status_code, "Clear-Site-Data" in response.headers) == (303, wipes)
