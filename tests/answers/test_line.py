"""An answer goes into the internal line as a Word file and comes back without losing where anything belongs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.answers.conftest import CHANGE, EXPLANATION, Asked, save, submit
from tests.conftest import NOW, Cast
from weerklank.answers.actions import answering, taking_back
from weerklank.answers.draft import Draft
from weerklank.answers.line import reading_back, sheet
from weerklank.answers.line.writing import as_word
from weerklank.answers.models import Answer
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db

TRICKY = f"{EXPLANATION}\nOnderdeel 2\nStandpunt: afwijken\n\n| een streep\n“Aanhalen” & <b>vet</b>"


def look(content: bytes, asked: Asked, draft: Draft, revision: int = 1) -> taking_back.Look:
    return taking_back.look(reading_back.of_word(content).text, asked.addressee, draft, revision)


def pasted(text: str, asked: Asked, draft: Draft | None = None) -> taking_back.Look:
    return taking_back.look(reading_back.of_pasted(text).text, asked.addressee, draft or Draft(), 0)


def saved(document: object) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def upload(client: Client, asked: Asked, content: bytes, name: str = "antwoord.docx") -> object:
    address = f"/werk/antwoorden/{asked.addressee.pk}/word/"
    return client.post(address, {"do": "look", "file": SimpleUploadedFile(name, content)})


def test_what_goes_out_comes_back_the_same(asked: Asked, whole: Draft) -> None:
    for draft in (Draft(), whole, replace(whole, summary=TRICKY, child_version="Eén regel.\n\nNog een regel.")):
        parts = (draft.parts[0], replace(draft.parts[1], explanation=TRICKY)) if draft.parts else ()
        draft = replace(draft, parts=parts)
        content = as_word(asked.addressee, draft, 7)
        found = look(content, asked, draft)
        assert (found.sheet.complaints, found.changes, found.sheet.revision) == ((), (), 7)
        # into an empty answer everything comes
        again = sheet.filled(Draft(), look(content, asked, Draft()).sheet, asked.addressee)
        assert sheet.filled(draft, found.sheet, asked.addressee) == again
        if draft.parts:
            assert again == draft


def test_a_section_for_each_part_and_a_mark_for_each_question(asked: Asked, whole: Draft) -> None:
    document = docx.Document(io.BytesIO(as_word(asked.addressee, whole, 1)))
    assert [one.text for one in document.paragraphs if one.style.name.startswith("Heading")] == [
        "Antwoord op 2026-ARM-01",
        "Onderdeel 1",
        "Onderdeel 2",
        "Het hele antwoord",
    ]
    tags = [tag.get(qn("w:val")) for tag in document.element.body.iter(qn("w:tag"))]
    assert (len(tags), tags[0], tags[-1]) == (23, "weerklank.1.position", "weerklank.0.signatory")
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Wat is gevraagd", "Maak de schoolreis gratis."]


def test_what_was_typed_in_word_is_shown_question_by_question(asked: Asked, whole: Draft) -> None:
    document = docx.Document(io.BytesIO(as_word(asked.addressee, whole, 1)))
    for text in document.element.body.iter(qn("w:t")):
        if text.text == EXPLANATION:
            text.text = EXPLANATION.replace("artikel 40", "artikel 41")
        elif text.text == "de minister van A":
            text.text = ""
        elif text.text == "Leg uit waarom":
            text.text = "Uitleg van het ministerie"
    found = look(saved(document), asked, whole)
    assert [(change.place.words, change.after) for change in found.changes] == [
        ("Onderdeel 2: Leg uit waarom", EXPLANATION.replace("artikel 40", "artikel 41")),
        ("Wie tekent dit antwoord?", ""),
    ]
    assert [piece for piece in found.changes[0].words if piece[0] != "same"] == [("gone", "40"), ("new", "41")]


def test_tracked_changes_are_read_as_accepted(asked: Asked, whole: Draft) -> None:
    document = docx.Document(io.BytesIO(as_word(asked.addressee, whole, 1)))
    run = next(text for text in document.element.body.iter(qn("w:t")) if text.text == EXPLANATION).getparent()
    gone, new = OxmlElement("w:del"), OxmlElement("w:ins")
    run.addprevious(gone)
    gone.addnext(new)
    struck = OxmlElement("w:r")
    old = OxmlElement("w:delText")
    old.text = "Wij vinden van niet. "
    struck.append(old)
    gone.append(struck)
    new.append(run)
    pages = reading_back.of_word(saved(document))
    assert pages.notes == (
        "Er stonden bijgehouden wijzigingen in. We lazen de tekst alsof ze allemaal zijn geaccepteerd.",
    )
    assert taking_back.look(pages.text, asked.addressee, whole, 1).changes == ()


def _without_part_2(document: object) -> None:
    heading = next(one for one in document.paragraphs if one.text == "Onderdeel 2")
    heading._p.getnext().getparent().remove(heading._p.getnext())
    heading._p.getparent().remove(heading._p)


def test_a_part_that_is_missing_unknown_or_doubled_is_named_and_nothing_changes(
    asked: Asked, cast: Cast, whole: Draft
) -> None:
    save(asked, cast, whole)
    content = as_word(asked.addressee, whole, 1)
    missing, doubled, unknown = (docx.Document(io.BytesIO(content)) for _ in range(3))
    _without_part_2(missing)
    second = next(one for one in doubled.paragraphs if one.text == "Onderdeel 2")._p
    for element in (second, second.getnext()):
        doubled.element.body.append(docx.oxml.parse_xml(docx.oxml.xmlchemy.serialize_for_reading(element)))
    unknown.add_heading("Onderdeel 9", level=2)
    said = {name: look(saved(one), asked, whole).sheet.complaints for name, one in {
        "missing": missing, "doubled": doubled, "unknown": unknown,
    }.items()}  # fmt: skip
    assert said["missing"] == ("Onderdeel 2 ontbreekt.",)
    assert said["unknown"] == ("Onderdeel 9 kennen we niet. U antwoordt op onderdeel 1, 2.",)
    assert said["doubled"][0] == "Onderdeel 2 staat er twee keer. Laat er één staan."
    answer = upload(cast.client("respondent"), asked, saved(missing))
    page = answer.content.decode()
    assert (answer.status_code, "Onderdeel 2 ontbreekt." in page, "Neem dit over" in page) == (422, True, False)
    with pytest.raises(Refusal, match="Onderdeel 2 ontbreekt"):
        text = reading_back.of_word(saved(missing)).text
        taking_back.take_back(addressee_id=asked.addressee.pk, text=text, revision=1, by=cast.respondent, now=NOW)
    assert Answer.objects.get().revision == 1


PASTED = f"""Beste collega,

Onderdeel 1
Standpunt: overnemen
Wat belooft u?\tEen brief aan alle scholen
Wie doet het?: directie onderwijs
Wanneer is het klaar: 1 mei 2027
Hoe zien kinderen dat het gedaan is?
de brief staat op de website

Onderdeel 2. Laat niemand zien wie er geld krijgt.
• Standpunt: Afwijken
• Reden: de wet laat het niet toe
Uitleg:
{EXPLANATION}
Wat zou u van gedachten doen veranderen? {CHANGE}
Wat zou u van gedachten doen veranderen?
{CHANGE}

Samenvatting:
Wij nemen één onderdeel over.
Wie tekent dit antwoord?: de minister van A
"""


def test_a_pasted_answer_is_read_by_its_headings(asked: Asked, whole: Draft) -> None:
    found = pasted(PASTED, asked)
    assert found.sheet.complaints == ()
    filled = sheet.filled(Draft(), found.sheet, asked.addressee)
    assert filled.parts[0] == whole.parts[0]
    assert (filled.parts[1].position, filled.parts[1].reason_type, filled.signatory) == (
        "deviate",
        "law",
        "de minister van A",
    )
    assert filled.parts[1].would_change_mind == CHANGE
    assert found.sheet.notes == (
        "Bij onderdeel 1 niet genoemd, dus dat blijft zoals het was: Wat voor reden is het; Leg uit waarom; Wat zou u van "
        "gedachten doen veranderen; Wat doet u in plaats daarvan.",
        "Bij onderdeel 2 niet genoemd, dus dat blijft zoals het was: Wat doet u in plaats daarvan; Wat belooft u; Wie doet het; "
        "Wanneer is het klaar; Hoe zien kinderen dat het gedaan is.",
        "Bij het hele antwoord niet genoemd, dus dat blijft zoals het was: Het antwoord voor kinderen; Waarom het niet makkelijker "
        "kan; Wat in dit advies had u zelf niet bedacht.",
    )


def test_a_pasted_web_page_gives_its_words_alone(asked: Asked) -> None:
    html = (
        "<html><body><script>alert(1)</script><h2>Onderdeel 1</h2><table><tr><td><b>Standpunt</b></td><td><p>afwijken"
        "</p></td></tr><tr><td>Leg uit waarom</td><td><p>Regel een</p><p>Standpunt: regel twee</p></td></tr></table>"
        "<h2>Onderdeel 2</h2><p>Standpunt: deels overnemen<br>Uitleg: <i>omdat</i></p></body></html>"
    )
    said = {place.words: value for place, value in pasted(html, asked).sheet.said.items()}
    assert said == {
        "Onderdeel 1: Standpunt": "deviate",
        "Onderdeel 1: Leg uit waarom": "Regel een\n\nStandpunt: regel twee",
        "Onderdeel 2: Standpunt": "partly",
        "Onderdeel 2: Leg uit waarom": "omdat",
    }


WRONG = {
    "Onderdeel 1\nStandpunt: afwijken": "Onderdeel 2 ontbreekt.",
    "Onderdeel 1\nStandpunt: misschien\nOnderdeel 2\nStandpunt: afwijken": "Onderdeel 1: Standpunt: ‘misschien’ kennen we niet. "
    "Kies uit: overnemen · deels overnemen · afwijken · niet van ons.",
    "Onderdeel 1\nUitleg: omdat\nOnderdeel 2\nStandpunt: afwijken": "Onderdeel 1: het standpunt ontbreekt. Zet er een regel "
    "‘Standpunt: …’ bij.",
    "Onderdeel 1\nStandpunt: afwijken\nStandpunt: overnemen\nOnderdeel 2\nStandpunt: afwijken": "‘Onderdeel 1: Standpunt’ staat er "
    "twee keer. Laat er één staan.",
    "Onderdeel 1\nStandpunt: overnemen\nWanneer is het klaar? : ooit\nOnderdeel 2\nStandpunt: afwijken": "Onderdeel 1: Wanneer is "
    "het klaar?: ‘ooit’ is geen dag. Schrijf: 1 mei 2027.",
    "Advies: 2026-ARM-02\nOnderdeel 1\nStandpunt: overnemen\nOnderdeel 2\nStandpunt: afwijken": "Dit is het antwoord op "
    "2026-ARM-02, en u bent bij 2026-ARM-01.",
    "Antwoord van: Ministerie B\nOnderdeel 1\nStandpunt: overnemen\nOnderdeel 2\nStandpunt: afwijken": "Dit is het antwoord van "
    "Ministerie B, en u schrijft dat van Ministerie A.",
}  # fmt: skip


def test_a_page_of_three_thousand_boxes_in_boxes_is_read_to_the_bottom(asked: Asked) -> None:
    deep = "<div>" * 3000 + "Onderdeel 1" + "</div>" * 3000
    assert pasted(deep, asked).sheet.complaints == pasted("Onderdeel 1", asked).sheet.complaints


def test_what_is_wrong_in_a_pasted_answer_is_said_in_a_sentence(asked: Asked) -> None:
    assert {text: pasted(text, asked).sheet.complaints for text in WRONG} == {
        text: (sentence,) for text, sentence in WRONG.items()
    }


def test_first_a_look_then_all_of_it_and_twice_is_once(asked: Asked, cast: Cast, whole: Draft) -> None:
    client, address = cast.client("respondent"), f"/werk/antwoorden/{asked.addressee.pk}/word/"
    looked = client.post(address, {"do": "look", "text": PASTED})
    assert (looked.status_code, Answer.objects.count()) == (200, 0)
    assert "11 antwoorden veranderen." in looked.content.decode()
    form = {"do": "take", "text": looked.context["found"].text, "revision": "0"}
    assert client.post(address, form).status_code == 302
    answer = Answer.objects.get()
    assert (answer.revision, Draft.from_json(answer.draft).parts[0]) == (1, whole.parts[0])
    again = client.post(address, form, follow=True)
    assert (again.status_code, Answer.objects.get().revision) == (200, 1)
    assert "Dit stond er allemaal al; er is niets veranderd." in again.content.decode()


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(asked: Asked, cast: Cast, whole: Draft) -> None:
    client, address = cast.client("respondent"), f"/werk/antwoorden/{asked.addressee.pk}/word/"
    content = as_word(asked.addressee, whole, 0)
    text = upload(client, asked, content).context["found"].text
    save(asked, cast, replace(whole, summary="Een collega schreef dit."))
    taken = client.post(address, {"do": "take", "text": text, "revision": "0"})
    page = taken.content.decode()
    assert (taken.status_code, "Kijk hieronder opnieuw wat er verandert." in page) == (422, True)
    assert "Een collega schreef dit." in "".join(words for _, words in taken.context["found"].changes[0].words)
    assert Draft.from_json(Answer.objects.get().draft).summary == "Een collega schreef dit."
    assert client.post(address, {"do": "take", "text": text, "revision": "1"}).status_code == 302
    assert Draft.from_json(Answer.objects.get().draft).summary == whole.summary


def _zip(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return written.getvalue()


BODY = b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:document>'
FILES = {
    "words": (b"Dit is gewoon tekst.", "Dit is geen Word-bestand."),
    "nothing": (b"", "Dit is geen Word-bestand."),
    "an old file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "Dit is een oud of beveiligd Word-bestand."),
    "half a file": (_zip(word__document_xml=BODY)[:60], "Dit bestand is niet uit te pakken"),
    "another zip": (_zip(plaatje_xml=b"<x/>"), "Dit is geen Word-bestand, al lijkt het er van buiten op."),
    "macros": (_zip(word__document_xml=BODY, word__vbaProject_bin=b"x"), "In dit bestand zitten macro&#x27;s."),
    "a bomb": (_zip(word__document_xml=b"\0" * 13_000_000), "De tekst in dit bestand is veel te lang"),
    "a bomb beside": (_zip(word__document_xml=BODY, bom=b"\0" * 41_000_000), "wordt bij het uitpakken veel te groot"),
    "something outside": (
        _zip(word__document_xml=b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY),
        "Dit bestand verwijst naar iets van buiten",
    ),
    "broken": (_zip(word__document_xml=b"<w:document><w:body>"), "Dit Word-bestand is beschadigd."),
    "tables in tables": (
        _zip(word__document_xml=BODY % (b"<w:body>" + b"<w:tbl><w:tr><w:tc>" * 6 + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" + b"</w:tc></w:tr></w:tbl>" * 6 + b"</w:body>")),
        "tabellen in tabellen in tabellen",
    ),
    "no text": (_zip(word__document_xml=BODY % b""), "In dit Word-bestand staat geen tekst."),
    "twenty megabytes": (b"PK" + b"x" * 20_000_000, "Dit bestand is 20 MB."),
}  # fmt: skip


def test_a_file_that_is_none_gets_a_sentence(asked: Asked, cast: Cast) -> None:
    client = cast.client("respondent")
    for name, (content, sentence) in FILES.items():
        answer = upload(client, asked, content)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), name
    assert client.post(f"/werk/antwoorden/{asked.addressee.pk}/word/", {"do": "look"}).status_code == 422
    assert Answer.objects.count() == 0


def test_the_approver_takes_the_file_and_changes_nothing(asked: Asked, cast: Cast, whole: Draft) -> None:
    submit(asked, cast, whole)
    file = cast.client("approver").get(f"/werk/antwoorden/{asked.addressee.pk}/antwoord.docx")
    assert file["Content-Disposition"] == 'attachment; filename="antwoord-2026-ARM-01-ministerie-a.docx"'
    assert look(file.content, asked, whole).changes == ()
    page = cast.client("respondent").get(f"/werk/antwoorden/{asked.addressee.pk}/word/")
    assert page.status_code == 302
    with pytest.raises(Refusal, match="ter goedkeuring"):
        answering.save_draft(addressee_id=asked.addressee.pk, draft=whole, revision=1, by=cast.respondent, now=NOW)
