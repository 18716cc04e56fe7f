"""A fair choice under quotas: the published references, properties, and a draw that a stranger repeats."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seating import (
    Attribute,
    Category,
    NoPanel,
    Person,
    Together,
    read_pool,
    read_quotas,
    relaxation,
    replace,
    replacements,
    select,
)
from seating.classes import classes_of
from seating.command import main
from seating.dealing import dealt, in_classes, weighed
from seating.drawing import LOTS, gini
from seating.relaxation import leximin_bound

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "seating"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the example pools are not beside this checkout")

# A program of its own: repeats the draw from the published file alone, with nothing of ours.
INDEPENDENT = """
import collections, hashlib, json, sys
told = json.load(open(sys.argv[1]))
seed = told["seed"]
def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()
ticket = int(digest("lot:" + seed), 16) % sum(lot["lots"] for lot in told["lots"])
for lot in told["lots"]:
    if ticket < lot["lots"]:
        break
    ticket -= lot["lots"]
panel = []
for number, count in collections.Counter(lot["classes"]).items():
    panel += sorted(told["classes"][number], key=lambda person: digest(f"person:{seed}:{person}"))[:count]
print(json.dumps(sorted(panel)))
"""


def people_of(roles: dict[str, int]) -> list[Person]:
    return [Person(f"{role}-{one}", {"role": role}) for role, many in roles.items() for one in range(many)]


def asked(**limits: tuple[int, int]) -> list[Attribute]:
    return [Attribute("role", tuple(Category(name, *limit) for name, limit in limits.items()))]


@needs_data
@pytest.mark.parametrize(
    ("folder", "size", "optimum"), [("example_small_20", 20, 0.1), ("example_large_200", 200, 0.1)]
)
def test_the_published_optimum_of_the_nature_examples_is_reached(folder: str, size: int, optimum: float) -> None:
    here = DATA / "nature2021" / folder
    quotas = read_quotas(here / "categories.csv")
    chosen = select(read_pool(here / "respondents.csv", quotas).people, quotas, size, seed="1")
    assert chosen.proved
    assert chosen.smallest == pytest.approx(optimum, abs=1e-6)
    assert chosen.inequality == pytest.approx(0, abs=1e-6)


@needs_data
def test_a_real_shape_meets_the_bound_of_the_relaxation() -> None:
    here = DATA / "opendlp_fixtures_Apache2"
    quotas = read_quotas(here / "features.csv")
    chosen = select(read_pool(here / "candidates.csv", quotas).people, quotas, 22, seed="1")
    assert (chosen.proved, len(chosen.panel.people)) == (True, 22)
    assert chosen.smallest == pytest.approx(chosen.bound, abs=1e-6)
    assert chosen.bound == pytest.approx(1 / 11, abs=1e-9)
    assert round(chosen.inequality, 3) == 0.140


def test_leximin_lifts_the_next_smallest_too() -> None:
    # nine adults share two places, three children have three: the child is not held down to the adults' chance
    people = people_of({"adult": 9, "child": 3, "official": 4})
    chosen = select(people, asked(adult=(2, 2), child=(0, 3), official=(0, 3)), 6, seed="a")
    by_role = {chance.person.split("-")[0]: round(chance.probability, 6) for chance in chosen.chances}
    assert by_role == {"adult": round(2 / 9, 6), "child": round(4 / 7, 6), "official": round(4 / 7, 6)}


def test_a_stage_that_rounding_makes_impossible_gives_way_and_is_not_called_a_clash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = people_of({"adult": 9, "child": 3, "official": 4})
    classes = classes_of(people, asked(adult=(2, 2), child=(0, 3), official=(0, 3)), 6)
    exact, solve, stages = leximin_bound(classes), relaxation.linprog, []

    def nearly(*args: object, **kwargs: object) -> object:
        stages.append(len(stages))
        return SimpleNamespace(status=2) if len(stages) > 1 and len(stages) != failing else solve(*args, **kwargs)

    monkeypatch.setattr(relaxation, "linprog", nearly)
    failing = 4  # the second stage at its third try, and all that come after
    found = leximin_bound(classes)
    assert found.feasible
    assert found.chances == pytest.approx(exact.chances, abs=1e-6)
    failing = 0
    stages.clear()
    kept = leximin_bound(classes)
    assert kept.feasible
    assert kept.chances == pytest.approx(np.full(3, exact.chances.min()), abs=1e-6)


def test_the_lots_are_the_chances() -> None:
    chosen = select(people_of({"adult": 7, "child": 11}), asked(adult=(1, 4), child=(1, 4)), 5, seed="b")
    assert sum(lot.lots for lot in chosen.lots) == LOTS
    assert sum(chance.probability for chance in chosen.chances) == pytest.approx(5)


def test_a_stranger_repeats_the_draw_from_the_published_file(tmp_path: Path) -> None:
    people = people_of({"adult": 12, "child": 20, "official": 5})
    program, told = tmp_path / "repeat.py", tmp_path / "draw.json"
    program.write_text(INDEPENDENT)
    assert len(INDEPENDENT.strip().splitlines()) <= 30
    for seed in ("2027-01-15", "é", "17"):
        chosen = select(people, asked(adult=(2, 4), child=(3, 6), official=(1, 2)), 8, seed=seed)
        told.write_text(json.dumps(chosen.published()))
        repeated = subprocess.run([sys.executable, program, told], capture_output=True, text=True, check=True).stdout
        assert json.loads(repeated) == sorted(chosen.panel.people)


def test_over_many_seeds_everybody_comes_in_as_often_as_was_said() -> None:
    people = people_of({"adult": 4, "child": 6})
    chosen = select(people, asked(adult=(1, 2), child=(2, 3)), 4, seed="0")
    from seating.drawing import drawn

    times = dict.fromkeys((person.id for person in people), 0)
    for seed in range(2000):
        for person in drawn(chosen.lots, chosen.classes, str(seed)).people:
            times[person] += 1
    for chance in chosen.chances:
        # four standard deviations of a count over 2,000 draws
        spread = 4 * (2000 * chance.probability * (1 - chance.probability)) ** 0.5
        assert abs(times[chance.person] - 2000 * chance.probability) <= spread


@st.composite
def pools(draw: st.DrawFn) -> tuple[list[Person], list[Attribute], int]:
    """A pool with quotas that a random panel of it meets, so that a panel exists."""
    size = draw(st.integers(1, 6))
    many = draw(st.integers(size, 16))
    people = [
        Person(str(one), {"role": draw(st.sampled_from("abc")), "place": draw(st.sampled_from("xy"))})
        for one in range(many)
    ]
    panel = draw(st.permutations(people))[:size]
    attributes = []
    for name, values in (("role", "abc"), ("place", "xy")):
        categories = []
        for value in values:
            count = sum(person.attributes[name] == value for person in panel)
            categories.append(Category(value, max(0, count - draw(st.integers(0, 2))), count + draw(st.integers(0, 2))))
        attributes.append(Attribute(name, tuple(categories)))
    return people, attributes, size


@settings(max_examples=60, deadline=None)
@given(pools(), st.text(max_size=5))
def test_no_quota_is_ever_broken_and_the_same_input_gives_the_same_panel(
    pool: tuple[list[Person], list[Attribute], int], seed: str
) -> None:
    people, attributes, size = pool
    chosen = select(people, attributes, size, seed=seed)
    assert len(chosen.panel.people) == size
    for attribute in attributes:
        for category in attribute.categories:
            count = sum(
                person.id in chosen.panel.people and person.attributes[attribute.name] == category.name
                for person in people
            )
            assert category.minimum <= count <= category.maximum
    again = select(list(reversed(people)), attributes, size, seed=seed)
    assert (again.panel, again.published()) == (chosen.panel, chosen.published())


@pytest.mark.parametrize("together", [(), (Together("child-0", "child-1"), Together("child-2", "official-0"))])
def test_panels_are_dealt_whose_chances_are_the_target(together: tuple[Together, ...]) -> None:
    people = people_of({"adult": 12, "child": 20, "official": 5})
    quotas = asked(adult=(2, 4), child=(3, 6), official=(1, 2))
    classes = classes_of(people, quotas, 8, together=together)
    target = leximin_bound(classes).chances
    seats = dealt(classes, target)
    assert seats is not None
    panels, weights = weighed(classes, seats, target)
    assert (in_classes(classes, panels) @ weights) / classes.sizes == pytest.approx(target, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(pools(), st.data())
def test_every_panel_that_could_be_drawn_meets_every_quota(
    pool: tuple[list[Person], list[Attribute], int], data: st.DataObject
) -> None:
    people, attributes, size = pool
    pair = data.draw(st.permutations(people))[:2]
    together = [Together(pair[0].id, pair[1].id)] if len(pair) == 2 and data.draw(st.booleans()) else []
    try:
        chosen = select(people, attributes, size, seed="1", together=together)
    except NoPanel:
        assert together
        return
    assert chosen.proved
    for lot in chosen.lots:
        panel = np.bincount(lot.seats, minlength=len(chosen.classes.sizes))
        assert chosen.classes.holds(panel)


@settings(max_examples=40, deadline=None)
@given(pools())
def test_no_chance_is_better_than_the_bound_and_the_best_is_proved(
    pool: tuple[list[Person], list[Attribute], int],
) -> None:
    people, attributes, size = pool
    chosen = select(people, attributes, size, seed="1")
    bound = leximin_bound(classes_of(people, attributes, size))
    assert chosen.proved
    everyone = min(chance.probability for chance in chosen.chances)
    assert everyone <= bound.chances.min() + 1e-6


def test_of_a_household_at_most_one_person_is_chosen() -> None:
    people = people_of({"adult": 6})
    homes = {"adult-0": "A", "adult-1": "A", "adult-2": "A", "adult-3": "B"}
    for seed in range(20):
        chosen = select(people, asked(adult=(0, 6)), 4, seed=str(seed), households=homes)
        assert len(chosen.panel.people & {"adult-0", "adult-1", "adult-2"}) <= 1


TOGETHER = (Together("child-0", "child-1"), Together("child-2", "official-0"), Together("adult-0", "child-2"))


def test_people_who_come_together_are_drawn_together_or_not_at_all(tmp_path: Path) -> None:
    people = people_of({"adult": 6, "child": 9, "official": 3})
    quotas = asked(adult=(2, 2), child=(3, 4), official=(1, 2))
    seen = set()
    for seed in range(12):
        chosen = select(people, quotas, 7, seed=str(seed), together=TOGETHER)
        inside = chosen.panel.people
        assert (len(inside), chosen.proved) == (7, True)
        first, second = ({"child-0", "child-1"} & inside, {"child-2", "official-0", "adult-0"} & inside)
        assert (len(first) in (0, 2), len(second) in (0, 3)) == (True, True)
        seen |= {bool(first), bool(second)}
        members = json.loads(json.dumps(chosen.published()))["panel"]
        assert sorted(person for member in members for person in member.split("+")) == sorted(inside)
    assert seen == {True, False}
    chances = {one.person: one.probability for one in chosen.chances}
    assert chances["child-2"] == chances["official-0"] == chances["adult-0"]
    assert sum(chances.values()) == pytest.approx(7)


def test_without_pairs_the_draw_and_its_mark_are_what_they_were() -> None:
    people = people_of({"adult": 4, "child": 6})
    alone = select(people, asked(adult=(1, 2), child=(2, 3)), 4, seed="0", together=())
    assert alone.input == "894693ed85fbbe26c9f22727a96840d5aac269237d42a7ddc1cbb00d89e694a9"


def test_where_only_those_who_come_together_stand_in_the_way_that_is_said() -> None:
    pairs = [Together("child-0", "child-1"), Together("child-2", "child-3")]
    with pytest.raises(NoPanel, match="Where people may come without each other, there is a panel") as refused:
        select(people_of({"child": 4}), asked(child=(3, 3)), 3, seed="1", together=pairs)
    assert refused.value.loose


def test_who_comes_together_is_not_called_alone_unless_the_other_is_gone() -> None:
    people = people_of({"child": 5})
    pairs = [Together("child-0", "child-1")]
    chosen = next(
        one
        for seed in range(50)
        if "child-0" not in (one := select(people, asked(child=(2, 2)), 2, seed=str(seed), together=pairs)).panel.people
    )
    out = min(chosen.panel.people)
    others = {person.id for person in people} - chosen.panel.people - {"child-0", "child-1"}
    assert replace(chosen, out) in others
    assert replace(chosen, out, gone=others) is None
    assert replace(chosen, out, gone=others | {"child-1"}) == "child-0"


def test_where_two_places_are_empty_two_who_come_together_come_in_at_once() -> None:
    people = people_of({"child": 6, "adult": 3})
    pairs = [Together("child-0", "adult-0")]
    quotas = asked(child=(2, 3), adult=(1, 2))
    chosen = next(
        one
        for seed in range(60)
        if "child-0" not in (one := select(people, quotas, 4, seed=str(seed), together=pairs)).panel.people
    )
    out = sorted(chosen.panel.people)
    alone = {person.id for person in people} - chosen.panel.people - {"child-0", "adult-0"}
    child = next(one for one in out if one.startswith("child"))
    adult = next(one for one in out if one.startswith("adult"))
    assert replacements(chosen, child, gone=alone) == ()
    both = dict(replacements(chosen, child, gone=alone, empty=[adult]))
    assert (set(both), set(both.values())) == ({child, adult}, {"child-0", "adult-0"})
    with pytest.raises(ValueError, match="allowed: ids on the panel"):
        replacements(chosen, child, empty=["child-0"])


def test_who_must_come_comes_and_who_must_not_does_not() -> None:
    people = people_of({"adult": 5, "child": 5})
    for seed in range(10):
        chosen = select(
            people, asked(adult=(1, 3), child=(1, 3)), 4, seed=str(seed), must=["child-2"], must_not=["adult-0"]
        )
        assert "child-2" in chosen.panel.people
        assert "adult-0" not in chosen.panel.people


def test_who_cannot_be_chosen_is_named() -> None:
    chosen = select(people_of({"adult": 4, "child": 4}), asked(adult=(0, 0), child=(2, 2)), 2, seed="1")
    assert chosen.excluded == ("adult-0", "adult-1", "adult-2", "adult-3")
    assert chosen.smallest == pytest.approx(0.5)


def test_quotas_that_clash_are_named_with_the_smallest_change() -> None:
    people = [*people_of({"adult": 3}), *people_of({"child": 2})]
    with pytest.raises(NoPanel) as refused:
        select(people, asked(adult=(1, 3), child=(3, 4)), 5, seed="1")
    assert [str(row) for row in refused.value.clash] == ["role child"]
    assert [change.sentence for change in refused.value.changes] == ["role child: at least 2 instead of 3"]
    assert "role child (3-4, 2 people)" in str(refused.value)


def test_after_the_smallest_change_a_panel_exists() -> None:
    people = [Person(str(one), {"role": "ab"[one % 2], "place": "xyz"[one % 3]}) for one in range(12)]
    attributes = [
        Attribute("role", (Category("a", 4, 6), Category("b", 4, 6))),
        Attribute("place", (Category("x", 0, 1), Category("y", 0, 1), Category("z", 0, 2))),
    ]
    with pytest.raises(NoPanel) as refused:
        select(people, attributes, 8, seed="1")
    mended = {(change.row.attribute, change.row.category): change for change in refused.value.changes}

    def category(attribute: str, old: Category) -> Category:
        change = mended.get((attribute, old.name))
        return Category(old.name, change.minimum, change.maximum) if change else old

    helped = [Attribute(one.name, tuple(category(one.name, old) for old in one.categories)) for one in attributes]
    assert len(select(people, helped, 8, seed="1").panel.people) == 8


def test_a_replacement_keeps_every_quota() -> None:
    people = people_of({"adult": 6, "child": 6})
    attributes = asked(adult=(2, 2), child=(3, 3))
    chosen = select(people, attributes, 5, seed="1")
    child = next(person for person in sorted(chosen.panel.people) if person.startswith("child"))
    comes = replace(chosen, child)
    assert comes is not None
    assert comes.startswith("child")
    assert comes not in chosen.panel.people
    left = {person.id for person in people} - chosen.panel.people
    assert replace(chosen, child, gone=left) is None
    with pytest.raises(ValueError, match="allowed: ids on the panel"):
        replace(chosen, "nobody")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"size": 0}, "size is 0; allowed: 1 to 4"),
        ({"size": 5}, "size is 5; allowed: 1 to 4"),
        ({"must": ["zoë"]}, "must holds 'zoë'; allowed: ids in people"),
        ({"must": ["adult-0"], "must_not": ["adult-0"]}, "must and must_not both hold 'adult-0'"),
        ({"households": {"zoë": "A"}}, "households holds 'zoë'; allowed: ids in people"),
        ({"together": [Together("adult-0", "zoë")]}, "together holds 'zoë'; allowed: ids in people"),
        (
            {"together": [Together("adult-0", "adult-1")], "households": {"adult-0": "A", "adult-1": "A"}},
            "together holds people of one household: 'adult-0', 'adult-1'; allowed: one person of each household",
        ),
    ],
)
def test_wrong_input_names_the_parameter_the_value_and_what_is_allowed(
    changes: dict[str, object], sentence: str
) -> None:
    given_ = {"size": 2, "seed": "1"} | changes
    with pytest.raises(ValueError, match=sentence):
        select(people_of({"adult": 4}), asked(adult=(0, 4)), **given_)


def test_a_value_without_a_quota_is_refused() -> None:
    with pytest.raises(ValueError, match="role of person 'x' is 'baby'; allowed: adult"):
        select([Person("x", {"role": "baby"})], asked(adult=(0, 1)), 1, seed="1")


def test_nobody_in_the_pool_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="people is empty; allowed: one person or more"):
        select([], asked(adult=(0, 1)), 1, seed="1")


def test_gini_of_equal_chances_is_nothing() -> None:
    assert gini(np.array([0.2, 0.2, 0.2])) == pytest.approx(0)
    assert gini(np.array([0.0, 0.0, 1.0])) == pytest.approx(2 / 3)
    assert gini(np.zeros(3)) == 0


CANDIDATES = "person;role;household;together\na;adult;1;\nb;adult;1;\nc;child;;\nd;child;;\n"
QUOTAS = "attribute,category,min,max,,\nrole,adult,1,1,,\nrole,child,1,1,,\n"


def test_on_files_the_command_says_who_and_how_fair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.csv").write_text(CANDIDATES)
    (tmp_path / "quotas.csv").write_text(QUOTAS)
    out = tmp_path / "draw.json"
    status = main(
        [
            "select",
            str(tmp_path / "people.csv"),
            str(tmp_path / "quotas.csv"),
            "--size",
            "2",
            "--seed",
            "1",
            "--out",
            str(out),
        ]
    )
    said = capsys.readouterr().out
    assert status == 0
    assert "2 chosen of 4, with seed '1':" in said
    assert "The smallest chance that anyone had is 50.0000%; no lottery can do better. Gini 0.000." in said
    told = json.loads(out.read_text())
    assert told["smallest_chance"] == 0.5
    assert told["input"] == json.loads(out.read_text())["input"]
    assert len(hashlib.sha256(out.read_bytes()).hexdigest()) == 64


def test_who_is_in_no_panel_is_told_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.csv").write_text("person;role\na;adult\nb;adult\nc;child\n")
    (tmp_path / "quotas.csv").write_text("attribute,category,min,max\nrole,adult,1,2\nrole,child,0,0\n")
    command = ["select", str(tmp_path / "people.csv"), str(tmp_path / "quotas.csv"), "--size", "1", "--seed", "1"]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "In no panel that meets the quotas: c.",
        "  c: role child (0-0).",
    ]


def test_a_file_with_nobody_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.csv").write_text("person;role\n")
    (tmp_path / "quotas.csv").write_text("attribute,category,min,max\nrole,adult,1,2\n")
    command = ["select", str(tmp_path / "people.csv"), str(tmp_path / "quotas.csv"), "--size", "1", "--seed", "1"]
    assert main(command) == 2
    assert capsys.readouterr().err == "people.csv: holds nobody; write at least one row under the header\n"


def test_pairs_in_the_file_are_drawn_together_and_a_stranger_in_a_pair_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "quotas.csv").write_text("attribute,category,min,max\nrole,adult,0,2\nrole,child,2,2\n")
    command = ["select", str(tmp_path / "people.csv"), str(tmp_path / "quotas.csv"), "--size", "2", "--seed", "1"]
    (tmp_path / "people.csv").write_text("person;role;together\na;child;b\nb;child;\nc;child;d\nd;child;c\n")
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["panel"] in (["a+b"], ["c+d"])
    (tmp_path / "people.csv").write_text("person;role;together\na;child;x\nb;child;\n")
    assert main(command) == 2
    assert "row 2: together names 'a' and 'x'; name another row of this file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("quotas", "sentence"),
    [
        ("attribute,category,min,max\nrole,adult,3,1\n", "row 2: min is 3 and max is 1; allowed: min up to max"),
        ("attribute,category,min,max\nrole,adult,x,1\n", "row 2: min is 'x'; allowed: a whole number from 0"),
        ("attribute,category,min,max\n", "holds no quota"),
        ("attribute,category,min,max\nrole,adult,0,1\nrole,adult,0,1\n", "row 3: role 'adult' stands here twice"),
        ("attribute,category,min,max\nrole,child,1,2\n", "row 2: role is 'adult'; the quotas allow: child"),
        ("min,max\n1,2\n", "row 2: 2 columns; needed: attribute, category, min, max"),
    ],
)
def test_a_wrong_file_is_a_sentence_with_the_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], quotas: str, sentence: str
) -> None:
    (tmp_path / "people.csv").write_text(CANDIDATES)
    (tmp_path / "quotas.csv").write_text(quotas)
    status = main(["select", str(tmp_path / "people.csv"), str(tmp_path / "quotas.csv"), "--size", "2", "--seed", "1"])
    assert status == 2
    assert sentence in capsys.readouterr().err


def test_quotas_that_cannot_be_met_are_a_sentence_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "people.csv").write_text(CANDIDATES)
    (tmp_path / "quotas.csv").write_text("attribute,category,min,max\nrole,adult,2,2\nrole,child,0,2\n")
    status = main(["select", str(tmp_path / "people.csv"), str(tmp_path / "quotas.csv"), "--size", "2", "--seed", "1"])
    assert status == 2
    assert "No panel of 2 people meets these quotas together" in capsys.readouterr().err
