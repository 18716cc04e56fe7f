"""One limb, whole: its words, its way through the rounds, who must act, what was promised and done, and what changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.conftest import NOW, Cast
from tests.tracker.limb_rows import acted, asked_in, body, chained, duty, promised
from weerklank.accounts.models import Organisation
from weerklank.answers.models import Action, ActionStep, CommitmentLink
from weerklank.audit.actions import record
from weerklank.rights.models import Dropped, Recommendation, RecommendationText, StatePosition
from weerklank.tracker.limbs import page as pages

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def limb() -> Recommendation:
    return asked_in(2022, 42)


@pytest.fixture
def jenv() -> Organisation:
    return body("jenv", "Ministerie van Justitie en Veiligheid", short_name="JenV")


def _page(limb: Recommendation) -> str:
    response = Client().get(limb.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def _shown(limb: Recommendation) -> pages.LimbPage:
    found = pages.find(limb.document.slug, limb.slug)
    assert found is not None
    return pages.limb_page(found, TODAY, "https://weerklank.example" + limb.get_absolute_url())


def _stations(limb: Recommendation) -> list[tuple[str, str, str]]:
    return [(station.name, station.mood, station.detail) for station in _shown(limb).path.stations]


# --- Words -------------------------------------------------------------------------------------------------------------


def test_words_for_children_stand_from_young_to_old_with_whether_children_tried_them(limb: Recommendation) -> None:
    for band, tried in (("13-17", False), ("6-8", False), ("9-12", True)):
        RecommendationText.objects.create(
            recommendation=limb, register="child", age_band=band, text=f"Voor {band}.", state="published",
            reviewed_by_children=tried,
        )  # fmt: skip
    assert [(band.text.text, band.text.reviewed_by_children) for band in _shown(limb).children] == [
        ("Voor 6-8.", False),
        ("Voor 9-12.", True),
        ("Voor 13-17.", False),
    ]
    assert _page(limb).count("Nog niet met kinderen getoetst.") == 2


def test_a_translation_names_its_maker_and_its_source(limb: Recommendation) -> None:
    RecommendationText.objects.create(
        recommendation=limb, register="unofficial_translation", text="Houd gezinnen bij elkaar.", state="published",
        author="een vertaler", source_url="https://voorbeeld.example/vertaling",
    )  # fmt: skip
    page = _page(limb)
    assert "Niet-officiële vertaling (nl)" in page
    assert "Vertaald door een vertaler." in page
    assert "https://voorbeeld.example/vertaling" in page


def test_a_text_that_is_no_more_than_a_draft_shows_nowhere(limb: Recommendation) -> None:
    RecommendationText.objects.create(recommendation=limb, register="child", text="Nog niet af.", state="draft")
    assert _shown(limb).children == ()
    assert "Nog niet af." not in _page(limb)


def test_how_to_refer_to_it_stands_below(limb: Recommendation) -> None:
    assert _shown(limb).citation == (
        "VN-Kinderrechtencomité, CRC/C/NLD/CO/2022 (1 maart 2022), paragraaf 42. Weerklank, "
        "https://weerklank.example/aanbevelingen/crc-c-nld-co-2022/42/, gelezen op 20 november 2026."
    )


# --- The rounds --------------------------------------------------------------------------------------------------------


def test_the_sentence_counts_the_rounds_and_names_the_first(limb: Recommendation) -> None:
    chained([asked_in(2004), asked_in(2015), limb])
    assert _shown(limb).sentence.startswith("Voor de derde keer gevraagd sinds 2004.")


def test_two_limbs_of_one_earlier_round_are_one_time(limb: Recommendation) -> None:
    for number in (1, 2):
        chained([asked_in(2015, number), limb])
    assert _shown(limb).sentence.startswith("Voor de tweede keer gevraagd sinds 2015.")


def test_what_only_overlaps_was_not_asked_before(limb: Recommendation) -> None:
    chained([asked_in(2015), limb], "overlaps")
    assert "keer gevraagd" not in _shown(limb).sentence


def test_the_line_runs_through_all_rounds_with_what_came_of_each(limb: Recommendation, jenv: Organisation) -> None:
    first, second = asked_in(2004, 54), asked_in(2015, 53)
    chained([first, second])
    chained([second, limb], "strengthens")
    promised(jenv, "oud", first, title="Kleinere opvang", due_on=None, due_note="zo spoedig mogelijk")
    promised(jenv, "nieuw", limb)
    assert _stations(limb) == [
        ("2004: gevraagd", "reached", "54"),
        ("Toezegging", "reached", "Kleinere opvang"),
        ("Gedaan", "waiting", "zo spoedig mogelijk"),
        ("2015: weer gevraagd", "reached", "53"),
        ("2022: scherper gevraagd", "reached", ""),
        ("Toezegging", "reached", "Kinderen blijven bij hun ouders"),
        ("Gedaan", "late", "Toezegging van JenV."),
    ]
    assert _stations(first)[-1] == ("2022: scherper gevraagd", "reached", "42")


def test_a_question_that_a_later_round_dropped_says_so(limb: Recommendation) -> None:
    later = asked_in(2030, 9).document.cycle
    Dropped.objects.create(recommendation=limb, cycle=later, note="Alleen de zorg staat er nog.")
    assert _stations(limb)[-1] == ("2030: niet meer gevraagd", "reached", "Alleen de zorg staat er nog.")
    assert "In 2030 vroeg het comité dit niet meer. Alleen de zorg staat er nog." in _page(limb)


def test_what_the_state_says_in_part_is_a_fork_and_what_it_said_before_stays(limb: Recommendation) -> None:
    for day, position, words in (
        (date(2022, 7, 7), "takes_note", ""),
        (date(2023, 5, 1), "accepts_in_part", "Wij delen het doel."),
    ):
        StatePosition.objects.create(recommendation=limb, position=position, stated_on=day, words=words, source="Brief")
    assert [(station.name, station.mood) for station in _shown(limb).path.stations] == [
        ("Gevraagd", "reached"),
        ("Antwoord", "branch"),
    ]
    page = _page(limb)
    assert "Het Koninkrijk aanvaardt deels." in page
    assert "Wat het eerder zei" in page
    assert "neemt kennis" in page


# --- Who ---------------------------------------------------------------------------------------------------------------


def test_a_body_that_disputes_says_why_and_who_instead(limb: Recommendation, jenv: Organisation) -> None:
    other = body("szw", "Ministerie van Sociale Zaken")
    duty(limb, jenv, state="disputed", disputed_reason="De opvang is niet van ons.", instead=other)
    page = _page(limb)
    assert "Wie dit moet doen, is betwist." in page
    assert "“De opvang is niet van ons.”" in page
    assert "Volgens haar is dit van Ministerie van Sociale Zaken." in page
    assert "/aanbevelingen/wie/jenv/" in page


@pytest.mark.parametrize("role", ["oversight", "consulted", "contributor"])
def test_who_watches_or_helps_does_not_have_to_act(limb: Recommendation, jenv: Organisation, role: str) -> None:
    duty(limb, jenv, role=role)
    assert "Niemand is aangewezen om dit te doen." in _shown(limb).sentence


def test_who_had_to_act_before_stands_apart(limb: Recommendation, jenv: Organisation) -> None:
    duty(limb, jenv, state="ended", valid_to=date(2024, 1, 1), ended_reason="De portefeuille verhuisde.")
    shown = _shown(limb)
    assert (len(shown.duties), len(shown.past_duties)) == (0, 1)
    assert "Niemand is aangewezen om dit te doen." in shown.sentence
    assert "Niet meer, sinds 1 januari 2024. De portefeuille verhuisde." in _page(limb)


# --- What came of it ---------------------------------------------------------------------------------------------------


def test_a_promise_stands_with_its_own_words_its_share_and_how_late_it_is(
    limb: Recommendation, jenv: Organisation, on_the_day: date
) -> None:
    promised(jenv, "belofte", limb, status_original="Openstaand", made_to="het lid Van Dijk")
    page = _page(limb)
    for words in (
        "De staatssecretaris zegt toe dat gezinnen in de opvang bij elkaar blijven.",
        "Het ministerie van JenV had dit uiterlijk 1 september 2026 moeten doen. Dat is 80 dagen geleden.",
        "stand bij de bron: “Openstaand”",
        "Dekt: een deel ervan. Dat zegt: redacteur.",
        "80 dagen te laat",
    ):
        assert words in page


@pytest.mark.parametrize("state", ["suggested", "rejected"])
def test_a_promise_whose_link_nobody_confirmed_does_not_count(
    limb: Recommendation, jenv: Organisation, state: str
) -> None:
    made = promised(jenv, "belofte")
    CommitmentLink.objects.create(
        commitment=made, recommendation=limb, state=state, share="part", decision_note="Gaat over iets anders."
    )
    assert _shown(limb).promises == ()
    assert "Geen toezegging bekend die naar dit onderdeel wijst." in _page(limb)


def test_delivered_is_not_what_the_un_asked(limb: Recommendation, jenv: Organisation) -> None:
    action = acted(jenv, "wet", limb)
    ActionStep.objects.create(
        action=action, date=date(2026, 11, 1), state="delivered", text="Af.", evidence_url="https://voorbeeld.example/"
    )
    Action.objects.filter(pk=action.pk).update(state="delivered")
    shown = _shown(limb)
    assert shown.actions[0].standing == (
        "Het ministerie van JenV leverde dit op. Of nu gebeurt wat de VN vroeg, is daarmee nog niet gezegd."
    )
    assert shown.actions[0].late_steps == ()
    assert [(station.name, station.mood) for station in shown.path.stations][-1] == ("Opgeleverd", "reached")
    assert "Nog niet beoordeeld." in _page(limb)


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({"end_on": date(2026, 11, 1)}, "Het ministerie van JenV had dit uiterlijk 1 november 2026 klaar moeten hebben. Dat is 19 dagen geleden."),
        ({}, "Het ministerie van JenV is hiermee bezig. Het moet klaar zijn op 1 juni 2027."),
        ({"state": "planned", "end_on": None}, "Het ministerie van JenV heeft dit gepland. Er staat geen einddatum bij."),
        ({"state": "paused"}, "Het ministerie van JenV heeft dit stilgelegd."),
        ({"state": "stopped"}, "Het ministerie van JenV is hiermee gestopt."),
    ],
)  # fmt: skip
def test_an_action_says_how_it_stands(
    limb: Recommendation, jenv: Organisation, values: dict[str, object], standing: str
) -> None:
    state = values.pop("state", "under_way")
    action = acted(jenv, "wet", limb, state="planned" if state == "planned" else "under_way", **values)
    Action.objects.filter(pk=action.pk).update(state=state)
    assert _shown(limb).actions[0].standing == standing


# --- What changed ------------------------------------------------------------------------------------------------------


def test_the_history_names_the_body_and_never_the_person(limb: Recommendation, cast: Cast) -> None:
    record(action="recommendation.urgency", obj=limb, by=cast.editor, now=NOW, note="met haast", public=True)
    record(action="recommendation.checked", obj=limb, by=cast.editor, now=NOW, note="geheim", public=False)
    record(action="recommendation.published", obj=limb, by=None, now=NOW, public=True)
    assert [(one.words, one.by) for one in _shown(limb).history] == [
        ("met haast", "Coalitie"),
        ("Gepubliceerd door een tweede persoon", "het programma"),
    ]
    assert "editor" not in _page(limb)
