"""Reading a list of people in: every row is taken or named, all of it or nothing, and twice is once."""

from __future__ import annotations

import pytest

from tests.conftest import NOW, Cast
from tests.editions.gathered import people, trait_of
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import roster as actions
from weerklank.editions.actions.roster import Sorted
from weerklank.editions.models import AttendanceMessage, Attendee, DayRegistration
from weerklank.editions.roster import Roster, Traits, read
from weerklank.moves import Refusal
from weerklank.web.pasted import decoded

pytestmark = pytest.mark.django_db
NONE = Traits({})
HEAD = "naam;rol;e-mail;ouder\n"


def why(text: str, traits: Traits = NONE) -> list[tuple[int, str]]:
    return [(one.line, one.why) for one in read(text, traits).rejected]


def reads_in(day: DayRegistration, cast: Cast, text: str) -> Sorted:
    roster = read(text, actions.traits_of(day))
    return actions.read_in(registration_id=day.pk, roster=roster, by=cast.organiser, now=NOW)


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_office_programme_can_have_written_it(sign: str, coding: str) -> None:
    text = sign.join(("Naam", "Rol", "E-mail")) + "\r\n" + sign.join(("Zoë Ünal", "Ministerie", "Z@B.example")) + "\r\n"
    (row,) = read(decoded(text.encode(coding)), NONE).rows
    assert (row.line, row.name, row.role, row.email) == (2, "Zoë Ünal", "ministry", "z@b.example")


def test_english_heads_and_two_columns_for_a_name_are_known() -> None:
    text = "First name,Last name,Role,E-mail address,Age,Guardian,Consent,Shoe size\nNoor,Bakker,Child,a@b.example,9,Pa,yes,31\n"
    found = read(text, NONE)
    (row,) = found.rows
    assert (row.name, row.is_under_16, row.guardian_name, row.guardian_agreed) == ("Noor Bakker", True, "Pa", True)
    assert found.unknown_columns == ("Shoe size",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";kind;a@b.example;Pa", "Er staat geen naam."),
        ("Noor;koning;a@b.example;Pa", "De rol ‘koning’ kennen we niet. Kies uit: kind, jongere, organisatie, ministerie, parlement, anders."),
        ("Noor;jongere;;", "Er staat geen e-mailadres, dus deze persoon kan niets horen."),
        ("Noor;jongere;geen adres;", "‘geen adres’ is geen e-mailadres."),
        ("Noor;kind;a@b.example;", "Jonger dan zestien, maar er staat geen ouder of voogd bij."),
        (f"{'n' * 121};jongere;a@b.example;", "‘naam’ is langer dan 120 tekens."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_named_with_the_reason(row: str, said: str) -> None:
    assert why(HEAD + row + "\n") == [(2, said)]


def test_two_rows_for_one_person_are_named_however_they_are_typed() -> None:
    text = HEAD + "Zoë  Ünal;jongere;Z@b.example;\nSam;jongere;z@b.example;\nzoe unal;ministerie;z@B.EXAMPLE;\n"
    assert why(text) == [(4, "Deze persoon staat ook op regel 2. Haal een van de twee weg.")]


def test_one_name_with_two_addresses_is_doubted_and_read_in_all_the_same(day: DayRegistration, cast: Cast) -> None:
    people(day, "ministry", 1, name="Sem Mol", email="sem@a.example")
    text = "naam;rol;e-mail\nZoë Ünal;jongere;z@b.example\nzoe unal;jongere;y@b.example\nSem Mol;ministerie;mol@b.example\n"
    found = actions.sort_out(day, read(text, NONE))
    assert (len(found.new), found.rejected, found.doubts) == (
        3,
        (),
        (
            "‘Zoë Ünal’ staat op regel 2 en 3, steeds met een ander e-mailadres.",
            "‘Sem Mol’ (regel 4) staat al op de lijst, met een ander e-mailadres.",
        ),
    )
    assert len(reads_in(day, cast, text).new) == 3


def test_a_line_break_within_a_cell_does_not_shift_the_rows() -> None:
    text = 'naam;rol;e-mail;nodig\n"Noor";jongere;a@b.example;"Rust,\nen licht"\nSam;koning;b@b.example;\n'
    found = read(text, NONE)
    assert ([row.needs for row in found.rows], [one.line for one in found.rejected]) == (["Rust, en licht"], [4])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "In deze lijst staat niemand."),
        ("naam;rol;e-mail\n", "In deze lijst staat niemand."),
        ("voor;achter\na;b\n", "Er is geen kolom ‘naam’."),
        ("naam\nNoor\n", "Er is geen kolom ‘rol’ en geen kolom ‘e-mail’."),
        ("naam;name;rol;e-mail\na;b;c;d\n", "De kolom ‘name’ staat er twee keer."),
        ("naam;rol;e-mail\n" + "a;b;c\n" * 5001, "Deze lijst heeft meer dan 5000 rijen."),
    ],
)
def test_a_list_that_cannot_be_read_at_all_says_why(text: str, said: str) -> None:
    assert read(text, NONE).refusal.startswith(said)


def test_an_answer_to_a_trait_is_one_of_those_on_offer(day: DayRegistration) -> None:
    trait = trait_of(day, "Provincie", Utrecht=(0, None), Friesland=(0, None))
    traits = actions.traits_of(day)
    head = "naam;rol;e-mail;PROVINCIE\n"
    (row,) = read(head + "Noor;jongere;a@b.example;utrecht\n", traits).rows
    assert row.traits == {trait.pk: trait.values.get(name="Utrecht").pk}
    assert why(head + "Noor;jongere;a@b.example;Texel\n", traits) == [
        (2, "Bij ‘Provincie’ staat ‘Texel’. Kies uit: Utrecht, Friesland.")
    ]


def test_everybody_on_the_list_gets_a_place_a_line_or_a_question(day: DayRegistration, cast: Cast) -> None:
    text = (
        HEAD
        + "A;ministerie;a@b.example;\nB;ministerie;b@b.example;\nC;ministerie;c@b.example;\nD;kind;d@b.example;Pa\n"
    )
    assert len(reads_in(day, cast, text).new) == 4
    rows = Attendee.objects.order_by("place_in_line")
    assert [(row.name, row.state, row.messages.get().kind) for row in rows] == [
        ("A", "confirmed", "confirmed"),
        ("B", "confirmed", "confirmed"),
        ("C", "waiting", "waiting"),
        ("D", "consent_pending", "consent"),
    ]
    assert AuditEvent.objects.get(action="attendees.read_in").note == "4 mensen ingelezen: kind 1, ministerie 3."


def test_the_same_list_again_changes_nothing(day: DayRegistration, cast: Cast) -> None:
    text = HEAD + "Zoë Ünal;ministerie;a@b.example;\n"
    reads_in(day, cast, text)
    again = reads_in(day, cast, text.replace("Zoë Ünal", "ZOE  UNAL"))
    assert (again.new, again.known, Attendee.objects.count(), AttendanceMessage.objects.count()) == ((), 1, 1, 1)


def test_one_wrong_row_and_nothing_is_read_in(day: DayRegistration, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Er is niets ingelezen: 1 rij klopt nog niet"):
        reads_in(day, cast, HEAD + "A;ministerie;a@b.example;\nB;kind;b@b.example;\n")
    assert (Attendee.objects.count(), AttendanceMessage.objects.count()) == (0, 0)


def test_who_is_there_under_another_role_and_a_role_without_places_are_named(day: DayRegistration) -> None:
    people(day, "ministry", 1, name="Noor Bakker", email="a@b.example")
    text = HEAD + "noor bakker;organisatie;A@b.example;\nSam;parlement;s@b.example;\n"
    found = actions.sort_out(day, read(text, NONE))
    assert [one.why for one in found.rejected] == [
        "Deze persoon staat al op de lijst als ‘ministerie’.",
        "Voor de rol ‘parlement’ zijn er geen plaatsen.",
    ]


def test_two_thousand_rows_are_read_and_written_in_few_questions(
    day: DayRegistration, cast: Cast, django_assert_max_num_queries
) -> None:
    day.choosing = "lottery"
    day.save()
    rows = "".join(f"Persoon {number};jongere;p{number}@b.example;\n" for number in range(2000))
    with django_assert_max_num_queries(120):
        reads_in(day, cast, HEAD + rows)
    assert (Attendee.objects.filter(state="registered").count(), AttendanceMessage.objects.count()) == (2000, 2000)


def test_an_empty_list_is_no_list() -> None:
    assert not Roster((), ()).ok
