"""Who reads a run: nobody but its makers before it is public, then everybody with a role in its edition, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.conftest import NOW
from weerklank.findings.models import OpinionRun, Run
from weerklank.findings.queries import Share
from weerklank.findings.runs import Bar, Cell

pytestmark = pytest.mark.django_db
PAGES = ("findings-run", "findings-run-statements", "findings-run-taking-part")


@pytest.fixture
def run(consultation, cast):
    def made(number: int = 1, *, public: bool = False) -> Run:
        more = {}
        if public:
            count = OpinionRun.objects.create(
                consultation=consultation, made_at=NOW, library_version="1", votes=0, results=[]
            )
            more = {
                "state": "public", "count": count, "published_on": date(2026, 11, 20),
                "proposed_by": cast.analyst, "published_by": cast.organiser,
            }  # fmt: skip
        return Run.objects.create(
            consultation=consultation, number=number, key=str(number), input_hash="0" * 64, method="exact",
            parameters={"level": 0.95}, library_version="1", program_version="1", made_at=NOW, made_by=cast.analyst,
            votes=0, results=[], analysis={}, left_out=[], outcome={"results": [], "sentences": []},
            channels=[{"channel": "code", "voters_at_least": None, "statements": [], "groups": []}], **more,
        )  # fmt: skip

    return made


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["facilitator", "respondent", "panel_member"])
def test_before_it_is_public_only_its_makers_read_it(name, page, run, client, cast):
    client.force_login(getattr(cast, name))
    assert client.get(reverse(page, args=[run().pk])).status_code == 403
    assert client.get(reverse(page, args=[run(2, public=True).pk])).status_code == 200


@pytest.mark.parametrize("page", ["findings-run-signs", "findings-run-report"])
def test_signs_and_what_stands_in_no_open_file_stay_with_the_makers(page, run, client, cast):
    client.force_login(cast.respondent)
    public = run(public=True)
    assert client.get(reverse(page, args=[public.pk])).status_code == 403
    shown = client.get(reverse("findings-run", args=[public.pk])).content.decode()
    assert reverse(page, args=[public.pk]) not in shown
    client.force_login(cast.analyst)
    shown = client.get(reverse("findings-run", args=[public.pk])).content.decode()
    assert reverse(page, args=[public.pk]) in shown


def test_what_is_public_stands_in_a_list_that_can_be_searched_and_taken_along(run, client, cast, consultation):
    run(), run(2, public=True)
    client.force_login(cast.respondent)
    address = reverse("findings-outcomes")
    page = client.get(address).content.decode()
    assert (consultation.question in page, "Telling 2" in page, "Telling 1" in page) == (True, True, False)
    assert "Niets gevonden" in client.get(address, {"q": "zwembad"}).content.decode()
    assert f"/data/uitkomst-{OpinionRun.objects.get().pk}.json" in client.get(address, {"als": "csv"}).content.decode()


def test_who_has_no_role_in_the_edition_sees_nothing_of_it(run, client, cast):
    public = run(public=True)
    client.force_login(cast.outsider)
    assert client.get(reverse("findings-run", args=[public.pk])).status_code == 403
    assert client.get(reverse("findings-outcomes")).status_code == 403


def test_a_strip_says_the_same_as_the_words_and_always_of_who_agrees():
    counted = Cell(100, Share(0.85, 0.77, 0.9, 100), None, None)
    assert (counted.words, counted.bar) == ("85% (77 tot 90)", Bar(77, 90, 85))
    agree, disagree = Cell(100, None, 93, "agree"), Cell(100, None, 93, "disagree")
    assert (agree.words, agree.bar) == ("ten minste 93%", Bar(93, 100))
    assert (disagree.words, disagree.bar) == ("hoogstens 7%", Bar(0, 7))
    assert (Cell(None, None, None, None).words, Cell(None, None, None, None).bar) == (".", None)


def test_of_two_public_runs_nobody_reads_the_groups_beside_each_other(run, client, cast, consultation):
    one, other = run(public=True), run(2, public=True)
    client.force_login(cast.respondent)
    assert [client.get(reverse("findings-run", args=[it.pk])).status_code for it in (one, other)] == [403, 403]
    shown = client.get(reverse("findings-outcomes")).content.decode()
    assert f"opbrengst/{consultation.slug}/" in shown
    assert reverse("findings-run", args=[other.pk]) not in shown
    client.force_login(cast.analyst)
    assert client.get(reverse("findings-run", args=[other.pk])).status_code == 200
