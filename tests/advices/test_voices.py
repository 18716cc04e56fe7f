"""What children said, as it lies on a table: everybody's words, the single ones too, and counts that single nobody out."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.advices.stories import frozen, group_of, said
from tests.conftest import NOW, TODAY, Cast
from weerklank.advices.models import Advice
from weerklank.advices.voices.queries import Leaning, leaning_of, voices_of
from weerklank.advices.voices.sheet import sheet_data, sheet_pdf
from weerklank.editions.models import Edition, EditionTheme, ThemeTable
from weerklank.findings.counting import CountChannel
from weerklank.findings.models import Objection, OpinionRun
from weerklank.findings.queries import ChannelCount, Share, StatementCount
from weerklank.participation.models import Consultation, Contribution, ContributionText, EntryPoint, Statement
from weerklank.rights.models import Theme

pytestmark = pytest.mark.django_db


def row(statement: Statement, channel: str, agree: float | None) -> dict[str, object]:
    """One statement in one way of voting, as a count keeps it; None is fewer than ten."""
    shown = agree is not None
    share = {"value": agree, "low": agree - 0.1, "high": agree + 0.1, "n": 40} if agree is not None else None
    counts = dict.fromkeys(("agree", "disagree", "passed", "answered", "seen"), 20 if shown else None)
    return {"statement": statement.pk, "channel": channel, "share": share, **counts}


@pytest.fixture
def counted(consultation: Consultation, statements: list[Statement]) -> OpinionRun:
    first, second, third = statements
    return OpinionRun.objects.create(
        consultation=consultation,
        made_at=NOW,
        library_version="1",
        votes=40,
        results=[
            row(first, "code", 0.8), row(first, "open", 0.9), row(first, "hands", 0.7),
            row(second, "code", 0.8), row(second, "open", 0.2),
            row(third, "code", None),
        ],
    )  # fmt: skip


@pytest.fixture
def heard(consultation: Consultation, entry_point: EntryPoint) -> list[Contribution]:
    """Two children who say the same, one who stands alone, and a child that writes Arabic."""
    both = [
        said(consultation, text, entry_point=entry_point) for text in ("De reis is te duur.", "Niet iedereen kan mee.")
    ]
    arabic = said(consultation, "أريد أن أذهب مع صفي", original_language="ar", entry_point=entry_point)
    ContributionText.objects.create(contribution=arabic, language="nl", text="Ik wil mee.", made_by="machine")
    lone = said(consultation, "Ik wil een hond op school.", entry_point=entry_point)
    group_of(consultation, "Alleen", lone)
    group_of(consultation, "Mee op reis", *both, arabic)
    return [*both, arabic, lone]


def test_a_group_of_one_keeps_its_fixed_place_on_screen_and_on_paper(
    edition_theme: EditionTheme, heard: list[Contribution]
) -> None:
    (question,) = voices_of(edition_theme, on=TODAY).questions
    assert [group.title for group in question.groups] == ["Mee op reis"]
    assert [(group.title, group.quotes[0].text) for group in question.alone] == [
        ("Alleen", "Ik wil een hond op school.")
    ]
    (printed,) = sheet_data(voices_of(edition_theme, on=TODAY))["questions"]
    assert [group["title"] for group in printed["alone"]] == ["Alleen"]


def test_groups_stand_in_the_editors_order_whatever_their_size(
    edition_theme: EditionTheme, consultation: Consultation
) -> None:
    for order, (title, size) in enumerate((("Klein", 2), ("Groot", 12), ("Middel", 5))):
        group = group_of(consultation, title, *(said(consultation, f"{title} {n}") for n in range(size)))
        group.order = order
        group.save()
    (question,) = voices_of(edition_theme, on=TODAY).questions
    assert [group.title for group in question.groups] == ["Klein", "Groot", "Middel"]


def test_a_quote_in_another_language_stands_beside_its_translation(
    edition_theme: EditionTheme, heard: list[Contribution]
) -> None:
    (question,) = voices_of(edition_theme, on=TODAY).questions
    arabic = next(quote for quote in question.groups[0].quotes if quote.language == "ar")
    assert (arabic.text, arabic.direction, arabic.translation) == ("أريد أن أذهب مع صفي", "rtl", "Ik wil mee.")
    (printed,) = sheet_data(voices_of(edition_theme, on=TODAY))["questions"]
    on_paper = next(quote for quote in printed["together"][0]["quotes"] if quote["lang"] == "ar")
    assert on_paper["rtl"] is True
    assert on_paper["whose"] == "kind, vertaling nog niet gelezen door een mens"


def test_what_a_child_took_back_leaves_neither_words_nor_the_name_of_its_group(
    edition_theme: EditionTheme, heard: list[Contribution]
) -> None:
    lone = heard[3]
    Contribution.objects.filter(pk=lone.pk).update(state="withdrawn", original="", edited_text="")
    (question,) = voices_of(edition_theme, on=TODAY).questions
    assert question.alone == ()


def test_the_size_of_a_small_group_is_on_no_sheet(edition_theme: EditionTheme, consultation: Consultation) -> None:
    small = said(consultation, "Wij samen.", kind="group", group_size=7)
    large = said(consultation, "Wij ook.", kind="group", group_size=24)
    group_of(consultation, "Samen", small, large)
    (question,) = voices_of(edition_theme, on=TODAY).questions
    assert {quote.text: quote.whose for quote in question.groups[0].quotes} == {
        "Wij samen.": "een groep kinderen",
        "Wij ook.": "een groep van zeker 20 kinderen",
    }


def test_opinions_say_where_children_agree_and_never_add_one_way_of_voting_to_another(
    edition_theme: EditionTheme, counted: OpinionRun, statements: list[Statement]
) -> None:
    (question,) = voices_of(edition_theme, on=TODAY).questions
    found = {opinions.leaning: opinions.statements for opinions in question.opinions}
    assert [one.text for one in found[Leaning.AGREE]] == [statements[0].text]
    assert [one.text for one in found[Leaning.DIVIDED]] == [statements[1].text]
    assert [one.text for one in found[Leaning.HIDDEN]] == [statements[2].text]
    assert [one.channel for one in found[Leaning.AGREE][0].channels] == [
        CountChannel.CODE,
        CountChannel.OPEN,
        CountChannel.HANDS,
    ]
    (printed,) = sheet_data(voices_of(edition_theme, on=TODAY))["questions"]
    assert printed["opinions"][0]["statements"][0]["channels"] == [
        "80% eens (tussen 70% en 90%), met een code van de organisator: één stem per bezoek",
        "90% eens (tussen 80% en 100%), via de open link: iemand kan vaker meedoen",
        "70% eens (tussen 60% en 80%), handen geteld in een groep met een code van de organisator",
    ]


def test_chance_that_could_turn_it_round_makes_a_statement_divided() -> None:
    def one(low: float, high: float) -> StatementCount:
        share = Share((low + high) / 2, low, high, 30)
        return StatementCount(1, "Stelling", (ChannelCount(CountChannel.CODE, 20, 10, 0, 30, 30, share),))

    assert [leaning_of(one(0.51, 0.7)), leaning_of(one(0.45, 0.8)), leaning_of(one(0.1, 0.49))] == [
        Leaning.AGREE,
        Leaning.DIVIDED,
        Leaning.DISAGREE,
    ]


def test_a_decided_objection_is_told_without_a_word_of_the_child(
    edition_theme: EditionTheme, heard: list[Contribution]
) -> None:
    group = heard[0].membership.group
    decided = {"state": "kept", "reason": "Het gaat ook over geld.", "decided_by": "redacteur", "decided_on": TODAY}
    Objection.objects.create(contribution=heard[0], about="place", group=group, raised_on=TODAY, **decided)
    Objection.objects.create(contribution=heard[1], about="words", group=group, raised_on=TODAY)
    (question,) = voices_of(edition_theme, on=TODAY).questions
    (told,) = question.objections
    assert (told.said, told.about, told.reason) == (
        "mijn idee hoort hier niet",
        "Mee op reis",
        "Het gaat ook over geld.",
    )
    assert question.undecided
    withdraw_all(heard)
    assert voices_of(edition_theme, on=TODAY).questions[0].objections == ()


def withdraw_all(heard: list[Contribution]) -> None:
    Contribution.objects.filter(pk__in=[one.pk for one in heard]).update(state="withdrawn", original="", edited_text="")


def test_what_was_asked_before_stands_on_it_with_how_often(
    edition_theme: EditionTheme, theme: Theme, table: ThemeTable, cast: Cast
) -> None:
    before = Edition.objects.create(year=2024, slug="eerder", title="Eerder", state="closed", is_demonstration=True)
    its_theme = EditionTheme.objects.create(edition=before, theme=theme, name="Geld", order=1)
    common = {"edition": before, "edition_theme": its_theme, "state": "handed_over", "frozen_hash": "a" * 64}
    first = Advice.objects.create(number="2023-ARM-01", title="Eerst", frozen_on=date(2023, 4, 1), **common)
    Advice.objects.create(number="2024-ARM-01", title="Weer", frozen_on=date(2024, 4, 1), raised_before=first, **common)
    Advice.objects.create(number="2024-ARM-02", title="Nog niet bevroren", edition=before, edition_theme=its_theme)
    later = Edition.objects.create(year=2028, slug="later", title="Later", state="closed", is_demonstration=True)
    Advice.objects.create(
        number="2028-ARM-01",
        title="Later",
        frozen_on=date(2028, 4, 1),
        **(
            common
            | {"edition": later, "edition_theme": EditionTheme.objects.create(edition=later, theme=theme, name="Geld")}
        ),
    )
    frozen(table, cast)
    found = voices_of(edition_theme, on=TODAY).earlier
    assert [(one.number, one.times) for one in found] == [("2023-ARM-01", 1), ("2024-ARM-01", 2)]


def test_a_theme_about_which_nothing_was_said_says_so(cast: Cast, table: ThemeTable) -> None:
    page = cast.client("facilitator").get(f"/werk/tafels/{table.pk}/stemmen/")
    assert "Er is over dit thema nog niets gezegd" in page.text
    pdf = cast.client("organiser").get(f"/werk/tafels/{table.pk}/stemmen.pdf")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")


def test_the_sheet_is_a_tagged_pdf_and_nothing_is_cut_from_it(
    edition_theme: EditionTheme, consultation: Consultation, heard: list[Contribution], counted: OpinionRun
) -> None:
    for number in range(12):
        words = [said(consultation, f"Idee {number}.{one} " + "en nog veel meer woorden " * 8) for one in range(3)]
        group_of(consultation, f"Groep {number}", *words)
    pdf = sheet_pdf(voices_of(edition_theme, on=TODAY), on=TODAY)
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf


def test_more_that_was_said_asks_no_more_of_the_database(
    edition_theme: EditionTheme, consultation: Consultation, heard: list[Contribution], counted: OpinionRun
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        voices_of(edition_theme, on=TODAY)
    for number in range(5):
        group_of(consultation, f"Groep {number}", said(consultation, f"Idee {number}"), said(consultation, "Nog een"))
    with CaptureQueriesContext(connection) as many:
        voices_of(edition_theme, on=TODAY)
    assert len(few) == len(many) <= 9
