"""The list of pictures: 512, in their order for ever, each with its own name and a clean drawing."""

import gzip
import hashlib
from random import Random
from xml.etree import ElementTree

import pytest

from weerklank.participation import pictures
from weerklank.participation.pictures import LANGUAGES, PICTURES, Kind, Picture, words

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect"}


def test_there_are_five_hundred_and_twelve_pictures_with_their_own_sign() -> None:
    assert [picture.index for picture in PICTURES] == list(range(512))
    assert len({picture.sign.replace("\ufe0f", "") for picture in PICTURES}) == 512


def test_the_order_of_the_pictures_never_changes() -> None:
    signs = "\n".join(picture.sign for picture in PICTURES)
    assert (
        hashlib.sha256(signs.encode()).hexdigest() == "bbf32b88e23baf693bfa5431af595c5ca98c3d594a52a34ea59ca0c0d31ef7a0"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_picture_has_a_name_that_no_other_picture_answers_to(lang: str) -> None:
    owners: dict[str, set[int]] = {}
    for picture in PICTURES:
        for word in (pictures.name(picture.index, lang), *pictures.also(picture.index, lang)):
            owners.setdefault(words.key_of(word, lang), set()).add(picture.index)
    assert {key: indexes for key, indexes in owners.items() if len(indexes) > 1} == {}
    assert "" not in owners


def test_a_page_hears_which_language_the_names_are_in() -> None:
    assert pictures.language_of_names("nl-easy") == "nl"
    assert pictures.language_of_names("en_GB") == "en"
    assert pictures.language_of_names("pap") == "pap"
    assert pictures.language_of_names("ti") == "nl"
    assert pictures.name(0, "ar") == "كلب"
    assert pictures.name(0, "pap") == "kachó"
    assert pictures.name(0, "fr-BE") == "chien"
    assert pictures.name(0, "ti") == "hond"


def test_a_place_outside_the_list_is_refused() -> None:
    with pytest.raises(IndexError, match="0 to 511, not 512"):
        pictures.picture(512)
    with pytest.raises(IndexError, match="0 to 511, not -1"):
        pictures.svg(-1)


def test_every_drawing_is_plain_shapes_that_the_content_policy_allows() -> None:
    for picture in PICTURES:
        drawing = ElementTree.fromstring(pictures.svg(picture.index))
        for element in drawing.iter():
            assert element.tag.removeprefix(SVG) in SHAPES, picture
            forbidden = [
                name
                for name, value in element.attrib.items()
                if name in {"id", "style"} or name.startswith("on") or "href" in name or "url(" in value
            ]
            assert forbidden == [], picture
            assert (element.text or "").strip() == "", picture
        assert drawing.attrib["viewBox"] == "0 0 36 36"
        assert drawing.attrib["aria-hidden"] == "true"


def test_a_drawing_goes_into_a_template_as_it_is() -> None:
    drawing = pictures.svg(3)
    assert drawing.__html__() == drawing
    assert drawing.startswith("<svg ")


def test_no_two_pictures_have_the_same_drawing() -> None:
    assert len({pictures.svg(picture.index) for picture in PICTURES}) == 512


def test_eight_drawings_leave_room_in_a_page_for_a_bad_connection() -> None:
    random = Random(8)
    sizes = sorted(
        len(gzip.compress("".join(pictures.svg(random.randrange(512)) for _ in range(8)).encode())) for _ in range(400)
    )
    assert sizes[396] <= 6_000


def test_the_picker_shows_every_picture_once_in_its_group() -> None:
    shelves = pictures.search("", "nl")
    assert [shelf.kind for shelf in shelves] == list(Kind)
    shown = [picture for shelf in shelves for picture in shelf.pictures]
    assert sorted(picture.index for picture in shown) == list(range(512))


@pytest.mark.parametrize(
    ("prefix", "lang", "expected"),
    [
        ("GIR", "nl", ["giraf"]),
        ("aardap", "nl", ["aardappel", "zoete aardappel"]),
        ("poes", "nl", ["kat"]),
        ("жир", "uk", ["жирафа"]),
        ("الزراف", "ar", ["زرافة"]),
        ("xyz", "nl", []),
    ],
)
def test_the_picker_finds_a_picture_by_the_beginning_of_a_word(prefix: str, lang: str, expected: list[str]) -> None:
    found = [picture for shelf in pictures.search(prefix, lang) for picture in shelf.pictures]
    assert [pictures.name(picture.index, lang) for picture in found] == expected


def test_a_picture_knows_its_kind() -> None:
    assert pictures.picture(0) == Picture(index=0, sign="🐕", group=Kind.ANIMAL)


def test_who_made_the_drawings_and_the_names_is_said() -> None:
    assert "Twemoji" in pictures.ATTRIBUTION
    assert "CC BY 4.0" in pictures.ATTRIBUTION
    assert "Unicode License v3" in pictures.ATTRIBUTION
