"""What the database itself refuses about answers: a published one changes no more, and it appears only when whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from weerklank.advices.triggers import Rule
from weerklank.answers import telling


def _published(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM answers_answer a WHERE a.id = {row}.answer_id AND a.state = 'published')"


_RAISED_BEFORE_WITHOUT_ACCOUNT = (
    "(NEW.since_then = '' AND EXISTS (SELECT 1 FROM answers_addressee d JOIN advices_advice v ON v.id = d.advice_id "
    "WHERE d.id = NEW.addressee_id AND v.raised_before_id IS NOT NULL))"
)
# an organisation that took over parts of another answers those parts, and no others
_PART_WITHOUT_POSITION = (
    "EXISTS (SELECT 1 FROM advices_advicepart p JOIN answers_addressee d ON d.advice_id = p.advice_id "
    "WHERE d.id = NEW.addressee_id AND (NOT d.by_transfer OR EXISTS (SELECT 1 FROM answers_transfer t "
    "WHERE t.part_id = p.id AND t.to_id = d.organisation_id AND t.state = 'accepted')) AND NOT EXISTS "
    "(SELECT 1 FROM answers_partposition s WHERE s.answer_id = NEW.id AND s.part_id = p.id))"
)
_NOT_WHOLE = f"NEW.state = 'published' AND ({_PART_WITHOUT_POSITION} OR {_RAISED_BEFORE_WITHOUT_ACCOUNT})"

PUBLISHED_ANSWER = (
    Rule("answers_answer_no_update", "answers_answer", "UPDATE", "OLD.state = 'published'"),
    Rule("answers_answer_no_delete", "answers_answer", "DELETE", "OLD.state = 'published'"),
    Rule("answers_whole_when_published", "answers_answer", "UPDATE", _NOT_WHOLE),
    Rule("answers_whole_when_new", "answers_answer", "INSERT", _NOT_WHOLE),
    Rule("answers_position_new", "answers_partposition", "INSERT", _published("NEW")),
    Rule("answers_position_text", "answers_partposition", "UPDATE", f"{_published('OLD')} OR {_published('NEW')}"),
    Rule("answers_position_stays", "answers_partposition", "DELETE", _published("OLD")),
    Rule(
        "answers_translation_text",
        "answers_answertext",
        "UPDATE",
        f"{_published('OLD')} AND (NEW.child_version <> OLD.child_version OR NEW.language <> OLD.language "
        "OR NEW.answer_id <> OLD.answer_id)",
    ),
    Rule("answers_translation_stays", "answers_answertext", "DELETE", _published("OLD")),
)


def _proven(table: str, thing: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {table} r WHERE r.{thing}_id = NEW.id AND r.state = NEW.state AND r.evidence_url <> '')"
    )


_DELIVERED = f"NEW.state IN ('delivered', 'evaluated') AND NOT {_proven('answers_actionstep', 'action')}"
DONE_WITH_EVIDENCE = (
    # the row with the proof comes first; what is done without one never was
    Rule(
        "answers_promise_kept",
        "answers_commitment",
        "UPDATE",
        "NEW.state IN ('partly', 'done') AND OLD.state <> NEW.state AND NEW.fulfilled_by_url = '' "
        f"AND NOT {_proven('answers_progressupdate', 'commitment')}",
    ),
    Rule("answers_action_delivered", "answers_action", "UPDATE", f"OLD.state <> NEW.state AND {_DELIVERED}"),
    Rule("answers_action_new_delivered", "answers_action", "INSERT", _DELIVERED),
)

_KEPT = "NEW.state IN ('partly', 'done', 'confirmed') AND NEW.fulfilled_by_url = ''"
# confirmed by children is said of what was done: the proof is the one that it was done with
_KEPT_PROOF = (
    "EXISTS (SELECT 1 FROM answers_progressupdate r WHERE r.commitment_id = NEW.id AND r.evidence_url <> '' "
    "AND (r.state = NEW.state OR (NEW.state = 'confirmed' AND r.state = 'done')))"
)


def _by_two_people(table: str) -> tuple[Rule, ...]:
    return (
        Rule(
            f"{table}_proposer_stays",
            table,
            "UPDATE",
            "OLD.proposed_by_id IS NOT NULL AND (NEW.proposed_by_id IS NULL OR "
            "(NEW.state <> 'suggested' AND NEW.proposed_by_id <> OLD.proposed_by_id))",
        ),
        Rule(
            f"{table}_decided_by_somebody",
            table,
            "UPDATE",
            "NEW.state <> 'suggested' AND NEW.decided_by_id IS NULL "
            "AND (OLD.state <> NEW.state OR OLD.decided_by_id IS NOT NULL)",
        ),
    )


KEPT_AND_REMEMBERED = (
    Rule("answers_promise_new_kept", "answers_commitment", "INSERT", _KEPT),
    Rule(
        "answers_promise_stays_proven",
        "answers_commitment",
        "UPDATE",
        f"{_KEPT} AND (OLD.state <> NEW.state OR OLD.fulfilled_by_url <> '') AND NOT {_KEPT_PROOF}",
    ),
    # what was said of a promise or an action on a day stays said; nothing in Weerklank removes either
    *(
        Rule(f"{table}_no_{event.lower()}", table, event, "1 = 1")
        for table in ("answers_progressupdate", "answers_actionstep")
        for event in ("UPDATE", "DELETE")
    ),
    *(
        rule
        for table in ("answers_commitmentlink", "answers_actionlink", "answers_actioncommitment")
        for rule in _by_two_people(table)
    ),
)


WHAT_WENT_ON_STAYS = (
    # 'not ours' stands on an acceptance: that is never taken back
    Rule("answers_transfer_stays", "answers_transfer", "UPDATE", "OLD.state <> 'proposed'"),
    Rule("answers_transfer_is_kept", "answers_transfer", "DELETE", "1 = 1"),
    Rule("answers_carried_stays", "answers_carriedover", "UPDATE", "1 = 1"),
    Rule("answers_carried_is_kept", "answers_carriedover", "DELETE", "1 = 1"),
)


@dataclass(frozen=True, slots=True)
class SpokenRule(Rule):
    """A refusal whose condition the two databases say in different words."""

    said: Callable[[str], str]

    def create(self, vendor: str) -> list[str]:
        return Rule(self.name, self.table, self.event, self.said(vendor)).create(vendor)


def _spoken(name: str, table: str, event: str, said: Callable[[str], str]) -> SpokenRule:
    return SpokenRule(name, table, event, "", said)


def _too_poor(vendor: str) -> str:
    explained = telling.sql_telling(vendor, "NEW.explanation")
    changing = telling.sql_telling(vendor, "NEW.would_change_mind")
    return (
        f"NEW.position <> 'follow' AND ({explained} < {telling.LEAST_TELLING} "
        f"OR {changing} < {telling.LEAST_TELLING_CHANGE})"
    )


def _copied(vendor: str) -> str:
    # said at another part, in this answer or in an earlier one of the same addressee
    beside = (
        "EXISTS (SELECT 1 FROM answers_partposition p JOIN answers_answer a ON a.id = p.answer_id "
        "WHERE p.part_id <> NEW.part_id AND p.position <> 'follow' AND a.addressee_id = "
        "(SELECT n.addressee_id FROM answers_answer n WHERE n.id = NEW.answer_id) "
        f"AND {telling.sql_adds_nothing(vendor, 'NEW.explanation', 'p.explanation')})"
    )
    asked = (
        "EXISTS (SELECT 1 FROM advices_advicepart p WHERE p.advice_id = "
        "(SELECT n.advice_id FROM advices_advicepart n WHERE n.id = NEW.part_id) "
        f"AND {telling.sql_adds_nothing(vendor, 'NEW.explanation', 'p.text')})"
    )
    return f"NEW.position <> 'follow' AND ({beside} OR {asked})"


def _withdrawn_for_nothing(vendor: str) -> str:
    told = telling.sql_telling(vendor, "NEW.text")
    return f"NEW.state = 'withdrawn' AND NEW.said_by = 'promiser' AND {told} < {telling.LEAST_TELLING}"


def _unreadable(vendor: str) -> str:
    readable = " AND ".join(
        telling.sql_has_letters(vendor, f"NEW.{column}")
        for column in ("summary", "child_version", "not_thought_of", "signatory")
    )
    copied = telling.sql_same_words(vendor, "NEW.child_version", "NEW.summary")
    since = telling.sql_has_letters(vendor, "NEW.since_then")
    return (
        f"NEW.state = 'published' AND (NOT ({readable}) OR {copied} OR (NOT {since} AND EXISTS "
        "(SELECT 1 FROM answers_addressee d JOIN advices_advice v ON v.id = d.advice_id "
        "WHERE d.id = NEW.addressee_id AND v.raised_before_id IS NOT NULL)))"
    )


_NOT_OURS = (
    "NEW.position = 'not_ours' AND NOT EXISTS (SELECT 1 FROM answers_transfer t JOIN answers_answer a "
    "ON a.addressee_id = t.addressee_id WHERE a.id = NEW.answer_id AND t.part_id = NEW.part_id AND t.state = 'accepted')"
)
_OF_ANOTHER_ADVICE = (
    "NOT EXISTS (SELECT 1 FROM advices_advicepart p JOIN answers_addressee d ON d.advice_id = p.advice_id "
    "JOIN answers_answer a ON a.addressee_id = d.id WHERE p.id = NEW.part_id AND a.id = NEW.answer_id)"
)
REASONS_ARE_REAL = (
    *(
        rule
        for event in ("INSERT", "UPDATE")
        for rule in (
            _spoken(f"answers_reason_tells_{event.lower()}", "answers_partposition", event, _too_poor),
            _spoken(f"answers_reason_is_its_own_{event.lower()}", "answers_partposition", event, _copied),
            Rule(f"answers_not_ours_{event.lower()}", "answers_partposition", event, _NOT_OURS),
            Rule(f"answers_own_part_{event.lower()}", "answers_partposition", event, _OF_ANOTHER_ADVICE),
            _spoken(f"answers_readable_{event.lower()}", "answers_answer", event, _unreadable),
        )
    ),
    _spoken("answers_withdrawn_with_reason", "answers_progressupdate", "INSERT", _withdrawn_for_nothing),
    Rule(
        "answers_withdrawn_is_told",
        "answers_commitment",
        "UPDATE",
        "NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM answers_progressupdate r "
        "WHERE r.commitment_id = NEW.id AND r.state = 'withdrawn')",
    ),
    # more time can be asked once: what was given stays as it was given
    Rule(
        "answers_extended_once",
        "answers_addressee",
        "UPDATE",
        "OLD.extended_to IS NOT NULL AND (NEW.extended_to IS NULL OR NEW.extended_to <> OLD.extended_to "
        "OR NEW.extension_reason <> OLD.extension_reason)",
    ),
)
# on SQLite a REPLACE takes away what stood there without asking
PUBLISHED_ANSWER_STANDS = (
    "stands.state = 'published' AND (stands.id = NEW.id OR "
    "(stands.addressee_id = NEW.addressee_id AND stands.version = NEW.version))"
)
PUBLISHED_POSITION_STANDS = f"{_published('stands')} AND stands.id = NEW.id"
# an answer cannot be freed from a part by asking somebody else, another advice, or only what was taken over
ASKED_STAYS_ASKED = (
    Rule(
        "answers_addressee_stays",
        "answers_addressee",
        "UPDATE",
        "OLD.due_on IS NOT NULL AND (NEW.advice_id <> OLD.advice_id OR NEW.organisation_id <> OLD.organisation_id "
        "OR NEW.by_transfer <> OLD.by_transfer)",
    ),
    Rule("answers_answer_stays_with_it", "answers_answer", "UPDATE", "NEW.addressee_id <> OLD.addressee_id"),
)

RULES = (
    *PUBLISHED_ANSWER,
    *DONE_WITH_EVIDENCE,
    *KEPT_AND_REMEMBERED,
    *WHAT_WENT_ON_STAYS,
    *REASONS_ARE_REAL,
    *ASKED_STAYS_ASKED,
)
