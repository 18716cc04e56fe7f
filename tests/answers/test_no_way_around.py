"""Whoever does not follow an advice says why. Every way that leads to a row is tried with what is no reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tests.answers.conftest import CHANGE, EXPLANATION, Asked, form_of, save, submit
from tests.conftest import NOW, TODAY, Cast
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers import reasons, telling
from weerklank.answers.actions import answering, approving
from weerklank.answers.draft import Draft, PartDraft
from weerklank.answers.models import Addressee, Answer, Commitment, PartPosition, ProgressUpdate
from weerklank.answers.triggers import REASONS_ARE_REAL
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db

OWN = (
    "De gemeente betaalt het vervoer al sinds januari 2026, voor alle kinderen die verder dan zes kilometer van "
    "school wonen."
)
STOCK = "Dit heeft onze volle aandacht. Wij nemen dit mee in de verdere uitwerking van het beleid, te zijner tijd."
ASKED = "Laat niemand zien wie er geld krijgt. Wie geld krijgt, laat niemand zien, en niemand krijgt geld."
# what a reader cannot see, and a letter of another alphabet that looks like one of ours
UNSEEN, POSES = "\u200b\u2060\u3164\u00ad", str.maketrans("aeo", "\u0430\u0435\u043e")
ATTACKS = {
    "no reason type": {"reason_type": ""},
    "a reason type of spaces": {"reason_type": "   "},
    "a made-up reason type": {"reason_type": "zomaar"},
    "no explanation": {"explanation": ""},
    "a short explanation": {"explanation": "Te duur."},
    "spaces": {"explanation": " " * 80},
    "new lines": {"explanation": "\n\t" * 60},
    "signs without width": {"explanation": UNSEEN * 30},
    "short and padded": {"explanation": "Te duur." + UNSEEN * 30},
    "a stock phrase": {"explanation": STOCK},
    "a stock phrase in capitals": {"explanation": STOCK.upper()},
    "a stock phrase again and again": {"explanation": "Nog in overweging. " * 8},
    "a stock phrase with unseen signs": {"explanation": "\u200b".join(STOCK)},
    "a stock phrase with dashes": {"explanation": STOCK.replace(" ", " – ")},
    "a stock phrase that poses": {"explanation": STOCK.translate(POSES)},
    "a stock phrase with accents": {"explanation": STOCK.replace("a", "á").replace("e", "e\u0301")},
    "a stock phrase in wide letters": {"explanation": "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in STOCK)},
    "letters": {"explanation": "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 2},
    "a typesetter's words": {"explanation": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod."},
    "the words of another part": {"explanation": EXPLANATION},
    "the words of another part in capitals": {"explanation": f"  {EXPLANATION.upper()}!"},
    "the words of another part with unseen signs": {"explanation": EXPLANATION.replace(" ", " \u200b")},
    "the words of another part, one posing": {"explanation": EXPLANATION.replace("wet", "w\u0435t")},
    "the words of another part in another order": {"explanation": " ".join(reversed(EXPLANATION.split()))},
    "the advice said again": {"explanation": ASKED},
    "nothing that would change our mind": {"would_change_mind": ""},
    "a short change of mind": {"would_change_mind": "Niets."},
    "a change of mind of spaces": {"would_change_mind": " " * 40},
    "a change of mind without width": {"would_change_mind": UNSEEN * 10},
    "a stock change of mind": {"would_change_mind": "Daar wordt aan gewerkt, nog te bepalen."},
    "not ours, and nobody accepted it": {"position": "not_ours"},
    "a position that is none": {"position": "overwegen"},
    "no position": {"position": ""},
}  # fmt: skip
REAL = {"position": "deviate", "reason_type": "law", "explanation": OWN, "would_change_mind": CHANGE}
COLUMNS = ("position", "reason_type", "explanation", "would_change_mind")


@dataclass(frozen=True)
class Desk:
    """A draft whose first part is done, and a second part that is still to be said."""

    answer: Answer
    first: AdvicePart
    second: AdvicePart
    draft: Draft


@pytest.fixture
def desk(frozen: Advice, request: pytest.FixtureRequest, cast: Cast) -> Desk:
    first, second = frozen.parts.all()
    asked: Asked = request.getfixturevalue("asked")
    whole: Draft = request.getfixturevalue("whole")
    partly = replace(
        whole.parts[0], position="partly", reason_type="law", explanation=EXPLANATION, would_change_mind=CHANGE
    )
    draft = replace(whole, parts=(partly, PartDraft(second.pk, **REAL)))
    answer = save(asked, cast, draft)
    PartPosition.objects.create(answer=answer, part=first, **{**REAL, "explanation": EXPLANATION})
    return Desk(answer, first, second, draft)


def through(attempts: Iterator[tuple[str, Callable[[], Any]]]) -> list[str]:
    """The names of the attempts that nobody refused; each is undone."""
    passed = []
    for name, attempt in attempts:
        try:
            with transaction.atomic():
                attempt()
                passed.append(name)
                raise Undone
        except (Undone, DatabaseError, Refusal):
            continue
    return passed


class Undone(Exception):
    """Takes back what got through."""


def attacks() -> Iterator[tuple[str, dict[str, str]]]:
    for name, changes in ATTACKS.items():
        yield name, {**REAL, **changes}


def row(desk: Desk, values: dict[str, str]) -> PartPosition:
    return PartPosition(answer=desk.answer, part=desk.second, **values)


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


INSERT = (
    "INSERT INTO answers_partposition (answer_id, part_id, position, reason_type, explanation, would_change_mind, "
    "alternative) VALUES (%s, %s, %s, %s, %s, %s, '')"
)
UPDATE = (
    "UPDATE answers_partposition SET position = %s, reason_type = %s, explanation = %s, would_change_mind = %s "
    "WHERE id = %s"
)


def test_by_hand_or_by_sql_no_row_gets_in(desk: Desk) -> None:
    def insert(values: dict[str, str]) -> None:
        sql(INSERT, desk.answer.pk, desk.second.pk, *(values[column] for column in COLUMNS))

    def tried() -> Iterator[tuple[str, Callable[[], Any]]]:
        for name, values in attacks():
            yield f"save: {name}", lambda values=values: row(desk, values).save()
            yield f"bulk_create: {name}", lambda values=values: PartPosition.objects.bulk_create([row(desk, values)])
            yield f"INSERT: {name}", lambda values=values: insert(values)
        yield "a real reason", lambda: insert(REAL)

    assert through(tried()) == ["a real reason"]


def test_by_hand_or_by_sql_no_row_is_changed_into_one(desk: Desk) -> None:
    kept = row(desk, REAL)
    kept.save()
    one = PartPosition.objects.filter(pk=kept.pk)

    def bulk_update(values: dict[str, str]) -> None:
        PartPosition.objects.bulk_update([PartPosition(pk=kept.pk, **values)], COLUMNS)

    def tried() -> Iterator[tuple[str, Callable[[], Any]]]:
        for name, values in attacks():
            changed = PartPosition(pk=kept.pk, answer=desk.answer, part=desk.second, **values)
            yield f"save: {name}", lambda changed=changed: changed.save()
            yield f"update: {name}", lambda values=values: one.update(**values)
            yield f"bulk_update: {name}", lambda values=values: bulk_update(values)
            yield f"UPDATE: {name}", lambda values=values: sql(UPDATE, *(values[name] for name in COLUMNS), kept.pk)
        # first followed without a word, then turned round without one
        yield (
            "turned round",
            lambda: (
                one.update(position="follow", explanation=""),
                one.update(position="deviate"),
            ),
        )
        yield "a real reason", lambda: one.update(explanation=f"{OWN} En het vervoer blijft.")

    assert through(tried()) == ["a real reason"]


def test_no_position_stands_at_a_part_of_another_advice(desk: Desk, other_advice_part: AdvicePart) -> None:
    values = tuple(REAL[column] for column in COLUMNS)
    tries = {
        "INSERT": lambda: sql(INSERT, desk.answer.pk, other_advice_part.pk, *values),
        "bulk_create": lambda: PartPosition.objects.bulk_create(
            [PartPosition(answer=desk.answer, part=other_advice_part, **REAL)]
        ),
        "update": lambda: desk.answer.positions.update(part=other_advice_part),
    }
    assert through(iter(tries.items())) == []


@pytest.fixture
def other_advice_part(desk: Desk) -> AdvicePart:
    advice = desk.first.advice
    other = Advice.objects.create(number="2026-ARM-77", edition=advice.edition, table=advice.table, title="Anders")
    return AdvicePart.objects.create(advice=other, order=1, text="Iets anders.")


def send(asked: Asked, cast: Cast) -> None:
    answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)


def test_the_page_and_the_action_refuse_them_all(desk: Desk, asked: Asked, cast: Cast) -> None:
    client, address = cast.client("respondent"), f"/werk/antwoorden/{asked.addressee.pk}/schrijven/"
    desk.answer.positions.all().delete()
    passed = []
    for number, (name, values) in enumerate(attacks()):
        draft = replace(desk.draft, parts=(desk.draft.parts[0], PartDraft(desk.second.pk, **values)))
        if number % 11 == 9:
            revision = Answer.objects.get().revision
            refused = client.post(address, form_of(draft, revision=revision, do="submit")).status_code == 422
        else:
            Answer.objects.update(draft=draft.as_json())
            refused = not through(iter([(name, lambda: send(asked, cast))]))
        if not refused:
            passed.append(name)
    assert (passed, PartPosition.objects.count(), Answer.objects.get().state) == ([], 0, "draft")


def test_words_of_an_earlier_answer_do_not_serve_for_another_part(published: Answer, asked: Asked, cast: Cast) -> None:
    """Asked to explain, a ministry pastes at the first part what it said of the second."""
    first, second = asked.advice.parts.all()
    Addressee.objects.filter(pk=asked.addressee.pk).update(state="clarification_due", clarification_due_on=TODAY)
    again = Answer.objects.create(addressee=asked.addressee, version=2)
    copied = {**REAL, "explanation": EXPLANATION}

    def tried() -> Iterator[tuple[str, Callable[[], Any]]]:
        yield "save", lambda: PartPosition(answer=again, part=first, **copied).save()
        yield (
            "bulk_create",
            lambda: PartPosition.objects.bulk_create([PartPosition(answer=again, part=first, **copied)]),
        )
        yield "INSERT", lambda: sql(INSERT, again.pk, first.pk, *(copied[column] for column in COLUMNS))
        yield "its own part", lambda: PartPosition(answer=again, part=second, **copied).save()

    assert through(tried()) == ["its own part"]


def test_the_interface_for_programs_only_reads(asked: Asked, cast: Cast) -> None:
    from weerklank.tracker.api import api

    paths = api.get_openapi_schema()["paths"]
    assert {method for path in paths.values() for method in path} == {"get"}
    client = cast.client("respondent")
    answers = [
        getattr(client, method)(f"/api/v1/advices/{asked.advice.number}", {"position": "deviate"}).status_code
        for method in ("post", "put", "patch", "delete")
    ]
    assert answers == [405] * 4


def test_there_is_no_admin_to_write_in(cast: Cast) -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    client = cast.client("admin")
    assert [client.get(address).status_code for address in ("/admin/", "/admin/answers/partposition/add/")] == [404] * 2


PUBLISH = "UPDATE answers_answer SET state = 'published', published_on = '2026-11-20', approved_by_id = %s"


def test_nothing_appears_that_is_not_whole(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    one = Answer.objects.filter(pk=answer.pk)
    done = {"state": "published", "published_on": TODAY, "approved_by": cast.approver}

    def without(*orders: int) -> None:
        Commitment.objects.all().delete()
        answer.positions.filter(part__order__in=orders).delete()
        one.update(**done)

    def tried() -> Iterator[tuple[str, Callable[[], Any]]]:
        yield "a part left open", lambda: without(2)
        yield "no position at all", lambda: without(1, 2)
        for column in ("summary", "child_version", "not_thought_of", "signatory"):
            for name, nothing in (("nothing", ""), ("spaces", "  \n"), ("no width", UNSEEN * 4), ("dots", "....")):
                yield (
                    f"{column}: {name}",
                    lambda column=column, nothing=nothing: one.update(**done, **{column: nothing}),
                )
        yield "the same words twice", lambda: one.update(**done, child_version=f"{whole.summary.upper()} {UNSEEN}")
        yield "by one person", lambda: one.update(**{**done, "approved_by": answer.written_by})
        yield "by nobody", lambda: one.update(**{**done, "approved_by": None})
        yield (
            "INSERT",
            lambda: Answer.objects.bulk_create(
                [
                    Answer(
                        addressee=asked.other, written_by=cast.respondent, **done,
                        **{name: getattr(whole, name) for name in ("summary", "child_version", "not_thought_of", "signatory")},
                    )
                ]
            ),
        )  # fmt: skip
        yield "whole", lambda: sql(f"{PUBLISH} WHERE id = %s", cast.approver.pk, answer.pk)

    assert through(tried()) == ["whole"]


def test_what_was_asked_of_whom_is_not_made_smaller(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer, one = submit(asked, cast, whole), Addressee.objects.filter(pk=asked.addressee.pk)
    other = Advice.objects.create(number="2026-ARM-78", edition=asked.advice.edition, title="Zonder onderdelen")
    tries = {
        "only what was taken over": lambda: one.update(by_transfer=True),
        "another advice": lambda: one.update(advice=other),
        "another ministry": lambda: sql(
            "UPDATE answers_addressee SET organisation_id = %s WHERE id = %s",
            cast.outsider.organisation_id, asked.addressee.pk,
        ),
        "the answer moved": lambda: Answer.objects.filter(pk=answer.pk).update(addressee=asked.other, version=7),
        "the rest may change": lambda: one.update(note="Er is gebeld."),
    }  # fmt: skip
    assert through(iter(tries.items())) == ["the rest may change"]


def test_the_approvers_page_publishes_nothing_that_was_changed_below_it(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    Commitment.objects.all().delete()
    answer.positions.filter(position="deviate").delete()
    with pytest.raises((Refusal, DatabaseError)), transaction.atomic():
        approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)
    assert Answer.objects.get().state == "submitted"


def test_what_is_published_is_not_undone_behind_its_back(published: Answer, asked: Asked) -> None:
    position = published.positions.get(position="deviate")
    draft = Answer.objects.create(addressee=asked.other)
    tries = {
        "delete": lambda: PartPosition.objects.filter(pk=position.pk).delete(),
        "DELETE": lambda: sql("DELETE FROM answers_partposition WHERE id = %s", position.pk),
        "moved away": lambda: PartPosition.objects.filter(pk=position.pk).update(answer=draft),
        "unpublished": lambda: Answer.objects.filter(pk=published.pk).update(state="draft"),
        "emptied": lambda: Answer.objects.filter(pk=published.pk).update(not_thought_of="x"),
        "removed": lambda: Answer.objects.filter(pk=published.pk).delete(),
    }
    assert through(iter(tries.items())) == []


def test_what_is_published_is_not_replaced(published: Answer, asked: Asked) -> None:
    """Each database has a way of its own to write over a row that stands there."""
    position = published.positions.get(position="deviate")
    draft = Answer.objects.create(addressee=asked.other)
    is_sqlite = connection.vendor == "sqlite"
    replace_, over = ("REPLACE", "") if is_sqlite else ("INSERT", " ON CONFLICT (id) DO UPDATE SET {}")
    columns = "id, answer_id, part_id, position, reason_type, explanation, would_change_mind, alternative"
    answers = (
        "id, addressee_id, version, state, summary, child_version, reading_note, panel_check, not_thought_of, "
        "since_then, signatory, returned_note, draft, revision"
    )
    empty = "'draft', '', '', '', 'not_checked', '', '', '', '', '{}', 0"
    by_version = over.replace("(id)", "(addressee_id, version)").format("state = 'draft'")
    tries = {
        "a position": lambda: sql(
            f"{replace_} INTO answers_partposition ({columns}) SELECT id, %s, part_id, position, reason_type, explanation, "
            f"would_change_mind, alternative FROM answers_partposition WHERE id = %s{over.format('alternative = chr(65)')}",
            draft.pk, position.pk,
        ),
        "an answer": lambda: sql(
            f"{replace_} INTO answers_answer ({answers}) VALUES (%s, %s, 9, {empty}){over.format('summary = chr(65)')}",
            published.pk, asked.addressee.pk,
        ),
        "an answer under its version": lambda: sql(
            f"{replace_} INTO answers_answer ({answers}) VALUES (999, %s, 1, {empty}){by_version}",
            asked.addressee.pk,
        ),
        "a draft": lambda: sql(
            f"{replace_} INTO answers_answer ({answers}) VALUES (%s, %s, 9, {empty}){over.format('summary = chr(65)')}",
            draft.pk, asked.other.pk,
        ),
    }  # fmt: skip
    if is_sqlite:
        # as a program opens the file that does not know our settings
        sql("PRAGMA recursive_triggers = OFF")
    try:
        assert through(iter(tries.items())) == ["a draft"]
    finally:
        if is_sqlite:
            sql("PRAGMA recursive_triggers = ON")


def test_a_promise_is_not_taken_back_without_a_reason(published: Answer, cast: Cast) -> None:
    promise = Commitment.objects.get()
    one = Commitment.objects.filter(pk=promise.pk)

    def told(text: str) -> None:
        ProgressUpdate.objects.bulk_create(
            [ProgressUpdate(commitment=promise, date=TODAY, state="withdrawn", text=text)]
        )
        one.update(state="withdrawn")

    tries = {
        "no word": lambda: one.update(state="withdrawn"),
        "UPDATE": lambda: sql("UPDATE answers_commitment SET state = 'withdrawn' WHERE id = %s", promise.pk),
        "a stock phrase": lambda: told(STOCK),
        "no width": lambda: told(UNSEEN * 30),
        "a reason": lambda: told(OWN),
    }
    assert through(iter(tries.items())) == ["a reason"]
    form = {"state": "withdrawn", "text": STOCK, "child_text": "", "evidence_url": ""}
    answer = cast.client("respondent").post(f"/werk/toezeggingen/{promise.slug}/", form)
    promise.refresh_from_db()
    assert (answer.status_code, promise.state) == (422, "agreed")


def test_more_time_is_given_once_by_whatever_way(asked: Asked) -> None:
    assert asked.addressee.due_on is not None
    one = Addressee.objects.filter(pk=asked.addressee.pk)
    one.update(extended_to="2027-03-01", extension_reason="De Raad adviseert ons pas op 1 maart.")
    tries = {
        "again": lambda: one.update(extended_to="2027-04-01"),
        "taken back": lambda: one.update(extended_to=None),
        "another reason": lambda: one.update(extension_reason="Toch iets anders."),
        "UPDATE": lambda: sql(
            "UPDATE answers_addressee SET extended_to = '2027-04-01' WHERE id = %s", asked.addressee.pk
        ),
        "the rest may change": lambda: one.update(note="Er is gebeld."),
    }
    assert through(iter(tries.items())) == ["the rest may change"]


TEXTS = (
    *(changes.get("explanation", "") for changes in ATTACKS.values()),
    *(OWN, EXPLANATION, CHANGE, ASKED),
    'Coördinatie: "één" \\ en \u2028 nog\x1fwat / ’s avonds\r\nAÇÃO ŁÓDŹ ﬁets',
)  # fmt: skip


def test_the_databases_count_as_we_do() -> None:
    """Else a form would let through what the database refuses, and somebody would see a fault."""
    vendor = connection.vendor
    told, alike = telling.sql_telling(vendor, "s.x"), telling.sql_adds_nothing(vendor, "s.x", "s.y")
    with connection.cursor() as cursor:
        for text in TEXTS:
            cursor.execute(
                f"SELECT {told.replace('%', '%%')}, {alike.replace('%', '%%')} "
                "FROM (SELECT CAST(%s AS text) AS x, CAST(%s AS text) AS y) s",
                [text, EXPLANATION],
            )
            counted, same = cursor.fetchone()
            expected = (len(telling.telling_words(text)), telling.adds_nothing(text, EXPLANATION))
            assert (counted, bool(same)) == expected, text


def test_the_database_knows_the_phrases_of_today() -> None:
    """Who adds a stock phrase also writes the migration that lays these rules again."""
    for rule in REASONS_ARE_REAL:
        statement = rule.create(connection.vendor)[1]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [rule.name])
                assert cursor.fetchone()[0] == statement
            else:
                cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [rule.name])
                assert cursor.fetchone()[0] in statement


def test_the_rule_is_never_milder_than_the_database() -> None:
    for name, values in attacks():
        if values["position"] in ("deviate",) and values["explanation"] not in (EXPLANATION, ASKED):
            poor = len(telling.telling_words(values["explanation"])) < telling.LEAST_TELLING
            assert not poor or reasons.flaws(**values), name
