"""What an edition talks about: taken from the ten, in its own words and order."""

from __future__ import annotations

import pytest
from django.urls import reverse

from weerklank.audit.models import AuditEvent
from weerklank.editions import actions
from weerklank.editions.actions import Wording
from weerklank.editions.models import Edition, EditionTheme
from weerklank.moves import Refusal


@pytest.fixture
def page(edition):
    return reverse("editions-themes", args=[edition.slug])


@pytest.fixture
def three(edition, edition_theme, safety, play):
    """Armoede, Veiligheid, Spelen: in this order."""
    return [
        edition_theme,
        EditionTheme.objects.create(edition=edition, theme=safety, name="Veiligheid", order=2),
        EditionTheme.objects.create(edition=edition, theme=play, name="Spelen", order=3),
    ]


def names(edition):
    return list(edition.themes.order_by("order").values_list("name", flat=True))


def test_a_theme_comes_last_under_its_own_name_or_the_one_it_gets_here(edition, edition_theme, safety, play, cast, now):
    actions.add_theme(edition_id=edition.pk, theme=safety, name="", by=cast.organiser, now=now)
    actions.add_theme(edition_id=edition.pk, theme=play, name="Tijd om te spelen", by=cast.organiser, now=now)
    assert names(edition) == ["Armoede", "Veiligheid", "Tijd om te spelen"]
    assert AuditEvent.objects.filter(action="edition.theme_added").count() == 2


def test_a_theme_stands_in_an_edition_once(edition, edition_theme, theme, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.add_theme(edition_id=edition.pk, theme=theme, name="Anders", by=cast.organiser, now=now)
    assert refused.value.field == "theme"


def test_two_themes_of_an_edition_never_share_a_name(edition, three, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.word_themes(
            edition_id=edition.pk, wordings=[Wording(three[1].pk, "ARMOEDE", 2)], by=cast.organiser, now=now
        )
    assert refused.value.field == f"name-{three[1].pk}"
    assert names(edition) == ["Armoede", "Veiligheid", "Spelen"]


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ((1, 2, 3), "AVS"),
        ((3, 2, 3), "VSA"),
        ((1, 2, 1), "SAV"),
        ((1, 2, 2), "ASV"),
        ((2, 2, 3), "VAS"),
        ((900, 20, 1), "SVA"),
    ],
)
def test_a_theme_gets_the_place_that_was_typed_and_the_others_close_up(typed, row, edition, three, cast, now):
    wordings = [Wording(theme.pk, theme.name, place) for theme, place in zip(three, typed, strict=True)]
    actions.word_themes(edition_id=edition.pk, wordings=wordings, by=cast.organiser, now=now)
    assert "".join(name[0] for name in names(edition)) == row
    assert list(edition.themes.order_by("order").values_list("order", flat=True)) == [1, 2, 3]


def test_nothing_changed_leaves_no_trace_in_the_log(edition, three, cast, now):
    wordings = [Wording(theme.pk, theme.name, theme.order) for theme in three]
    actions.word_themes(edition_id=edition.pk, wordings=wordings, by=cast.organiser, now=now)
    assert AuditEvent.objects.count() == 0


def test_whoever_saves_after_a_theme_was_removed_hears_so_and_changes_nothing(edition, three, cast, now):
    wordings = [Wording(theme.pk, f"{theme.name}!", theme.order) for theme in three]
    actions.remove_theme(edition_id=edition.pk, theme_id=three[2].pk, by=cast.organiser, now=now)
    with pytest.raises(Refusal):
        actions.word_themes(edition_id=edition.pk, wordings=wordings, by=cast.organiser, now=now)
    assert names(edition) == ["Armoede", "Veiligheid"]


def test_a_theme_that_came_meanwhile_keeps_its_place_and_clashes_without_breaking_the_page(
    edition, edition_theme, safety, cast, page
):
    EditionTheme.objects.create(edition=edition, theme=safety, name="Veiligheid", order=2)
    typed = {f"order-{edition_theme.pk}": "1", f"name-{edition_theme.pk}": "Veiligheid"}
    with pytest.raises(Refusal) as refused:
        actions.word_themes(
            edition_id=edition.pk, wordings=[Wording(edition_theme.pk, "Veiligheid", 1)], by=cast.organiser, now=None
        )
    assert refused.value.field == ""
    assert cast.client("organiser").post(page, typed).status_code == 422


def test_a_theme_goes_while_nothing_hangs_on_it(edition, three, cast):
    response = cast.client("organiser").post(reverse("editions-theme-remove", args=[edition.slug, three[1].pk]))
    assert (response.status_code, names(edition)) == (302, ["Armoede", "Spelen"])


def test_what_hangs_on_a_theme_is_named_and_nothing_is_logged(edition, three, consultation, table, advice, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.remove_theme(edition_id=edition.pk, theme_id=three[0].pk, by=cast.organiser, now=now)
    assert refused.value.sentence == (
        "Aan het thema ‘Armoede’ hangt nog 1 raadpleging, 1 tafel en 1 advies. Zolang dat er is, blijft het thema; anders noemen kan wel."
    )
    assert AuditEvent.objects.count() == 0


def test_the_second_who_removes_a_theme_hears_that_it_is_gone(edition, three, cast, now):
    actions.remove_theme(edition_id=edition.pk, theme_id=three[1].pk, by=cast.organiser, now=now)
    with pytest.raises(Refusal) as refused:
        actions.remove_theme(edition_id=edition.pk, theme_id=three[1].pk, by=cast.organiser, now=now)
    assert refused.value.sentence == "Dit thema is al weggehaald. Ververs de bladzijde."


def test_an_announced_edition_keeps_its_last_theme_and_a_draft_need_not(edition, edition_theme, cast, now):
    with pytest.raises(Refusal):
        actions.remove_theme(edition_id=edition.pk, theme_id=edition_theme.pk, by=cast.organiser, now=now)
    Edition.objects.filter(pk=edition.pk).update(state="draft")
    actions.remove_theme(edition_id=edition.pk, theme_id=edition_theme.pk, by=cast.organiser, now=now)
    assert names(edition) == []


def test_the_themes_of_a_closed_edition_stay_as_they_were(previous, theme, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.add_theme(edition_id=previous.pk, theme=theme, name="", by=cast.organiser, now=now)
    assert refused.value.sentence == "Deze editie is gesloten. Haar thema’s en tafels veranderen niet meer."


def test_a_theme_of_another_edition_is_not_removed_here(edition, previous, cast):
    theirs = previous.themes.first()
    response = cast.client("organiser").post(reverse("editions-theme-remove", args=[edition.slug, theirs.pk]))
    assert (response.status_code, previous.themes.count()) == (409, 2)


@pytest.mark.parametrize(
    ("order", "name", "wrong"),
    [("0", "A", "order"), ("", "A", "order"), ("9" * 30, "A", "order"), ("één", "A", "order"), ("1", "  ", "name")],
)
def test_a_refused_wording_keeps_what_was_typed(order, name, wrong, edition, edition_theme, cast, page):
    typed = {f"order-{edition_theme.pk}": order, f"name-{edition_theme.pk}": name}
    response = cast.client("organiser").post(page, typed)
    form = response.context["words"]
    assert (response.status_code, list(form.errors)) == (422, [f"{wrong}-{edition_theme.pk}"])
    assert form[f"order-{edition_theme.pk}"].value() == order


def test_a_refused_theme_keeps_the_name_that_was_typed(edition, edition_theme, cast):
    response = cast.client("organiser").post(
        reverse("editions-theme-add", args=[edition.slug]), {"theme": "999", "name": "Mijn naam"}
    )
    assert (response.status_code, response.context["add"]["name"].value()) == (422, "Mijn naam")


def test_an_edition_without_themes_says_so_and_one_with_all_offers_none(edition, theme, cast, page):
    client = cast.client("organiser")
    assert "Er is nog geen thema. Kies er hieronder een." in client.get(page).content.decode()
    client.post(reverse("editions-theme-add", args=[edition.slug]), {"theme": theme.pk, "name": ""})
    assert "Alle thema’s staan al in deze editie." in client.get(page).content.decode()


@pytest.mark.parametrize("who", ["admin", "editor", "moderator", "facilitator", "respondent", "outsider"])
def test_other_roles_do_not_touch_the_themes(who, edition, edition_theme, safety, cast, page):
    client = cast.client(who)
    answers = [
        client.get(page),
        client.post(page, {f"order-{edition_theme.pk}": "1", f"name-{edition_theme.pk}": "X"}),
        client.post(reverse("editions-theme-add", args=[edition.slug]), {"theme": safety.pk, "name": ""}),
        client.post(reverse("editions-theme-remove", args=[edition.slug, edition_theme.pk])),
    ]
    assert ([answer.status_code for answer in answers], names(edition)) == ([403] * 4, ["Armoede"])
