"""What children said to one question: three parts, in pictures and words, and nothing before the question is closed."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from weerklank.answers.reading import indicate, sentences_of
from weerklank.findings.counting import count as count_votes
from weerklank.findings.models import Group, GroupMembership, GroupText, Objection, ObjectionTerm, OpinionRun
from weerklank.findings.translated import fingerprint
from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    ContributionText,
    EntryPoint,
    HandTally,
    Statement,
    StatementText,
    Vote,
)  # fmt: skip

HERE = "/dialoog/demonstratie/opbrengst/meedoen-kost-geld"
pytestmark = pytest.mark.usefixtures("on_the_day")


class Children:
    """A question that is closed, and what children said to it."""

    def __init__(self, consultation: Consultation, entry_point: EntryPoint) -> None:
        self.consultation, self.entry_point, self._numbers = consultation, entry_point, count()

    def says(self, text: str, group: Group, **more: object) -> Contribution:
        values = {
            "state": "grouped",
            "received_on": date(2026, 11, 5),
            "submission_key": f"s{next(self._numbers)}",
        } | more
        idea = Contribution.objects.create(
            consultation=self.consultation, entry_point=self.entry_point, original=text, **values
        )
        GroupMembership.objects.create(group=group, contribution=idea)
        return idea

    def group(self, title: str, *texts: str, **more: object) -> Group:
        made = Group.objects.create(
            consultation=self.consultation, title=title, order=self.consultation.groups.count(), **more
        )
        for text in texts:
            self.says(text, made)
        return made

    def asked(self, text: str, *, source: Contribution | None = None, **votes: tuple[int, int, int]) -> Statement:
        """A sentence, and how many agreed, disagreed and passed, by each way in."""
        made = Statement.objects.create(
            consultation=self.consultation, text=text, state="closed", order=self.consultation.statements.count()
        )
        if source:
            made.sources.add(source)
        for channel, counts in votes.items():
            if channel == "hands":
                agree, disagree, passed = counts
                HandTally.objects.create(
                    statement=made, entry_point=self.entry_point, agree=agree, disagree=disagree, passed=passed
                )
                continue
            values = [
                value for value, times in zip(("agree", "disagree", "pass"), counts, strict=True) for _ in range(times)
            ]
            Vote.objects.bulk_create(
                Vote(statement=made, voter_hash=f"{channel}{place}", value=value, channel=channel)
                for place, value in enumerate(values)
            )
        return made

    def counted(self) -> OpinionRun:
        found = count_votes(self.consultation)
        return OpinionRun.objects.create(
            consultation=self.consultation,
            made_at=NOW,
            library_version="1.0",
            votes=found.votes,
            results=list(found.rows),
        )


@pytest.fixture
def children(consultation: Consultation, entry_point: EntryPoint) -> Children:
    consultation.state = "fixed"
    consultation.save()
    return Children(consultation, entry_point)


@pytest.fixture
def told(children: Children) -> Children:
    """Nearly all alike, apart, and too few; a group of many, one of few, and one that was not used."""
    cost = children.group("Dingen die geld kosten", *(f"De reis is duur, zei kind {number}." for number in range(12)))
    children.group("Een huisdier", "Mijn konijn is ziek.", destination="not_used", reason="Dat bewaren we.")
    first = cost.contributions.first()
    children.asked("De reis is gratis.", source=first, code=(270, 30, 20), hands=(70, 20, 10))
    children.asked("Sport kost te veel.", code=(60, 50, 12), open=(20, 60, 0))
    children.asked("Een dier mag naar de dokter.", code=(3, 2, 1))
    children.counted()
    return children


@dataclass
class Page(HTMLParser):
    """The words of each part, what a screen reader hears of the pictures, and all sentences."""

    parts: dict[str, str] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _part: str = ""
    _quiet: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section":
            self._part = given.get("aria-labelledby") or ""
        if tag == "svg" and given.get("role") == "img":
            self.pictures.append(given.get("aria-label") or "")
        if tag in ("p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd", "caption", "figcaption"):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts[self._part] = f"{self.parts.get(self._part, '')}{data}"
        self.words.append(data)


def read(address: str = f"{HERE}/") -> tuple[str, Page]:
    response = Client().get(address)
    assert response.status_code == 200
    html = response.content.decode()
    page = Page()
    page.feed(html[html.index("<main") : html.index("</main>")])
    return html, page


@pytest.mark.django_db
def test_three_parts_stand_in_their_order_with_a_picture_and_its_words(told: Children) -> None:
    html, page = read()
    assert re.findall(r"De reis is gratis\.|Sport kost te veel\.|Een dier mag", page.parts["hetzelfde"]) == []
    assert re.findall(r"<h2 id=\"(\w+)\"", html)[1:5] == ["hetzelfde", "anders", "weinig", "vaak"]
    assert ("De reis is gratis." in page.parts["anders"], "Sport kost te veel." in page.parts["anders"]) == (True, True)
    assert ("Een dier mag naar de dokter." in page.parts["weinig"], "Een huisdier" in page.parts["weinig"]) == (
        True,
        True,
    )
    # the long group is not among what few said, and it is not left out
    assert ("Dingen die geld kosten" in page.parts["weinig"], "Dingen die geld kosten" in page.parts["vaak"]) == (
        False,
        True,
    )
    assert page.pictures == [
        "Plaatje: van tien poppetjes steken er negen een hand op.",
        "Plaatje: van tien poppetjes steken er acht een hand op.",
        "Plaatje: van tien poppetjes steken er vijf een hand op.",
        "Plaatje: van tien poppetjes steken er drie een hand op.",
    ]
    assert [html.count('href="#hand-up"'), html.count('href="#hand-down"')] == [1 + 25, 1 + 15]


@pytest.mark.django_db
def test_what_nearly_all_find_stands_first(children: Children) -> None:
    children.asked("De reis is gratis.", code=(450, 30, 20))
    children.asked("Kinderen sparen zelf.", code=(20, 400, 0))
    children.counted()
    _html, page = read()
    assert "Bijna alle kinderen zijn het eens." in page.parts["hetzelfde"]
    assert "Bijna alle kinderen zijn het niet eens." in page.parts["hetzelfde"]
    assert "Met een code, zo’n 480 kinderen." in page.parts["hetzelfde"]


@pytest.mark.django_db
def test_ways_in_stand_apart_and_no_small_number_is_anywhere(told: Children) -> None:
    html, page = read()
    assert "Met een code, zo’n 300 kinderen." in page.parts["anders"]
    assert "Handen omhoog in de groep, zo’n 90 kinderen." in page.parts["anders"]
    assert "De ene groep kinderen vindt iets anders dan de andere." not in page.parts["anders"]
    # 300 and 90 are never 390
    assert re.findall(r"\b(?:390|190)\b", " ".join(page.parts.values())) == []
    table = re.findall(r'<td class="num"[^>]*>([^<]*)</td>', html)
    assert table == ["270", "30", "20", "70", "20", "."] + ["60", "50", "10", "20", "60", "."] + [".", ".", "."]
    of_ten = re.findall(r"<bdi>([^<]*)</bdi></td>", html)
    assert of_ten == ["9 (8–10)", "8 (6–9)", "5 (4–7)", "3 (1–4)", "."]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["scheduled", "open"])
def test_while_children_can_answer_nothing_of_it_is_there(told: Children, state: str) -> None:
    Consultation.objects.update(state=state)
    for address in (f"{HERE}/", f"{HERE}.json", f"{HERE}.csv"):
        text = Client().get(address).content.decode()
        assert re.findall("De reis is gratis|Een huisdier|270|Bijna alle", text) == []
    _html, page = read()
    assert "Kinderen kunnen deze vraag nog beantwoorden." in " ".join(page.parts.values())
    assert page.pictures == []


@pytest.mark.django_db
def test_closed_and_not_counted_yet_says_so_kindly(children: Children) -> None:
    Consultation.objects.update(state="closed")
    children.group("Een huisdier", "Mijn konijn is ziek.")
    children.asked("De reis is gratis.", code=(270, 30, 20))
    html, _page = read()
    assert "We lezen nog wat kinderen zeiden." in html
    assert re.findall("Een huisdier|konijn|De reis is gratis", html) == []


@pytest.mark.django_db
def test_a_question_that_nobody_may_know_of_is_not_found(told: Children) -> None:
    Consultation.objects.update(state="draft")
    assert [Client().get(address).status_code for address in (f"{HERE}/", f"{HERE}.json", f"{HERE}.csv")] == [404] * 3
    assert Client().get("/dialoog/demonstratie/opbrengst/wat-anders/").status_code == 404
    assert Client().get("/dialoog/een-andere/opbrengst/meedoen-kost-geld/").status_code == 404


@pytest.mark.django_db
def test_each_idea_says_where_it_went_and_each_sentence_where_it_came_from(told: Children) -> None:
    html, page = read()
    cost = Group.objects.get(title="Dingen die geld kosten")
    assert f'<a href="#idee-{cost.pk}" lang="nl" dir="auto">Dingen die geld kosten</a>' in html
    assert f'id="idee-{cost.pk}"' in html
    assert "Dit kwam dit jaar niet in een advies." in page.parts["weinig"]
    assert "Dat bewaren we." in page.parts["weinig"]
    assert "Wat hiermee gebeurt, is nog niet besloten." in page.parts["vaak"]


@pytest.mark.django_db
def test_all_words_of_a_large_group_are_one_step_away(told: Children) -> None:
    cost = Group.objects.get(title="Dingen die geld kosten")
    html, page = read()
    assert (page.parts["vaak"].count("De reis is duur"), f'href="{HERE}/{cost.pk}/"' in html) == (4, True)
    _html, words = read(f"{HERE}/{cost.pk}/")
    assert "".join(words.words).count("De reis is duur") == 12
    for number in range(20):
        told.says(f"De reis is duur, ook voor kind {number}.", cost)
    assert ["".join(read(f"{HERE}/{cost.pk}/?page={at}")[1].words).count("De reis is duur") for at in (1, 2)] == [25, 7]
    Consultation.objects.update(state="closed")
    assert [Client().get(f"{HERE}/{number}/").status_code for number in (cost.pk, 999_999)] == [404, 404]


@pytest.mark.django_db
def test_the_feed_of_the_dialogue_tells_of_it(told: Children) -> None:
    feed = Client().get("/dialoog/demonstratie/feed/").content.decode()
    assert "Wat kinderen zeiden: Wat moet er anders als meedoen geld kost?" in feed
    Consultation.objects.update(state="open")
    assert "Wat kinderen zeiden" not in Client().get("/dialoog/demonstratie/feed/").content.decode()


@pytest.mark.django_db
def test_what_was_taken_back_or_is_kept_private_shows_no_words(told: Children) -> None:
    Contribution.objects.filter(original="Mijn konijn is ziek.").update(state="withdrawn", original="")
    Contribution.objects.filter(original="De reis is duur, zei kind 3.").update(wants_private=True)
    told.asked("Deze zin nam een kind terug.", code=(30, 30, 0))
    told.counted()
    Statement.objects.filter(text="Deze zin nam een kind terug.").update(state="retired")
    for address in (f"{HERE}/", f"{HERE}.json", f"{HERE}.csv"):
        text = Client().get(address).content.decode()
        assert re.findall("konijn|Een huisdier|zei kind 3|nam een kind terug", text) == []


@pytest.mark.django_db
def test_what_children_say_is_wrong_is_counted_without_their_words(told: Children) -> None:
    ideas = list(Contribution.objects.filter(membership__group__title="Dingen die geld kosten")[:11])
    group = Group.objects.get(title="Dingen die geld kosten")
    for idea in ideas:
        Objection.objects.create(
            contribution=idea, about="place", group=group, state="kept", raised_on=date(2026, 11, 10),
            reason="Geheime uitleg.", decided_by="Ada", decided_on=date(2026, 11, 12),
        )  # fmt: skip
    Objection.objects.create(contribution=ideas[0], about="words", group=group, raised_on=date(2026, 11, 10))
    html, page = read()
    said = " ".join(page.parts["bezwaar"].split())
    assert "Mijn idee hoort hier niet.Het bleef zo. Het kind leest waarom. (zeker 10 keer)" in said
    assert "Jullie zin klopt niet.Iemand kijkt er nog naar. (een paar keer)" in said
    assert said.endswith("We leggen niets vast voordat hierover is beslist.")
    assert re.findall("Geheime uitleg|Ada", html) == []
    Objection.objects.filter(state="open").delete()
    assert "Over alles was beslist voordat we iets vastlegden." in read()[1].parts["bezwaar"]


@pytest.mark.django_db
def test_until_when_it_can_be_said_stands_there_with_the_way_to_say_it(told: Children) -> None:
    Consultation.objects.update(state="grouped")
    ObjectionTerm.objects.create(
        consultation=told.consultation, opened_on=date(2026, 11, 15), closes_on=date(2026, 11, 29)
    )
    html, page = read()
    assert "Dat kan nog tot en met 29 november 2026." in page.parts["bezwaar"]
    assert '<a href="/terug/">Zeg het met je acht plaatjes</a>' in html
    assert "Er is niets fout gemeld." in page.parts["bezwaar"]


@pytest.mark.django_db
def test_in_arabic_the_hands_start_at_the_right_and_what_is_dutch_says_so(told: Children) -> None:
    ConsultationText.objects.create(consultation=told.consultation, language="ar", question="ماذا يجب أن يتغير؟")
    reis = Statement.objects.get(text="De reis is gratis.")
    StatementText.objects.create(statement=reis, language="ar", text="الرحلة مجانية.", made_by="person", checked=True)
    html, page = read(f"/ar{HERE}/")
    assert '<html lang="ar" dir="rtl">' in html
    assert html.count('transform="matrix(-1 0 0 1 316 0)"') == len(page.pictures) == 4
    assert 'lang="ar" dir="auto">الرحلة مجانية.</h3>' in html
    assert 'lang="nl" dir="auto">Sport kost te veel.</h3>' in html
    assert 'href="/ar/terug/"' in html


ARABIC = "أريد كلبًا."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made_by", "checked", "sentence"),
    [
        ("machine", False, "Een computer vertaalde dit. Nog geen mens heeft het nagelezen."),
        ("person", False, "Een mens vertaalde dit. Nog niemand heeft het nagelezen."),
        ("person", True, "Vertaald, en nagelezen door een mens."),
        ("child", False, "Het kind schreef dit ook zelf."),
    ],
)  # fmt: skip
def test_beside_words_in_another_language_stands_what_they_say_and_who_translated_them(
    told: Children, made_by: str, checked: bool, sentence: str
) -> None:
    idea = told.says(ARABIC, Group.objects.get(title="Een huisdier"), original_language="ar")
    ContributionText.objects.create(
        contribution=idea, language="nl", text="Ik wil een hond.", made_by=made_by, checked=checked
    )
    quote = (
        f'<blockquote class="quote"><p lang="ar" dir="auto">{ARABIC}</p><div class="quote-translated">'
        '<p><span class="small">Vertaald:</span> <span lang="nl" dir="auto">Ik wil een hond.</span></p>'
        f'<p class="small">{sentence}</p></div>'
    )
    group = Group.objects.get(title="Een huisdier")
    for address in (f"{HERE}/", f"{HERE}/{group.pk}/"):
        assert quote in read(address)[0]
    words = Client().get(f"{HERE}.json").json()["ideas"][1]["words"]
    found = {one["language"]: one["translation"] for one in words}
    assert (found["nl"], found["ar"]["text"], found["ar"]["language"]) == (None, "Ik wil een hond.", "nl")
    # an Arabic child reads its own words and no translation of them
    assert "Ik wil een hond." not in read(f"/ar{HERE}/")[0]


@pytest.mark.django_db
def test_words_that_nobody_translated_say_so_each_and_dutch_ones_once(told: Children) -> None:
    told.says(ARABIC, Group.objects.get(title="Een huisdier"), original_language="ar")
    html, page = read()
    assert page.parts["weinig"].count("Dit is nog niet vertaald.") == 1
    assert f'<p lang="ar" dir="auto">{ARABIC}</p><p class="small">Dit is nog niet vertaald.</p>' in html
    assert "Wat hier nog in het Nederlands staat, is nog niet vertaald." not in html
    easy, _page = read(f"/nl-easy{HERE}/")
    assert easy.count('<p class="small">') == html.count('<p class="small">')


@pytest.mark.django_db
def test_a_translation_of_what_a_reader_took_something_out_of_is_shown_nowhere(told: Children) -> None:
    idea = told.says(
        "أنا ليلى من المدرسة.", Group.objects.get(title="Een huisdier"), original_language="ar", edited_text="أنا من المدرسة."
    )  # fmt: skip
    ContributionText.objects.create(
        contribution=idea, language="nl", text="Ik ben Leila.", made_by="person", checked=True
    )
    group = idea.membership.group
    for address in (f"{HERE}/", f"{HERE}/{group.pk}/", f"{HERE}.json", "/dialoog/demonstratie/opbrengst/"):
        text = Client().get(address).content.decode()
        assert ("أنا من المدرسة." in text, re.findall("Leila|ليلى", text)) == (True, [])


@pytest.mark.django_db
def test_a_group_is_read_in_the_readers_language_and_what_is_left_in_dutch_says_so(told: Children) -> None:
    group = Group.objects.get(title="Een huisdier")
    group.summary = "Een dier kost geld."
    group.save()
    text = GroupText.objects.create(
        group=group, language="ar", title="حيوان أليف", made_from=fingerprint(group), checked=True
    )
    html, page = read(f"/ar{HERE}/")
    assert f'<h3 id="idee-{group.pk}-naam" lang="ar" dir="auto">حيوان أليف</h3>' in html
    assert '<p lang="nl" dir="auto">Een dier kost geld.</p>' in html
    assert "Een huisdier" not in html
    words, _page = read(f"/ar{HERE}/{group.pk}/")
    assert '<h1 lang="ar" dir="auto">حيوان أليف</h1>' in words
    # a child said that the Dutch was wrong and it was changed: the old words are gone in every language
    Group.objects.filter(pk=group.pk).update(title="Een ziek dier")
    html, page = read(f"/ar{HERE}/")
    assert (text.title in html, 'lang="nl" dir="auto">Een ziek dier</h3>' in html) == (False, True)


@pytest.mark.django_db
def test_every_sentence_of_ours_can_be_read_by_a_child(told: Children) -> None:
    told.consultation.sensitive = True
    told.consultation.save()
    Objection.objects.create(
        contribution=Contribution.objects.first(), about="place", group=Group.objects.first(),
        state="moved", raised_on=date(2026, 11, 10), decided_by="Ada", decided_on=date(2026, 11, 12),
    )  # fmt: skip
    _html, page = read()
    text = re.sub(r"[ \t]+", " ", "".join(page.words))
    long = [sentence for sentence in sentences_of(text) if len(sentence.split()) > 15]
    assert long == []
    told_easily = indicate(text)
    assert (told_easily.hard, told_easily.passives) == (False, 0)


@pytest.mark.django_db
def test_the_data_are_the_figures_of_the_page(told: Children) -> None:
    found = Client().get(f"{HERE}.json").json()
    assert [(one["text"], one["part"], [way["channel"] for way in one["channels"]]) for one in found["sentences"]] == [
        ("De reis is gratis.", "differ", ["code", "hands"]), ("Sport kost te veel.", "differ", ["code", "open"]),
        ("Een dier mag naar de dokter.", "few", ["code"]),
    ]  # fmt: skip
    first = found["sentences"][0]["channels"][0]
    assert (first["agree"], first["disagree"], first["answered"], first["people"]) == (
        270,
        30,
        300,
        {"of": 10, "hands": 9},
    )
    assert [(one["title"], one["few"], one["destination"]) for one in found["ideas"]] == [
        ("Dingen die geld kosten", False, None), ("Een huisdier", True, "not_used"),
    ]  # fmt: skip
    assert (found["closed"], found["objections"]) == (True, {"until": None, "settled": True, "decided": []})
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{HERE}.csv").content.decode("utf-8-sig"))))
    assert [(row["tekst"], row["weg"], row["eens"], row["oneens"], row["van de tien"]) for row in rows] == [
        ("De reis is gratis.", "code", "270", "30", "9"), ("De reis is gratis.", "hands", "70", "20", "8"),
        ("Sport kost te veel.", "code", "60", "50", "5"), ("Sport kost te veel.", "open", "20", "60", "3"),
        ("Een dier mag naar de dokter.", "code", "", "", ""),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_page_of_many_asks_the_database_no_more_than_a_page_of_few(told: Children) -> None:
    with CaptureQueriesContext(connection) as few:
        read()
    for number in range(3):
        group = told.group(f"Groep {number}", "Eén.", "Twee.")
        told.asked(f"Zin {number}.", source=group.contributions.first(), code=(60, 40, 10), open=(40, 40, 0))
    told.counted()
    with CaptureQueriesContext(connection) as many:
        read()
    assert len(many) == len(few)


@pytest.mark.django_db
def test_the_way_to_it_is_on_the_pages_of_the_dialogue(told: Children) -> None:
    for address in ("/dialoog/demonstratie/", "/dialoog/demonstratie/opbrengst/"):
        assert f'href="{HERE}/"' in Client().get(address).content.decode()
