"""What should become of one advice, written down apart from the code: two ministries, two parts, a panel and an organiser.

Nothing of the platform is imported here. Every deed says whether it may be done, and if so what stands afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

OPEN = {"awaiting", "acknowledged", "drafting", "in_approval"}
BEFORE = {"awaiting", "acknowledged", "drafting"}
ACTIVE = {"agreed", "on_track", "at_risk", "partly"}
TO = {
    "on_track": {"agreed", "at_risk", "on_track"},
    "at_risk": {"agreed", "on_track", "at_risk"},
    "partly": {"agreed", "on_track", "at_risk", "partly"},
    "done": ACTIVE,
    "withdrawn": ACTIVE,
    "agreed": {"partly", "done", "disputed", "withdrawn", "lapsed"},
}
TERM = 91
ALL = frozenset({1, 2})
EMPTY = "empty promise"
"""Who follows, and promises nothing new."""
PAST = "past promise"
"""Who follows, and promises it for a day that has been: no whole answer."""


@dataclass
class Answer:
    state: str
    positions: dict[int, str]
    judged: str = ""

    def shown(self) -> dict[int, str]:
        """What the ministry does with each part; nothing while it is still writing."""
        return (
            {}
            if self.state == "draft"
            else {part: "follow" if said == EMPTY else said for part, said in self.positions.items()}
        )


@dataclass
class Asked:
    """One ministry that must answer."""

    state: str
    due: date
    lead: bool
    took: bool = False
    extended: date | None = None
    explain_by: date | None = None
    answers: list[Answer] = field(default_factory=list)
    carried: bool = False

    def late(self, today: date) -> int:
        return max(0, (today - (self.extended or self.due)).days) if self.state in OPEN else 0


@dataclass
class Offer:
    giver: str
    part: int
    to: str
    state: str = "proposed"


@dataclass
class Promise:
    by: str
    state: str
    last_word: date
    carried: bool = False
    part: int = 0

    def silent(self, today: date) -> bool:
        return self.state in ACTIVE and (today - self.last_word).days > 120


@dataclass
class Life:
    """Everything that counts of one history."""

    today: date
    asked: dict[str, Asked]
    edition: str = "handed_over"
    offers: list[Offer] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)

    # -- what can be seen ----------------------------------------------------------------------------------------

    def parts_of(self, name: str) -> frozenset[int]:
        if not self.asked[name].took:
            return ALL
        return frozenset(one.part for one in self.offers if one.to == name and one.state == "accepted")

    def _given(self, name: str, part: int, *, but: str = "declined") -> bool:
        return any(one.giver == name and one.part == part and one.state not in (but, "declined") for one in self.offers)

    def open_questions(self) -> list[str]:
        return sorted(
            name for name, one in self.asked.items() if one.state in OPEN | {"clarification_due"} and not one.carried
        )

    def nobody_answers(self) -> list[int]:
        """Parts that no answer speaks of, no clock runs for, and no next edition holds."""
        return [
            part
            for part in sorted(ALL)
            if not any(
                part in self.parts_of(name)
                and (
                    one.state in OPEN
                    and not any(o.giver == name and o.part == part and o.state == "accepted" for o in self.offers)
                    or any(
                        a.state == "published" and a.positions.get(part, "not_ours") != "not_ours" for a in one.answers
                    )
                )
                for name, one in self.asked.items()
            )
        ]

    # -- what people do; True where it may be done ---------------------------------------------------------------

    def acknowledge(self, name: str) -> bool:
        one = self.asked.get(name)
        if one is None or one.state != "awaiting":
            return False
        one.state = "acknowledged"
        return True

    def extend(self, name: str, days: int, *, reason: bool) -> bool:
        one = self.asked.get(name)
        if one is None or one.extended or one.state not in OPEN or self.today > one.due or not reason:
            return False
        if not 1 <= days <= 91:
            return False
        one.extended = one.due + timedelta(days=days)
        return True

    def save(self, name: str, positions: dict[int, str]) -> bool:
        one = self.asked.get(name)
        if one is None or one.state == "transferred":
            return False
        last = one.answers[-1] if one.answers else None
        if last and last.state == "submitted":
            return False
        if last and last.state == "published" and one.state != "clarification_due":
            return False
        if last is None or last.state == "published":
            last = Answer("draft", {})
            one.answers.append(last)
        last.positions = dict(positions)
        if one.state in ("awaiting", "acknowledged"):
            one.state = "drafting"
        return True

    def _whole(self, name: str, positions: dict[int, str]) -> bool:
        for part in self.parts_of(name):
            said = positions.get(part, "")
            if said == "not_ours":
                if not any(o.giver == name and o.part == part and o.state == "accepted" for o in self.offers):
                    return False
            elif said == EMPTY:
                # an explanation afterwards keeps what was promised before, unless that was withdrawn
                if not any(one.by == name and one.part == part and one.state != "withdrawn" for one in self.promises):
                    return False
            elif said not in ("follow", "deviate"):
                return False
        return True

    def submit(self, name: str) -> bool:
        one = self.asked.get(name)
        if one is None or not one.answers or one.answers[-1].state != "draft" or one.state == "transferred":
            return False
        if not self._whole(name, one.answers[-1].positions):
            return False
        one.answers[-1].state = "submitted"
        own = self.parts_of(name)
        one.answers[-1].positions = {part: said for part, said in one.answers[-1].positions.items() if part in own}
        if one.state != "clarification_due":
            one.state = "in_approval"
        for offer in self.offers:
            if offer.giver == name and offer.state == "proposed":
                offer.state = "declined"
        return True

    def send_back(self, name: str, *, note: bool) -> bool:
        one = self.asked.get(name)
        if one is None or not one.answers or one.answers[-1].state != "submitted" or not note:
            return False
        one.answers[-1].state = "draft"
        if one.state == "in_approval":
            one.state = "drafting"
        return True

    def publish(self, name: str, *, second: bool) -> bool:
        one = self.asked.get(name)
        if one is None or not one.answers or one.answers[-1].state != "submitted" or not second:
            return False
        if not self._whole(name, one.answers[-1].positions):
            return False
        answer = one.answers[-1]
        answer.state = "published"
        one.state = "clarified" if one.state == "clarification_due" else "answered"
        self.promises += [
            Promise(name, "agreed", self.today, part=part)
            for part, said in sorted(answer.positions.items())
            if said == "follow"
        ]
        return True

    def judge(self, name: str, value: str) -> bool:
        one = self.asked.get(name)
        published = [a for a in one.answers if a.state == "published"] if one else []
        if one is None or not published:
            return False
        published[-1].judged = value
        if value == "not_answered":
            if one.state == "answered":
                one.state, one.explain_by = "clarification_due", self.today + timedelta(days=28)
            elif one.state == "clarified":
                one.state = "dissent_recorded"
        return True

    def offer(self, name: str, part: int, to: str, *, reason: bool) -> bool:
        one = self.asked.get(name)
        if one is None or one.state not in BEFORE or one.late(self.today) or one.took or to == name or not reason:
            return False
        if any(o.to == name and o.part == part and o.state == "accepted" for o in self.offers):
            return False
        if self._given(name, part):
            return False
        self.offers.append(Offer(name, part, to))
        return True

    def accept(self, number: int) -> bool:
        if number >= len(self.offers) or self.offers[number].state != "proposed":
            return False
        offer = self.offers[number]
        giver, receiver = self.asked[offer.giver], self.asked.get(offer.to)
        if giver.state not in BEFORE:
            return False
        if receiver and (self._given(offer.to, offer.part) or receiver.took and receiver.state not in BEFORE):
            return False
        offer.state = "accepted"
        if receiver is None:
            receiver = Asked("awaiting", self.today + timedelta(days=TERM), lead=False, took=True)
            self.asked[offer.to] = receiver
        gone = {o.part for o in self.offers if o.giver == offer.giver and o.state == "accepted"}
        if self.parts_of(offer.giver) <= gone and not giver.late(self.today):
            giver.state = "transferred"
            if giver.lead:
                giver.lead, receiver.lead = False, True
        return True

    def decline(self, number: int, *, reason: bool) -> bool:
        if number >= len(self.offers) or self.offers[number].state != "proposed" or not reason:
            return False
        self.offers[number].state = "declined"
        return True

    def report(self, number: int, state: str, *, words: bool, proof: bool) -> bool:
        if number >= len(self.promises) or not words:
            return False
        promise = self.promises[number]
        if promise.state not in TO[state] or state in ("partly", "done") and not proof:
            return False
        promise.state, promise.last_word = state, self.today
        return True

    def confirm(self, number: int, *, done: bool, words: bool) -> bool:
        if number >= len(self.promises) or self.promises[number].state != "done" or not (done or words):
            return False
        self.promises[number].state, self.promises[number].last_word = "confirmed" if done else "disputed", self.today
        return True

    def carry_over(self) -> bool:
        open_promises = [one for one in self.promises if one.state in ACTIVE and not one.carried]
        if self.edition == "handed_over" or not (self.open_questions() or open_promises):
            return False
        for name in self.open_questions():
            self.asked[name].carried = True
        for promise in open_promises:
            self.promises.append(Promise(promise.by, promise.state, promise.last_word, carried=True))
            promise.state, promise.carried = "carried_over", True
        return True

    def advance(self, move: str) -> bool:
        steps = {"await_answers": ("handed_over", "awaiting_answers"), "follow_up": ("awaiting_answers", "follow_up")}
        if move in steps:
            origin, target = steps[move]
        else:
            origin, target = "follow_up", "closed"
            if self.open_questions() or any(one.state in ACTIVE and not one.carried for one in self.promises):
                return False
        if self.edition != origin:
            return False
        self.edition = target
        return True
