"""What people type: an article with its sources, and a registration for a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from weerklank.briefings.actions.news import ArticleText, NewsSource, sources_from
from weerklank.briefings.models import NewsArticle
from weerklank.editions.models import MeetingRole
from weerklank.rights.models import Theme
from weerklank.web.fields import RowsField

_ADDRESS = URLValidator(schemes=["http", "https"])


class ArticleForm(forms.Form):
    title = forms.CharField(label="Titel", max_length=200)
    lead = forms.CharField(
        label="Inleiding",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén of twee zinnen die het belangrijkste zeggen.",
    )
    body = forms.CharField(
        label="Tekst",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Een lege regel begint een alinea. Een regel met ## ervoor is een kop, met - ervoor een punt in een lijst. Een link: [woorden](https://adres).",
    )
    sources = forms.CharField(
        label="Bronnen",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Per regel: titel | adres | datum. Zonder bron blijft het bericht een concept.",
    )
    themes = RowsField(
        label="Thema’s", queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    correction = forms.CharField(
        label="Wat is er verbeterd?",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Iedereen leest dit boven het bericht.",
    )

    def __init__(self, *args: Any, article: NewsArticle | None = None, **kwargs: Any) -> None:
        if article:
            kwargs.setdefault("initial", _initial(article))
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.prefetch_related("names")
        if not article or article.state != "published":
            del self.fields["correction"]
        else:
            self.fields["correction"].required = True

    def clean_sources(self) -> tuple[NewsSource, ...]:
        found = []
        for number, line in enumerate(self.cleaned_data["sources"].splitlines(), start=1):
            if not line.strip():
                continue
            title, url, day = ([part.strip() for part in line.split("|")] + ["", "", ""])[:3]
            if not title or not url:
                raise ValidationError(
                    f"Regel {number} heeft een titel en een adres nodig, met een streepje ertussen: titel | adres | datum."
                )
            try:
                _ADDRESS(url)
            except ValidationError as error:
                raise ValidationError(
                    f"Het adres op regel {number} begint met http:// of https:// en moet volledig zijn."
                ) from error
            found.append(NewsSource(title[:200], url, day[:40]))
        return tuple(found)

    def text(self) -> ArticleText:
        values = self.cleaned_data
        return ArticleText(
            title=values["title"],
            lead=values["lead"],
            body=values["body"],
            sources=values["sources"],
            themes=tuple(values["themes"]),
        )


def _initial(article: NewsArticle) -> dict[str, Any]:
    return {
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "sources": "\n".join(f"{row.title} | {row.url} | {row.date}" for row in sources_from(article.sources)),
        "themes": list(article.themes.all()),
        "correction": "",
    }


class WithdrawForm(forms.Form):
    correction = forms.CharField(
        label="Waarom wordt het bericht ingetrokken?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit komt op het adres van het bericht te staan.",
    )


class AudienceForm(forms.Form):
    """For whom a meeting is, and where anybody else can go."""

    audience = forms.CharField(
        label="Voor wie", required=False, max_length=200, help_text="Bijvoorbeeld: leden van de Tweede Kamer."
    )
    roles = forms.MultipleChoiceField(
        label="Wie kan zich aanmelden",
        required=False,
        choices=MeetingRole.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kruist u niets aan, dan kan iedereen zich aanmelden.",
    )
    elsewhere = forms.CharField(
        label="Waar kan een ander heen?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit leest wie zich niet kan aanmelden. Bijvoorbeeld: het verslag staat een week later in het nieuws.",
    )


class RegistrationForm(forms.Form):
    """Name, role, address and what somebody needs to be able to come; nothing else is asked."""

    name = forms.CharField(label="Naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    role = forms.ChoiceField(
        label="U bent",
        choices=MeetingRole.choices,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Alleen voor bericht over deze avond.",
    )
    needs = forms.CharField(
        label="Wat heeft u nodig om mee te kunnen doen?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld een rolstoelplek of een tolk gebarentaal. Schrijf niets op over uw gezondheid dat de organisator niet hoeft te weten.",
    )


class AlertForm(forms.Form):
    """Where mail about a list goes, and how often."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Alleen voor deze post. U bevestigt het eerst, en met één klik is het weer gewist."),
    )
    frequency = forms.ChoiceField(
        label=_("Hoe vaak"),
        choices=[
            ("weekly", _("elke week, als er iets veranderd is")),
            ("daily", _("elke dag, als er iets veranderd is")),
        ],
        initial="weekly",
        widget=forms.RadioSelect,
    )
