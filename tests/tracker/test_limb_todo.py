"""Who must act: every body with its counts, and the to-do list of one through all its names."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from tests.tracker.limb_rows import acted, asked_in, body, duty, promised
from tests.tracker.limb_rows import theme as named_theme
from weerklank.accounts.models import Organisation
from weerklank.rights.models import Recommendation, Theme
from weerklank.tracker.limbs import bodies, todo

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
WHO = "/aanbevelingen/wie/"


@pytest.fixture
def asylum() -> Theme:
    return named_theme()


@pytest.fixture
def old() -> Organisation:
    return body("justitie", "Ministerie van Justitie", valid_to=date(2010, 10, 13))


@pytest.fixture
def jenv(old: Organisation) -> Organisation:
    return body("jenv", "Ministerie van Justitie en Veiligheid", short_name="JenV", predecessor=old)


@pytest.fixture
def limb(asylum: Theme) -> Recommendation:
    return asked_in(2022, 42, theme=asylum)


def _page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def _names(address: str) -> list[str]:
    context = Client().get(address).context
    return [row.name for row in (*context["rows"], *context["demonstration"])]


def _csv(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Client().get(address).content.decode("utf-8-sig"))))


# --- Every body --------------------------------------------------------------------------------------------------------


def test_a_body_stands_with_what_it_says_of_its_duties_and_what_is_late(
    jenv: Organisation, limb: Recommendation, asylum: Theme
) -> None:
    other, third = asked_in(2022, 43, theme=asylum), asked_in(2022, 44)
    duty(limb, jenv, state="accepted")
    duty(other, jenv)
    duty(third, jenv, state="disputed", disputed_reason="Niet van ons.")
    promised(jenv, "te-laat", limb)
    promised(jenv, "op-tijd", limb, due_on=date(2027, 1, 1))
    acted(jenv, "wet", limb, end_on=date(2026, 11, 1))
    row = bodies.every_body(TODAY)[0]
    assert (row.name, row.duties, row.kept, row.late) == (
        "Ministerie van Justitie en Veiligheid",
        "Drie onderdelen: één voorgesteld, één aanvaard en één betwist.",
        "Twee toezeggingen en één actie.",
        2,
    )
    assert [(theme.name, theme.limbs) for theme in row.themes] == [("Migratie", 2)]


def test_a_ministry_of_which_nothing_is_known_stands_there_too(jenv: Organisation) -> None:
    rows = bodies.every_body(TODAY)
    assert [(row.name, row.duties, row.kept) for row in rows] == [
        (
            "Ministerie van Justitie en Veiligheid",
            "Nog geen onderdeel waarvoor dit is voorgesteld.",
            "Geen toezegging en geen actie bekend.",
        )
    ]


def test_what_stood_under_an_older_name_counts_under_the_name_of_today(
    jenv: Organisation, old: Organisation, limb: Recommendation
) -> None:
    before = asked_in(2004, 54)
    duty(before, old)
    duty(limb, jenv)
    promised(old, "oud", before, due_on=date(2006, 1, 1))
    rows = bodies.every_body(TODAY)
    assert [(row.name, row.limbs, row.promises, row.late, row.before) for row in rows] == [
        ("Ministerie van Justitie en Veiligheid", 2, 1, 1, "Ministerie van Justitie")
    ]


def test_two_bodies_that_call_each_other_predecessor_do_not_hang_the_page() -> None:
    one, other = body("een"), body("twee")
    Organisation.objects.filter(pk=one.pk).update(predecessor=other)
    Organisation.objects.filter(pk=other.pk).update(predecessor=one)
    assert len(bodies.every_body(TODAY)) == 2


def test_a_duty_that_ended_and_a_promise_only_proposed_count_for_nobody(
    jenv: Organisation, limb: Recommendation
) -> None:
    duty(limb, jenv, state="ended", valid_to=date(2024, 1, 1))
    promised(jenv, "voorstel", limb, state="proposed")
    row = bodies.every_body(TODAY)[0]
    assert (row.limbs, row.promises, row.late) == (0, 0, 0)


def test_nobody_and_disputed_are_counted_as_the_list_counts_them(jenv: Organisation, limb: Recommendation) -> None:
    disputed, taken = asked_in(2022, 43), asked_in(2022, 44)
    duty(disputed, jenv, state="disputed", disputed_reason="Niet van ons.")
    duty(taken, jenv, state="accepted")
    assert bodies.findings() == bodies.Findings(asks=3, nobody=1, disputed=1)
    lists = [
        Client().get(f"/aanbevelingen/?alleen={only}&vorm=json").json()["count"]
        for only in ("zonder-verantwoordelijke", "betwist")
    ]
    assert lists == [1, 1]
    page = _page(WHO)
    assert "onderdeel dat iets vraagt, van de 3, heeft niemand die het moet doen." in page
    assert "onderdeel is betwist: een organisatie zegt dat het niet van haar is." in page


def test_bodies_are_found_by_name_kind_theme_and_what_is_late(
    jenv: Organisation, limb: Recommendation, on_the_day: date
) -> None:
    other = body("ocw", "Ministerie van Onderwijs")
    body("school", "Een school", kind="school")
    duty(limb, jenv)
    promised(jenv, "te-laat", limb)
    assert _names(WHO) == [jenv.name, other.name]
    assert _names(f"{WHO}?q=justitie") == [jenv.name]
    assert _names(f"{WHO}?soort=school") == [jenv.name, other.name]  # a kind that nothing here has is no filter
    assert _names(f"{WHO}?thema=migratie") == [jenv.name]
    assert _names(f"{WHO}?alleen=te-laat") == [jenv.name]
    assert _names(f"{WHO}?alleen=zonder-toezegging") == [other.name]
    assert "Geen organisatie gevonden die hierop past." in _page(f"{WHO}?q=bestaat+niet")


def test_the_list_of_bodies_is_a_file_too(jenv: Organisation, limb: Recommendation) -> None:
    duty(limb, jenv)
    rows = _csv(f"{WHO}?vorm=csv")
    assert [(row["name"], row["formerly"], row["limbs"], row["themes"]) for row in rows] == [
        (jenv.name, "Ministerie van Justitie", "1", "migratie")
    ]
    assert Client().get(f"{WHO}?vorm=json").json()["count"] == 1


def test_made_up_bodies_stand_apart(ministry: Organisation, limb: Recommendation) -> None:
    duty(limb, ministry)
    context = Client().get(WHO).context
    assert ([row.name for row in context["rows"]], [row.name for row in context["demonstration"]]) == (
        [],
        ["Ministerie A"],
    )


# --- One body ----------------------------------------------------------------------------------------------------------


def test_what_is_late_stands_on_top_with_its_days(jenv: Organisation, limb: Recommendation, on_the_day: date) -> None:
    duty(limb, jenv, state="accepted")
    promised(jenv, "te-laat", limb)
    promised(jenv, "op-tijd", limb, title="Een plan", due_on=date(2027, 1, 1))
    page = _page(f"{WHO}jenv/")
    assert "Het ministerie van JenV is aan zet bij één onderdeel. Van de twee toezeggingen is er één te laat." in page
    late, rest = page.index("Wat te laat is"), page.index('id="beloofd"')
    assert late < page.index("80 dagen te laat") < rest < page.index("Een plan")


def test_what_a_body_disputes_is_not_its_turn(jenv: Organisation, limb: Recommendation) -> None:
    duty(limb, jenv, state="disputed", disputed_reason="Dit doet een ander.")
    page = _page(f"{WHO}jenv/")
    assert "Het ministerie van JenV zegt van één onderdeel: dat is niet van ons." in page
    assert "is aan zet" not in page


@pytest.mark.parametrize(
    ("dues", "sentence"),
    [
        ([], "Er is geen toezegging bekend."),
        ([date(2026, 9, 1)], "Er is één toezegging, en die is te laat."),
        ([date(2027, 9, 1)], "Er is één toezegging, en die is niet te laat."),
        ([date(2027, 9, 1)] * 2, "Van de twee toezeggingen is er geen te laat."),
        ([date(2026, 9, 1)] * 3, "Van de drie toezeggingen zijn er drie te laat."),
    ],
)
def test_the_sentence_counts_what_is_late(jenv: Organisation, dues: list[date], sentence: str) -> None:
    for number, due in enumerate(dues):
        promised(jenv, f"belofte-{number}", due_on=due)
    family = todo.family_of("jenv")
    assert family is not None
    kept = todo.kept(family, todo.Wanted(), TODAY)
    assert todo.sentence(family, Recommendation.objects.none(), kept, todo.Wanted()).endswith(sentence)


def test_a_theme_and_a_round_narrow_limbs_and_promises_alike(
    jenv: Organisation, limb: Recommendation, asylum: Theme, on_the_day: date
) -> None:
    older, school = asked_in(2015, 53, theme=asylum), asked_in(2022, 43, theme=named_theme("onderwijs", "Onderwijs", 7))
    for one in (limb, older, school):
        duty(one, jenv)
    promised(jenv, "van-2022", limb, title="Over 2022")
    promised(jenv, "van-2015", older, title="Over 2015")
    promised(jenv, "over-school", school, title="Over school")
    page = _page(f"{WHO}jenv/?thema=migratie&ronde=2022")
    said = "is één onderdeel over Migratie uit de ronde van 2022 voorgesteld; daar is nog niets op gezegd."
    assert said in page
    assert [title in page for title in ("Over 2022", "Over 2015", "Over school")] == [True, False, False]


def test_a_promise_about_a_theme_that_no_limb_ties_it_to_is_found_by_theme(
    jenv: Organisation, asylum: Theme, on_the_day: date
) -> None:
    asked_in(2022)
    promised(jenv, "los", title="Los van elk onderdeel").themes.add(asylum)
    assert "Los van elk onderdeel" in _page(f"{WHO}jenv/?thema=migratie")
    assert "Los van elk onderdeel" not in _page(f"{WHO}jenv/?thema=migratie&ronde=2022")


def test_where_no_promise_is_known_the_page_says_so(jenv: Organisation, asylum: Theme) -> None:
    page = _page(f"{WHO}jenv/?thema=migratie")
    assert "Van Ministerie van Justitie en Veiligheid is over Migratie geen toezegging bekend." in page
    assert "Dat kan betekenen dat er geen is, of dat wij haar nog niet vonden." in page
    assert "Wij kennen geen toezegging of actie over Migratie, dus ook niets daarvan dat te laat kan zijn." in page


def test_a_renamed_ministry_keeps_what_it_promised_and_says_under_which_name(
    jenv: Organisation, old: Organisation, limb: Recommendation
) -> None:
    before = asked_in(2004, 54)
    duty(before, old)
    promised(old, "oud", before, title="Kleinere opvang")
    page = _page(f"{WHO}jenv/")
    assert "Tot 13 oktober 2010 heette dit Ministerie van Justitie." in page
    assert "toen nog Ministerie van Justitie" in page
    assert "Kleinere opvang" in page
    assert "Dit werk ligt nu bij Ministerie van Justitie en Veiligheid." in _page(f"{WHO}justitie/")


def test_limbs_stand_by_theme_with_haste_first(jenv: Organisation, limb: Recommendation, asylum: Theme) -> None:
    urgent = asked_in(2022, 43, theme=asylum, is_urgent=True)
    loose = asked_in(2022, 44)
    for one in (limb, urgent, loose):
        duty(one, jenv)
    groups = Client().get(f"{WHO}jenv/").context["groups"]
    assert [(group.name, [row.number for row in group.rows]) for group in groups] == [
        ("Migratie", ["43", "42"]),
        ("Nog zonder thema", ["44"]),
    ]


def test_25_limbs_stand_on_a_page_and_all_in_the_file(jenv: Organisation) -> None:
    for number in range(1, 28):
        duty(asked_in(2022, number), jenv)
    pages = [Client().get(f"{WHO}jenv/?page={page}").context["groups"] for page in (1, 2)]
    assert [sum(len(group.rows) for group in groups) for groups in pages] == [25, 2]
    assert len(_csv(f"{WHO}jenv/?vorm=csv")) == 27


def test_the_to_do_list_is_a_file_with_promises_actions_and_limbs(
    jenv: Organisation, limb: Recommendation, on_the_day: date
) -> None:
    duty(limb, jenv, state="accepted")
    promised(jenv, "te-laat", limb)
    acted(jenv, "wet", limb)
    rows = _csv(f"{WHO}jenv/?vorm=csv")
    assert [(row["kind"], row["number"], row["state"], row["days_late"]) for row in rows] == [
        ("toezegging", "42", "agreed", "80"),
        ("actie", "42", "under_way", "0"),
        ("onderdeel", "42", "accepted", ""),
    ]
    twin = Client().get(f"{WHO}jenv/?vorm=json").json()
    assert (twin["formerly"], twin["count"]) == (["Ministerie van Justitie"], 3)


@pytest.mark.parametrize("query", ["thema=%00", "ronde=" + "9" * 400, "page=-3&thema=x"])
def test_absurd_questions_get_an_answer(jenv: Organisation, query: str) -> None:
    assert Client().get(f"{WHO}jenv/?{query}").status_code == 200
    assert Client().get(f"{WHO}?{query}").status_code == 200


def test_a_body_that_nobody_knows_is_not_found() -> None:
    assert Client().get(f"{WHO}bestaat-niet/").status_code == 404
