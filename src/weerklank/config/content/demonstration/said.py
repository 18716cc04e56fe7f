"""More made-up sentences and voices on the question that is over: nearly all alike, apart, and too few to be told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from weerklank.config.content.demonstration.scene import Scene
from weerklank.findings import translated
from weerklank.findings.models import Group, GroupMembership, GroupText
from weerklank.participation.models import Consultation, ConsultationText, MadeBy, Statement, StatementText, Vote

_QUESTION = {
    "en": "What has to change so that every child can join in?",
    "ar": "ما الذي يجب أن يتغير ليستطيع كل طفل أن يشارك؟",
    "uk": "Що треба змінити, щоб кожна дитина могла брати участь?",
}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, out of which group it came, and who answered: agree, disagree and pass, by code and by the open link."""

    text: str
    group: str
    by_code: tuple[int, int, int] = (0, 0, 0)
    by_link: tuple[int, int, int] = (0, 0, 0)
    origin: str = "editor"
    texts: tuple[str, str, str] = ("", "", "")


_ASKED = (
    _Sentence(
        "De schoolreis moet voor iedereen gratis zijn.",
        "Dingen die geld kosten op school",
        by_link=(62, 14, 0),
        texts=(
            "The school trip must be free for everybody.",
            "يجب أن تكون الرحلة المدرسية مجانية للجميع.",
            "Шкільна екскурсія має бути безкоштовною для всіх.",
        ),
    ),
    _Sentence(
        "Wie hulp krijgt, kan dat geheim houden.",
        "Hulp vragen zonder dat iedereen het ziet",
        texts=(
            "Whoever gets help can keep that secret.",
            "من يتلقى المساعدة يستطيع أن يبقي ذلك سراً.",
            "Хто отримує допомогу, може тримати це в таємниці.",
        ),
    ),
    _Sentence(
        "Sportclubs vragen te veel geld.",
        "Dingen die geld kosten op school",
        by_link=(14, 51, 11),
        texts=(
            "Sports clubs ask too much money.",
            "النوادي الرياضية تطلب مالاً كثيراً.",
            "Спортивні клуби просять забагато грошей.",
        ),
    ),
    _Sentence(
        "Volwassenen moeten eerst vragen wat kinderen helpt.",
        "Eerst aan kinderen vragen",
        by_code=(151, 4, 5),
        origin="child_edited",
        texts=(
            "Adults must first ask what helps children.",
            "على الكبار أن يسألوا أولاً عما يساعد الأطفال.",
            "Дорослі мають спершу запитати, що допомагає дітям.",
        ),
    ),
    _Sentence(
        "Kinderen sparen zelf voor de schoolreis.",
        "Dingen die geld kosten op school",
        by_code=(14, 131, 15),
        texts=(
            "Children save up for the school trip themselves.",
            "يدّخر الأطفال بأنفسهم للرحلة المدرسية.",
            "Діти самі заощаджують на шкільну екскурсію.",
        ),
    ),
    _Sentence("Help ook met de dokter voor een huisdier.", "Een huisdier", by_code=(4, 2, 1)),
)
_LANGUAGES = ("en", "ar", "uk")
# the name and the summary of a group; what one child said is left in Dutch, so that one sees how that is told
_GROUPS = {
    "Dingen die geld kosten op school": (
        ("Things that cost money at school", "Children name the school trip, things and food."),
        ("أشياء تكلّف مالاً في المدرسة", "يذكر الأطفال الرحلة المدرسية والأغراض والطعام."),
        ("Речі, які коштують грошей у школі", "Діти називають екскурсію, речі та їжу."),
    ),
    "Hulp vragen zonder dat iedereen het ziet": (
        ("Asking for help without everybody seeing it", "Children are ashamed and want to be able to ask quietly."),
        ("طلب المساعدة دون أن يرى الجميع", "يخجل الأطفال ويريدون أن يطلبوا ذلك بهدوء."),
        ("Просити допомоги так, щоб не всі бачили", "Діти соромляться і хочуть мати змогу просити тихо."),
    ),
    "Eerst aan kinderen vragen": (
        ("Ask children first", "Children want adults to ask them first."),
        ("سؤال الأطفال أولاً", "يريد الأطفال أن يسألهم الكبار أولاً."),
        ("Спершу запитати дітей", "Діти хочуть, щоб дорослі спершу запитували їх."),
    ),
}


def lay_said(scene: Scene, consultation: Consultation) -> None:
    """Before the count: sentences with where they came from, and votes by each way in."""
    _lay_translated_groups(scene, consultation)
    for language, question in _QUESTION.items():
        scene.layer.once(
            ConsultationText,
            {"consultation": consultation, "language": language},
            {"question": question, "made_by": MadeBy.MACHINE},
        )
    for order, row in enumerate(_ASKED, start=1):
        statement = scene.layer.once(
            Statement,
            {"consultation": consultation, "text": row.text},
            {"state": "closed", "order": order, "origin": row.origin},
        )
        source = GroupMembership.objects.filter(
            group__consultation=consultation, group__title=row.group, contribution__return_code=None
        ).order_by("pk")
        if (first := source.first()) and not statement.sources.exists():
            statement.sources.add(first.contribution)
        for language, text in zip(_LANGUAGES, row.texts, strict=True):
            if text:
                scene.layer.once(
                    StatementText,
                    {"statement": statement, "language": language},
                    {"text": text, "made_by": MadeBy.MACHINE},
                )
        for channel, counts in (("code", row.by_code), ("open", row.by_link)):
            if any(counts) and not statement.votes.filter(channel=channel).exists():
                Vote.objects.bulk_create(_votes(statement, channel, counts))


def _lay_translated_groups(scene: Scene, consultation: Consultation) -> None:
    """The names of groups in three languages, made by a computer and read by nobody."""
    for group in Group.objects.filter(consultation=consultation, title__in=_GROUPS):
        for language, (title, summary) in zip(_LANGUAGES, _GROUPS[group.title], strict=True):
            scene.layer.once(
                GroupText,
                {"group": group, "language": language},
                {
                    "title": title,
                    "summary": summary if group.summary else "",
                    "made_by": MadeBy.MACHINE,
                    "made_from": translated.fingerprint(group),
                },
            )


def _votes(statement: Statement, channel: str, counts: tuple[int, int, int]) -> list[Vote]:
    values = [value for value, count in zip(("agree", "disagree", "pass"), counts, strict=True) for _ in range(count)]
    seeds = (f"demonstratie {channel} {statement.text} {voter}" for voter in range(len(values)))
    return [
        Vote(statement=statement, voter_hash=hashlib.sha256(seed.encode()).hexdigest(), value=value, channel=channel)
        for seed, value in zip(seeds, values, strict=True)
    ]
