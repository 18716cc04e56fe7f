"""The same text with a comma, a slip of the pen or another word is found; another idea in the same shape is not."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from weerklank.participation.models import Consultation, Contribution, EntryPoint
from weerklank.participation.near_duplicates import Near, group
from weerklank.participation.queries import near_duplicates as queries


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gratis zwemmen voor iedereen", "gratis zwemen voor iederen!"),
        ("ja", "JA!!"),
        (
            "Ik wil dat de schoolreis gratis is voor alle kinderen",
            "ik wil dat de schoolreis gratis wordt voor alle kinderen.",
        ),
        ("Meer geld voor jeugdzorg, want mijn zus wacht al een jaar", "meer geld voor jeugdzorg want mn zus wacht al een jaar"),
        ("Een café waar je mag zijn zonder iets te kopen", "Een cafe waar je mag zijn, zonder iets te kopen"),
        ("Мені потрібен друг у школі", "Мені потрібен друг у школі!"),
        ("أريد مدرسة قريبة من بيتي", "أريد مدرسة قريبة من بيتنا"),
    ],
)  # fmt: skip
def test_the_same_text_with_a_small_change_is_one(one: str, other: str) -> None:
    assert group([("a", one), ("b", other)]) == {"a": Near(2, "a"), "b": Near(2, "a")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De schoolreis moet gratis", "De sportclub moet gratis"),
        ("Ik wil een hond op school", "Ik wil meer gym op school"),
        ("ja", "nee"),
        ("ik ben bang voor mijn vader", "ik ben blij met mijn vader en moeder"),
    ],
)
def test_another_idea_in_the_same_shape_is_another(one: str, other: str) -> None:
    assert group([("a", one), ("b", other)]) == {"a": Near(1, "a"), "b": Near(1, "b")}


def test_nothing_given_is_nothing_found() -> None:
    assert group([]) == {}


def test_a_flood_of_variants_is_told_and_ordinary_texts_among_it_stand_alone() -> None:
    draw = Random(5)
    said = ["".join(draw.choices("abcdefghijklmnoprstuvwz", k=draw.randint(3, 9))) for _ in range(400)]
    sentence = "de overheid moet alle plannen van deze actie nu meteen uitvoeren want dat wil iedereen"
    call = sentence.split()
    texts = [(f"kind {number}", " ".join(draw.sample(said, 12))) for number in range(200)]
    for number in range(400):
        changed = [draw.choice(said) if place == number % len(call) else word for place, word in enumerate(call)]
        texts.append((f"actie {number}", " ".join(changed)))
    draw.shuffle(texts)
    found = group(texts)
    assert {key for key, near in found.items() if near.size >= 10} == {key for key, _ in texts if key[:5] == "actie"}
    assert {near.size for key, near in found.items() if key[:4] == "kind"} == {1}


def test_the_same_texts_give_the_same_groups() -> None:
    texts = [(number, f"idee over sport nummer {number % 7} in onze buurt") for number in range(50)]
    assert group(texts) == group(texts)


def _say(
    consultation: Consultation, text: str, entry_point: EntryPoint | None, state: str = "received"
) -> Contribution:
    return Contribution.objects.create(
        consultation=consultation,
        original="" if state == "withdrawn" else text,
        received_on=date(2026, 11, 20),
        submission_key=f"{text}-{Contribution.objects.count()}",
        entry_point=entry_point,
        state=state,
    )


@pytest.mark.django_db
def test_the_queue_reads_how_many_are_alike_and_who_stands_first(
    consultation: Consultation, entry_point: EntryPoint
) -> None:
    alike = [_say(consultation, "Gratis zwemmen voor iedereen" + sign, entry_point) for sign in ("", "!", ".")]
    alone = _say(consultation, "Een hond op school", entry_point)
    gone = _say(consultation, "Gratis zwemmen voor iedereen", entry_point, "withdrawn")
    found = queries.of(consultation)
    first = min(one.pk for one in alike)
    assert found == {one.pk: Near(3, first) for one in alike} | {alone.pk: Near(1, alone.pk)}
    assert found.get(gone.pk) is None
    later = _say(consultation, "gratis zwemmen voor iedereen", entry_point)
    assert queries.of(consultation)[later.pk].size == 4


@pytest.mark.django_db
def test_a_campaign_is_counts_by_code_and_by_the_open_link_and_never_their_sum(
    consultation: Consultation, entry_point: EntryPoint
) -> None:
    open_link = EntryPoint.objects.create(
        consultation=consultation, kind="open", valid_from=date(2026, 11, 1), valid_to=date(2027, 1, 1)
    )
    for number in range(14):
        _say(consultation, f"Alle scholen moeten een rustige plek krijgen {number}", open_link)
    for number in range(3):
        _say(consultation, f"Alle scholen moeten een rustige plek krijgen {number}", entry_point)
    for _ in range(9):
        _say(consultation, "Een hond op school", entry_point)
    assert queries.campaigns(consultation) == (queries.Campaign(by_code=3, groups=1, by_self_made=0, by_open_link=14),)


def test_words_sent_twice_the_same_way_are_each_others_copy_and_the_open_link_joins_nobody(
    consultation, entry_point
) -> None:
    door = EntryPoint.objects.create(
        consultation=consultation, kind="open", valid_from=date(2026, 11, 1), valid_to=date(2026, 12, 1)
    )

    def sent(text: str, entry: EntryPoint, key: str, **more: object) -> Contribution:
        return Contribution.objects.create(
            consultation=consultation, original=text, entry_point=entry, received_on=date(2026, 11, 18),
            submission_key=key, **more,
        )  # fmt: skip

    one = sent("Meer bomen!", entry_point, "a")
    two = sent("méér  BOMEN", entry_point, "b")
    sent("meer bomen", door, "c")
    sent("Meer bomen.", door, "d")
    sent("meer bomen", entry_point, "e", state="not_published", decline_reason="copy", reason_for_child="Zin.")
    assert queries.copies(consultation) == {one.pk: two.pk, two.pk: one.pk}
