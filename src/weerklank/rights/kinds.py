"""The wordings that can stand beside a limb: for whom, in which language, of what age."""

from __future__ import annotations

from dataclasses import dataclass

from weerklank.rights.models import AgeBand, RecommendationText, Register


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of wording; a limb has at most one published version of it."""

    slug: str
    label: str
    register: str
    language: str = "nl"
    age_band: str = ""
    hint: str = ""

    @property
    def for_children(self) -> bool:
        return self.register == Register.CHILD

    @property
    def translates(self) -> bool:
        return self.register in (Register.OFFICIAL, Register.UNOFFICIAL)


_ONE_OR_TWO = "Eén of twee zinnen, zonder vaktaal."
_TRANSLATION = "De hele tekst, zin voor zin; niets erbij en niets eraf."
KINDS = (
    Kind("gewone-taal", "in gewone taal", Register.PLAIN, hint=_ONE_OR_TWO),
    Kind("kinderen", "voor kinderen", Register.CHILD, hint="Zo dat een kind van negen het snapt."),
    Kind(
        "kinderen-6-8",
        "voor kinderen van 6 tot en met 8 jaar",
        Register.CHILD,
        age_band=AgeBand.YOUNGEST,
        hint="Korte woorden, één gedachte per zin; wordt ook voorgelezen.",
    ),
    Kind(
        "kinderen-9-12",
        "voor kinderen van 9 tot en met 12 jaar",
        Register.CHILD,
        age_band=AgeBand.MIDDLE,
        hint="Korte zinnen en een voorbeeld uit het leven van een kind.",
    ),
    Kind(
        "kinderen-13-17",
        "voor jongeren van 13 tot en met 17 jaar",
        Register.CHILD,
        age_band=AgeBand.OLDEST,
        hint="Gewone taal; zeg wie iets moet doen.",
    ),
    Kind("officiele-vertaling", "officiële vertaling", Register.OFFICIAL, hint=_TRANSLATION),
    Kind("vertaling", "niet-officiële vertaling", Register.UNOFFICIAL, hint=_TRANSLATION),
    Kind("gewone-taal-en", "in gewone taal, Engels", Register.PLAIN, "en", hint=_ONE_OR_TWO),
    Kind("kinderen-en", "voor kinderen, Engels", Register.CHILD, "en", hint="Zo dat een kind van negen het snapt."),
    Kind("gewone-taal-pap", "in gewone taal, Papiaments", Register.PLAIN, "pap", hint=_ONE_OR_TWO),
    Kind(
        "kinderen-pap",
        "voor kinderen, Papiaments",
        Register.CHILD,
        "pap",
        hint="Zo dat een kind van negen het snapt.",
    ),
    Kind("vertaling-pap", "niet-officiële vertaling, Papiaments", Register.UNOFFICIAL, "pap", hint=_TRANSLATION),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}
_BY_PLACE = {(kind.register, kind.language, kind.age_band): kind for kind in KINDS}


def kind_of(text: RecommendationText) -> Kind:
    """The kind a wording is of; one that was brought in from elsewhere gets its name from the row itself."""
    place = (text.register, text.language, text.age_band)
    if place in _BY_PLACE:
        return _BY_PLACE[place]
    label = ", ".join(
        part
        for part in (
            str(text.get_register_display()),
            text.get_age_band_display() if text.age_band else "",
            text.language,
        )
        if part
    )
    return Kind("", label, text.register, text.language, text.age_band)
