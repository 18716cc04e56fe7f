from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils import timezone

from tests.advices import stories
from tests.answers.conftest import CHILD, Asked
from tests.conftest import Cast
from weerklank.answers.models import Answer, AnswerText, Appraisal
from weerklank.answers.slowdown import PAUSE_SECONDS, Brake, guessing
from weerklank.answers.views import back, back_steps
from weerklank.findings import translated
from weerklank.participation.models import Consultation, Contribution, ReturnCode
from weerklank.participation.pictures import codes, svg

pytestmark = pytest.mark.django_db

PICTURES = codes.ReturnCode((3, 17, 40, 81, 200, 311, 402, 510))
WRONG = codes.ReturnCode((3, 17, 40, 81, 200, 311, 402, 509))
UNKNOWN = codes.ReturnCode((4, 17, 40, 81, 200, 311, 402, 510))


def opened(client: Client, typed: str, prefix: str = "") -> str:
    return client.post(f"{prefix}/terug/", {"code": typed}).content.decode()


def seal(row: ReturnCode) -> ReturnCode:
    row.finder, row.salt = PICTURES.finder, b"s" * 16
    row.digest = codes.seal(PICTURES, b"s" * 16, settings.PEPPER)
    row.save()
    return row


@pytest.fixture(autouse=True)
def _no_wrong_tries() -> None:
    guessing._tries.clear()


@pytest.fixture
def mine(asked: Asked) -> Asked:
    seal(asked.code)
    return asked


def token_of(page: str) -> str:
    return re.findall(r'name="token" value="([^"]+)"', page)[0]


def test_the_page_shows_what_happened_and_none_of_the_words(mine: Asked, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    words = [word for word in mine.contribution.original.split() if len(word) > 4]
    visible = page.replace(mine.advice.title, "")
    assert [
        word for word in ("kost te veel geld", "voor ons thuis", mine.contribution.original) if word in visible
    ] == []
    assert words != []
    assert [text in page for text in (mine.advice.title, "Ministerie A", "Ook andere kinderen zeiden zoiets.")] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("lang", ["nl", "en", "ar", "uk"])
def test_words_of_every_language_open_it_on_every_page(lang: str, mine: Asked, client: Client) -> None:
    for prefix in ("", "/en", "/ar", "/uk"):
        response = client.post(f"{prefix}/terug/", {"code": PICTURES.text(lang)})
        assert response.status_code == 200


def test_signs_capitals_spaces_and_boxes_are_read(mine: Asked, client: Client) -> None:
    typed = [PICTURES.signs, PICTURES.text("nl").upper(), f"  {PICTURES.text('nl').replace(', ', '   ,  ')}  "]
    assert [client.post("/terug/", {"code": text}).status_code for text in typed] == [200, 200, 200]
    boxes = {f"place_{at}": word for at, word in enumerate(PICTURES.words("nl"), start=1)}
    assert client.post("/terug/", boxes).status_code == 200


def test_a_misspelt_picture_is_named_and_kept(mine: Asked, client: Client) -> None:
    words = list(PICTURES.words("nl"))
    words[2] = "qqqzzz"
    response = client.post("/terug/", {"code": ", ".join(words)})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Plaatje 3 kennen we niet: ‘qqqzzz’." in page
    assert ", ".join(words) in page


def test_a_picture_that_was_meant_is_one_press_away(mine: Asked, client: Client) -> None:
    words = list(PICTURES.words("nl"))
    right, words[2] = words[2], f"{words[2]}x"
    page = client.post("/terug/", {"code": ", ".join(words)}).content.decode()
    presses = dict(re.findall(r'name="meant" value="([^"]+)"><svg[^>]+>.+?</svg> <bdi>([^<]+)<', page))
    press = next(value for value, word in presses.items() if word == right)
    opens = client.post("/terug/", {"code": ", ".join(words), "meant": press})
    assert (opens.status_code, mine.advice.title in opens.content.decode()) == (200, True)


@pytest.mark.parametrize("press", ["3|iets anders|aap", "99|qqqzzz|aap", "x", "3|qqqzzz|", "0|qqqzzz|aap", "-1||aap"])
def test_a_press_that_fits_no_place_changes_nothing(press: str, mine: Asked, client: Client) -> None:
    words = list(PICTURES.words("nl"))
    words[2] = "qqqzzz"
    response = client.post("/terug/", {"code": ", ".join(words), "meant": press})
    assert (response.status_code, ", ".join(words) in response.content.decode()) == (422, True)


def test_a_picture_that_was_meant_is_drawn_beside_its_word(mine: Asked, client: Client) -> None:
    words = list(PICTURES.words("nl"))
    right, words[2] = words[2], f"{words[2]}x"
    page = client.post("/terug/", {"code": ", ".join(words)}).content.decode()
    assert f"{svg(40)} <bdi>{right}</bdi>" in page


def languages_of(page: str) -> list[str]:
    return re.findall(r'<button[^>]* formaction="([^"]+)" lang=', page)


def test_another_language_on_the_page_of_the_answer_asks_for_no_picture_again(mine: Asked, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    everywhere = ["/terug/", "/nl-easy/terug/", "/en/terug/", "/ar/terug/", "/uk/terug/", "/pap/terug/"]
    assert sorted(languages_of(page)) == sorted(everywhere)
    form = re.findall(r'<form method="post" class="languages".+?</form>', page, re.DOTALL)[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', form))
    assert sorted(hidden) == ["step", "token"]
    for address in languages_of(page):
        response = client.post(address, hidden)
        assert (response.status_code, mine.advice.title in response.content.decode()) == (200, True)
    asking = client.post("/terug/", {"step": "ask_withdraw", "token": hidden["token"]}).content.decode()
    hidden = dict(re.findall(r'name="(token|step)" value="([^"]+)"><?', asking.partition("<main")[0]))
    assert 'lang="en"' in client.post("/en/terug/", hidden).content.decode().partition("<head")[0]
    assert Contribution.objects.get(pk=mine.contribution.pk).state == "in_advice"


def test_another_language_keeps_pictures_that_do_not_open_yet_and_opens_nothing(mine: Asked, client: Client) -> None:
    page = client.post("/terug/", {"code": "kat, qqqzzz"}).content.decode()
    assert "/en/terug/" in languages_of(page)
    changed = client.post("/en/terug/", {"code": "kat, qqqzzz", "language": "en"})
    assert (changed.status_code, ">kat, qqqzzz</textarea>" in changed.content.decode()) == (200, True)
    whole = client.post("/en/terug/", {"code": PICTURES.text("nl"), "language": "en"})
    assert mine.advice.title not in whole.content.decode()


@pytest.mark.parametrize("address", ["/terug/", "/doe-mee/"])
@pytest.mark.parametrize(
    ("asks", "offer"),
    [
        ("uk,ru;q=0.8,en;q=0.5", ("/uk{}", "Читати цю сторінку українською.")),
        ("fr-FR,en-GB;q=0.4", ("/en{}", "Read this page in English.")),
        ("nl-NL,en;q=0.9", None),
        ("ti", None),
        ("", None),
    ],
)
def test_a_browser_in_another_language_of_ours_gets_one_line_in_it(
    asks: str, offer: tuple[str, str] | None, address: str, client: Client
) -> None:
    response = client.get(address, headers={"accept-language": asks})
    lines = re.findall(
        r'<p class="notice"[^>]*><a class="button-link" href="([^"]+)"[^>]*>([^<]+)</a></p>', response.content.decode()
    )
    assert lines == ([(offer[0].format(address), offer[1])] if offer else [])
    assert "Accept-Language" in response["Vary"]
    assert response.cookies.output() == ""


def test_whoever_chose_a_language_is_offered_no_other(client: Client) -> None:
    page = client.get("/en/doe-mee/", headers={"accept-language": "uk"}).content.decode()
    assert "Читати цю сторінку українською." not in page


def test_an_old_page_that_is_sent_again_does_not_change_what_was_said_since(
    mine: Asked, published: Answer, client: Client
) -> None:
    token = token_of(opened(client, PICTURES.text("nl")))
    first = {"step": "judge", "token": token, "answer": published.pk, "value": "not_answered", "was": ""}
    for form in (first, first | {"value": "clear", "was": "not_answered"}, first):
        assert client.post("/terug/", form).status_code == 200
    assert Appraisal.objects.get().value == "clear"


def test_a_missing_picture_is_counted(mine: Asked, client: Client) -> None:
    response = client.post("/terug/", {"code": ", ".join(PICTURES.words("nl")[:6])})
    assert response.status_code == 422
    assert "Er missen nog 2 plaatjes." in response.content.decode()


def test_unknown_and_wrong_get_the_same_answer(mine: Asked, client: Client) -> None:
    pages = [client.post("/terug/", {"code": code.text("nl")}) for code in (WRONG, UNKNOWN)]
    texts = [
        page.content.decode().replace(code.text("nl"), "") for page, code in zip(pages, (WRONG, UNKNOWN), strict=True)
    ]
    assert [page.status_code for page in pages] == [422, 422]
    assert texts[0] == texts[1]


def test_nothing_stays_behind(mine: Asked, client: Client) -> None:
    for response in (client.get("/terug/"), client.post("/terug/", {"code": PICTURES.text("nl")})):
        assert (response["Cache-Control"], response["Referrer-Policy"], response.cookies.output()) == (
            "no-store",
            "no-referrer",
            "",
        )
    page = opened(client, PICTURES.text("nl"))
    assert [word for word in (PICTURES.signs, PICTURES.text("nl")) if word in page] == []
    assert re.findall(r'(?:href|action)="[^"]*(?:code|token)=', page) == []


def test_a_get_never_opens_anything(mine: Asked, client: Client) -> None:
    page = client.get("/terug/", {"code": PICTURES.text("nl")}).content.decode()
    assert mine.advice.title not in page


def test_the_answer_stands_in_the_childs_language(mine: Asked, published: Answer, client: Client) -> None:
    AnswerText.objects.create(answer=published, language="ar", child_version="ليس بعد.", made_by="person", checked=True)
    assert CHILD in opened(client, PICTURES.text("nl"))
    arabic = opened(client, PICTURES.text("ar"), "/ar")
    assert [text in arabic for text in ("ليس بعد.", CHILD, 'dir="rtl"')] == [True, False, True]
    ukrainian = opened(client, PICTURES.text("uk"), "/uk")
    assert [text in ukrainian for text in (CHILD, 'lang="nl"')] == [True, True]


def test_a_child_judges_once_and_changes_its_mind(mine: Asked, published: Answer, client: Client) -> None:
    token = token_of(opened(client, PICTURES.text("nl")))
    form = {"step": "judge", "token": token, "answer": published.pk}
    first = client.post("/terug/", {**form, "value": "not_answered", "text": "Wie beslist er dan?"})
    assert "Je zei: dit is geen antwoord" in first.content.decode()
    # nobody reads words behind a judgement, so none are asked and none are kept
    assert list(Appraisal.objects.values_list("text", flat=True)) == [""]
    client.post("/terug/", {**form, "value": "clear"})
    assert list(Appraisal.objects.values_list("value", "return_code")) == [("clear", mine.code.pk)]


@pytest.mark.parametrize(
    "form",
    [
        {"answer": "999999", "value": "clear"},
        {"answer": "x", "value": "clear"},
        {"answer": str(2**40), "value": "clear"},
        {"value": "clear"},
    ],
)
def test_a_strange_answer_is_refused_with_a_sentence(
    form: dict[str, str], mine: Asked, published: Answer, client: Client
) -> None:
    token = token_of(opened(client, PICTURES.text("nl")))
    response = client.post("/terug/", {"step": "judge", "token": token, **form})
    assert (response.status_code, Appraisal.objects.count()) == (422, 0)


def test_a_judgement_that_is_none_of_the_three_is_refused(mine: Asked, published: Answer, client: Client) -> None:
    token = token_of(opened(client, PICTURES.text("nl")))
    response = client.post("/terug/", {"step": "judge", "token": token, "answer": published.pk, "value": "leuk"})
    assert (response.status_code, Appraisal.objects.count()) == (422, 0)


def test_taking_back_asks_first_and_then_leaves_no_words(mine: Asked, client: Client) -> None:
    token = token_of(opened(client, PICTURES.text("nl")))
    asked_first = client.post("/terug/", {"step": "ask_withdraw", "token": token}).content.decode()
    assert "Wil je je idee weghalen?" in asked_first
    assert Contribution.objects.get(pk=mine.contribution.pk).original != ""
    done = client.post("/terug/", {"step": "withdraw", "token": token_of(asked_first)}).content.decode()
    row = Contribution.objects.get(pk=mine.contribution.pk)
    assert (row.state, row.original, row.edited_text) == ("withdrawn", "", "")
    assert "Je idee is weg." in done
    assert "Haal mijn idee weg" not in done


@pytest.mark.parametrize("chosen", [["x"], [str(UUID(int=7))], ["", "x"], ["own", "x"]])
def test_what_is_no_idea_of_ones_own_takes_nothing_back_and_does_not_say_so(
    chosen: list[str], mine: Asked, client: Client
) -> None:
    token = token_of(opened(client, PICTURES.text("nl")))
    own = str(mine.contribution.pk)
    form = {"step": "withdraw", "token": token, "idea": [own if one == "own" else one for one in chosen]}
    response = client.post("/terug/", form)
    page = response.content.decode()
    assert (response.status_code, "Je idee is weg." in page) == (422, False)
    assert "Er is nog niets weg. Kijk wat je weg wilt halen en druk nog een keer." in page
    # what the summary leads to is there
    assert re.findall(r'<a href="#([^"]+)">Er is nog niets weg', page) == re.findall(r'id="(weg-1)"', page)
    assert Contribution.objects.get(pk=own).state == "in_advice"
    taken = client.post("/terug/", {"step": "withdraw", "token": token_of(page), "idea": own})
    again = client.post("/terug/", {"step": "withdraw", "token": token_of(page), "idea": own})
    late = client.post("/terug/", form)
    assert [taken.status_code, again.status_code, late.status_code] == [200, 200, 422]
    assert "Je idee is weg." not in late.content.decode()


def test_a_pass_is_short_lived_and_cannot_be_made_up(
    mine: Asked, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(opened(client, PICTURES.text("nl")))
    monkeypatch.setattr(back_steps, "TOKEN_SECONDS", -1)
    made_up = signing.dumps(str(mine.code.pk), salt="anders")
    answers = [
        client.post("/terug/", {"step": "withdraw", "token": value}) for value in (token, made_up, "", "x" * 500)
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    assert Contribution.objects.get(pk=mine.contribution.pk).state == "in_advice"


def test_when_it_is_busy_the_words_are_kept(mine: Asked, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_busy(**_: object) -> None:
        raise codes.Busy

    monkeypatch.setattr(back.child, "find_by_return_code", too_busy)
    response = client.post("/terug/", {"code": PICTURES.text("nl")})
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert PICTURES.text("nl") in response.content.decode()


def test_a_wrong_try_after_many_is_answered_later() -> None:
    waited: list[float] = []
    brake, now = Brake(limit=3, wait=waited.append), datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    for _ in range(3):
        brake.wrong(now)
    assert waited == []
    brake.wrong(now)
    brake.wrong(now + timedelta(seconds=61))
    assert waited == [PAUSE_SECONDS]


def test_a_right_code_opens_at_once_however_many_others_guess(
    mine: Asked, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(guessing, "_wait", waited.append)
    for _ in range(guessing.limit):
        guessing.wrong(timezone.now())
    assert (client.post("/terug/", {"code": PICTURES.text("nl")}).status_code, waited) == (200, [])
    assert (client.post("/terug/", {"code": WRONG.text("nl")}).status_code, waited) == (422, [PAUSE_SECONDS])


@pytest.mark.parametrize("address", ["/terug/", "/hulp/", "/doe-mee/", "/en/terug/"])
def test_other_methods_are_not_answered(address: str, client: Client) -> None:
    answers = [client.generic(method, address) for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND")]
    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [(405, "no-store")] * 5


STORIES = {
    "received": ({"state": "received"}, "Iemand van Weerklank leest je idee nog."),
    "declined": (
        {"state": "not_published", "decline_reason": "contact", "reason_for_child": "Er stond een nummer in."},
        "Er stond een nummer in.",
    ),
    "published": ({"state": "published"}, "Het komt nog bij andere ideeën."),
    "withdrawn": ({"state": "withdrawn"}, "Je hebt dit idee weggehaald."),
}


@pytest.mark.parametrize(("values", "sentence"), STORIES.values(), ids=STORIES.keys())
def test_every_stop_on_the_way_has_its_sentence(
    values: dict[str, str], sentence: str, consultation: Consultation, client: Client
) -> None:
    text = "" if values["state"] == "withdrawn" else stories.SECRET
    stories.said(consultation, text, return_code=seal(stories.return_code()), **values)
    page = opened(client, PICTURES.text("nl"))
    assert (sentence in page, stories.SECRET in page) == (True, False)


def test_an_idea_that_is_not_used_says_why(consultation: Consultation, client: Client, cast: Cast) -> None:
    code = seal(stories.return_code())
    idea = stories.said(
        consultation,
        stories.SECRET,
        state="not_used",
        return_code=code,
        reason_for_child="Dit gaat over een ander onderwerp.",
    )
    group = stories.group_of(consultation, "Zwembad", idea)
    group.destination, group.reason = "not_used", "Volgend jaar praten we over zwemmen."
    group.save()
    page = opened(client, PICTURES.text("nl"))
    assert ("Volgend jaar praten we over zwemmen." in page, stories.SECRET in page) == (True, False)


def test_in_another_language_the_group_and_the_reason_are_read_in_it_or_said_to_be_dutch(
    consultation: Consultation, client: Client, cast: Cast
) -> None:
    code = seal(stories.return_code())
    idea = stories.said(
        consultation, stories.SECRET, state="not_used", return_code=code, reason_for_child="Dat bewaren we."
    )
    group = stories.group_of(consultation, "Zwembad", idea)
    group.destination, group.reason = "not_used", "Dat bewaren we."
    group.save()
    hint = "So far this is only in Dutch."
    before = opened(client, PICTURES.text("nl"), "/en")
    assert ('<strong lang="nl" dir="auto">Zwembad</strong>' in before, before.count(hint)) == (True, 2)
    group.texts.create(
        language="en", title="Swimming pool", reason="We keep that.", made_from=translated.fingerprint(group)
    )
    after = opened(client, PICTURES.text("nl"), "/en")
    assert '<strong lang="en" dir="auto">Swimming pool</strong>' in after
    assert '<p lang="en" dir="auto">We keep that.</p>' in after
    assert (after.count(hint), 'dir="auto">Zwembad<' in after) == (0, False)
