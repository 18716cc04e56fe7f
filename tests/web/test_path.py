"""The path: what the line shows, and that the words say the same."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from django.utils import translation

from weerklank.web import gallery
from weerklank.web.path import (
    Branch,
    Disputed,
    Earlier,
    Kind,
    Late,
    LoopsBack,
    NotFound,
    Path,
    PathsOfYear,
    RaisedBefore,
    Reached,
    State,
    Station,
    Waiting,
    Withdrawn,
    draw,
    ending,
)

DAY = date(2026, 3, 12)


def path_to(state, kind=Kind.ANSWERED, day=None):
    return Path("Een vraag", (Station(Kind.ADVISED, Reached(), DAY), Station(kind, state, day)))


def styles(piece):
    return [run.style for run in piece.runs]


def shapes(piece):
    return [shape.style for glyph in piece.glyphs for shape in glyph.shapes]


@pytest.mark.parametrize(
    ("state", "day", "sentence"),
    [
        (Reached(), DAY, "Antwoord: 12 maart 2026."),
        (Waiting(date(2026, 5, 1)), None, "Antwoord: uiterlijk 1 mei 2026."),
        (Waiting(), None, "Antwoord: nog geen datum afgesproken."),
        (Late(24), DAY, "Antwoord: moest er zijn op 12 maart 2026. 24 dagen te laat."),
        (Late(1), None, "Antwoord: 1 dag te laat."),
        (Late(1204), None, "Antwoord: 1.204 dagen te laat."),
        (Branch("te duur."), DAY, "Antwoord: 12 maart 2026. Deels gevolgd. Reden: te duur."),
        (Branch("te duur.", in_part=False), DAY, "Antwoord: 12 maart 2026. Niet gevolgd. Reden: te duur."),
        (Withdrawn(), DAY, "Antwoord: 12 maart 2026. Teruggenomen door wie het zei."),
        (NotFound(), None, "Antwoord: niet gevonden."),
        (RaisedBefore((2004, 2015, 2022)), DAY, "Antwoord: 12 maart 2026. Eerder gevraagd in 2004, 2015 en 2022."),
    ],
)
def test_every_state_is_a_sentence(state, day, sentence):
    assert Station(Kind.ANSWERED, state, day).sentence == sentence


def test_reached_stations_are_joined_by_a_solid_line():
    first, second = draw(path_to(Reached())).rows
    assert styles(first.piece) == ["line"]
    assert shapes(second.piece) == ["ring ring-answered", "mark mark-answered"]


def test_waiting_is_dotted_to_a_hollow_station():
    first, second = draw(path_to(Waiting(DAY))).rows
    assert styles(first.piece) == ["line dots"]
    assert shapes(second.piece) == ["hollow"]


def test_late_leaves_an_open_end_and_a_gap_labelled_in_days():
    first, second = draw(path_to(Late(24), day=DAY), "horizontal").rows
    assert [(run.x1, run.x2, run.style) for run in first.piece.runs] == [("0%", "30%", "line late")]
    assert [label.lines for label in first.piece.labels] == [("24 dagen",)]
    assert shapes(second.piece) == ["hollow hollow-late"]
    assert first.before_gap


def test_upright_gap_fits_its_narrow_strip_in_two_lines():
    first, _ = draw(path_to(Late(24), day=DAY), "vertical").rows
    assert [label.lines for label in first.piece.labels] == [("24", "dagen")]


def test_branch_not_taken_stays_thin_and_ends_at_a_bar():
    _, second = draw(path_to(Branch("te duur."))).rows
    assert shapes(second.piece)[:2] == ["branch", "branch-bar"]


def test_following_in_part_and_not_at_all_look_different():
    drawn = [shapes(draw(path_to(Branch("te duur.", in_part=part))).rows[1].piece) for part in (True, False)]
    assert drawn[0] != drawn[1]


def test_no_answer_loops_back_to_the_answer():
    rows = draw(gallery.REFUSED, "horizontal").rows
    answered, again = rows[4], rows[5]
    assert answered.station.kind is Kind.ANSWERED
    assert [(run.x1, run.x2) for run in answered.piece.runs] == [("0%", "100%"), ("20%", "80%")]
    assert shapes(again.piece) == ["line", "mark"]


def test_loop_passes_by_the_stations_between():
    stations = tuple(Station(kind) for kind in (Kind.ANSWERED, Kind.PROMISED)) + (
        Station(Kind.ASKED_AGAIN, LoopsBack()),
    )
    rows = draw(Path("", stations), "horizontal").rows
    assert [(run.x1, run.x2) for run in rows[0].piece.runs] == [("0%", "100%"), ("20%", "100%")]
    assert [(run.x1, run.x2) for run in rows[1].piece.runs] == [("0%", "100%"), ("0%", "80%")]


def test_earlier_years_run_in_before_the_first_station():
    path = Path(
        "",
        (Station(Kind.ASKED, RaisedBefore((2015,)), DAY),),
        earlier=(Earlier(2004, "/2004/"), Earlier(2015, "/2015/")),
    )
    rows = draw(path).rows
    assert path.before == (Earlier(2004, "/2004/"), Earlier(2015, "/2015/"))
    assert rows[0].station is None
    assert styles(rows[0].piece) == ["line pale", "line pale"]


def test_not_found_is_dashed_and_never_looks_late():
    first, second = draw(path_to(NotFound())).rows
    assert styles(first.piece) == ["line dashes"]
    assert shapes(second.piece) == ["hollow hollow-unknown", "unknown-bar"]


def test_withdrawn_ends_in_a_small_circle():
    _, second = draw(path_to(Withdrawn())).rows
    assert [shape.d for glyph in second.piece.glyphs for shape in glyph.shapes] == [
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"
    ]


def test_many_voices_come_in_as_strands():
    path = Path("", (Station(Kind.SAID), Station(Kind.TOGETHER)))
    assert styles(draw(path).rows[0].piece) == ["line", "strand", "strand"]


@pytest.mark.parametrize("layout", ["horizontal", "small", "year"])
def test_reading_from_right_to_left_mirrors_every_run(layout):
    def places(direction):
        drawing = draw(gallery.WHOLE, layout, direction)
        pieces = [row.piece for row in drawing.rows] or [drawing.whole]
        return [float(run.x1.rstrip("%")) for piece in pieces for run in piece.runs]

    assert places("rtl") == pytest.approx([100 - x for x in places("ltr")])


def test_small_paths_stand_on_the_same_slots_so_that_they_can_be_compared():
    short, long = draw(gallery.STUCK, "small"), draw(gallery.KEPT, "small")
    assert short.whole.runs[0] == long.whole.runs[0]
    assert shapes(short.whole).count("to-come") == 3


def test_path_says_how_it_stands_in_one_sentence():
    assert gallery.STUCK.sentence == "Antwoord: 24 dagen te laat."
    assert gallery.KEPT.sentence == "Nagevraagd: 3 maart 2026."
    assert Path("", ()).sentence == "Hier is nog niets gebeurd."


def test_year_counts_how_many_came_how_far():
    slots = {slot.kind: (slot.reached, slot.late) for slot in PathsOfYear("", (gallery.STUCK, gallery.KEPT)).slots}
    assert slots[Kind.ADVISED] == (2, 0)
    assert slots[Kind.ANSWERED] == (1, 1)
    assert slots[Kind.DONE] == (1, 0)


def test_drawing_cannot_be_changed_afterwards():
    with pytest.raises(FrozenInstanceError):
        draw(gallery.WHOLE).layout = "wide"


@pytest.mark.parametrize("wrong", [{"layout": "round"}, {"direction": "up"}])
def test_wrong_layout_or_direction_names_what_is_allowed(wrong):
    with pytest.raises(ValueError, match="must be"):
        draw(gallery.WHOLE, **wrong)


def test_status_word_knows_its_moods():
    assert styles(ending("late")) == ["line late"]
    with pytest.raises(ValueError, match="mood must be one of reached, waiting, late"):
        ending("happy")


def test_words_of_somebody_else_stay_whole_in_a_sentence_of_the_other_direction():
    with translation.override("ar"):
        assert "\u2068te duur.\u2069" in Station(Kind.ANSWERED, Branch("te duur.")).phrase


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Waiting(date(2026, 12, 12)), "Nog niet gedaan: uiterlijk 12 december 2026."),
        (Waiting(), "Nog niet gedaan: nog geen datum afgesproken."),
        (Late(690), "Nog niet gedaan: 690 dagen te laat."),
        (Disputed(), "Gedaan? Betwist: kinderen zijn het er niet mee eens."),
        (Reached(), "Gedaan."),
    ],
)
def test_what_is_not_done_or_disputed_is_not_called_done(state: State, said: str) -> None:
    assert Path("", (Station(Kind.DONE, state),)).sentence == said
