"""What the UN asked: rounds, documents, paragraphs, limbs, and what is said of each limb."""

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from weerklank.rights.lifecycle import SuggestionState, TextState
from weerklank.rights.models import (
    Dropped,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    ReportedTopic,
    Responsibility,
    ReviewCycle,
    SourceDocument,
    SourceParagraph,
    StatePosition,
)
from weerklank.rights.queries import visible
from weerklank.tracker.dump.columns import Column, Licence, Rank, Ref, Table
from weerklank.tracker.dump.tables.words import SOURCE

LIMB = ("document", "limb")
_WHO = "wie het intikte blijft binnen"
_LIMB = Ref("recommendation", "het onderdeel", to="limbs", as_=LIMB)


def _open_documents() -> QuerySet[Model]:
    """What the pages name: the documents of a round, and whatever else something public stands in."""
    limbs = visible().filter(document=OuterRef("pk"))
    topics = ReportedTopic.objects.filter(document=OuterRef("pk"))
    of_a_round = Q(doc_type="concluding_observations", cycle__isnull=False)
    return SourceDocument.objects.filter(of_a_round | Exists(limbs) | Exists(topics))


def _confirmed(model: type[Model]) -> QuerySet[Model]:
    return model._default_manager.filter(state=SuggestionState.CONFIRMED)


def _link(name: str, title: str, about: str, model: type[Model], thing: Ref) -> Table:
    """What a limb is about: only what a person confirmed."""
    return Table(
        name,
        title,
        about,
        model,
        (
            _LIMB,
            thing,
            Column("source", "wie of wat dit vond"),
            Column("pattern", "naam van het patroon dat het vond"),
            Column("matched_text", "de woorden waarin het gevonden werd"),
        ),
        (*LIMB, *thing.names),
        lambda: _confirmed(model),
        inside={"state": "alleen wat een redacteur bevestigde staat in het bestand"},
        begins={"state": SuggestionState.CONFIRMED},
    )


TABLES = (
    Table(
        "cycles",
        "Rondes",
        "Eén ronde van verslag, gesprek met het comité en slotopmerkingen.",
        ReviewCycle,
        (
            Column("cycle", "korte naam", field="slug"),
            Column("label", "hoe de ronde heet"),
            Column("body", "het comité"),
            Column("year", "jaar"),
            Column("state_report_on", "dag van het verslag van de staat"),
            Column("dialogue_from", "eerste dag van het gesprek"),
            Column("dialogue_to", "laatste dag van het gesprek"),
            Column("adopted_on", "dag waarop het comité de tekst vaststelde"),
            Column("issued_on", "dag waarop de tekst uitkwam"),
            Column("next_report", "wanneer het volgende verslag komt, zoals de bron het zegt"),
            Column("next_report_source", "waar dat te lezen is"),
            Column("note", "opmerking"),
            SOURCE,
        ),
        ("cycle",),
        ReviewCycle.objects.all,
    ),
    Table(
        "documents",
        "Documenten van de VN",
        "Documenten van een ronde, en waar iets openbaars in staat, met wat bekend is over hoe volledig onze tekst is.",
        SourceDocument,
        (
            Column("document", "korte naam in adressen", field="slug"),
            Column("symbol", "documentsymbool van de VN"),
            Ref("cycle", "de ronde", to="cycles"),
            Column("doc_type", "soort document"),
            Column("title", "titel"),
            Column("date", "dag van het document"),
            Column("language", "taal (ISO 639-1)"),
            Column("publisher", "wie het uitgaf"),
            Column("url", "waar het te lezen is"),
            Column("licence", "voorwaarden van de bron voor deze tekst"),
            Column("complete", "of wij de hele tekst hebben"),
            Column("completeness_note", "wat er ontbreekt"),
        ),
        ("document",),
        _open_documents,
        licence=Licence.UN,
    ),
    Table(
        "paragraphs",
        "Alinea’s",
        "Een alinea zoals zij in het document staat.",
        SourceParagraph,
        (
            Ref("document", "het document", to="documents"),
            Column("paragraph", "het nummer, of een kenmerk van de tekst waar het nummer onbekend is", field="key"),
            Column("number", "nummer van de alinea"),
            Column("section", "deel van het document"),
            Column("cluster", "kop van het cluster"),
            Column("heading", "kop"),
            Column("kind", "soort alinea"),
            Column("text", "de tekst; leeg zolang alleen het nummer bekend is"),
            Column("complete", "of de alinea volledig is"),
            Column("doubtful", "of er iets in staat dat niet met zekerheid te lezen was"),
            Column("uhri_annotation_id", "kenmerk in de UHRI van de VN"),
            SOURCE,
            Column("order", "plaats in het document"),
        ),
        ("document", "paragraph"),
        lambda: SourceParagraph.objects.filter(limbs__in=visible()).distinct(),
        licence=Licence.UN,
        order=("document", "order", "paragraph"),
        inside={
            "problems": "aantekeningen van het inlezen, voor de redacteur",
            "original": "de regels van het bestand, om naast het gelezene te leggen",
            "found": "welk patroon het nummer vond",
            "read_print": "kenmerk van wat een bestand het laatst gaf",
            "mended": "of een redacteur nummer of letters verbeterde",
        },
    ),
    Table(
        "limbs",
        "Aanbevelingen, per onderdeel",
        "Het onderdeel, bijvoorbeeld 22(b): de eenheid die gevolgd wordt. Een ingetrokken onderdeel staat er niet in; "
        "op zijn adres staat waarom.",
        Recommendation,
        (
            Ref("document", "het document", to="documents"),
            Column("limb", "korte naam in adressen", field="slug"),
            Ref("paragraph", "de alinea", to="paragraphs", as_=("paragraph_document", "paragraph")),
            Column("letter", "de letter"),
            Column("number", "het nummer, zoals 22(b); leeg waar het onbekend is"),
            Column("subject", "waar het over gaat, in onze woorden"),
            Column("statement_type", "wat voor uitspraak het is"),
            Column("text", "de tekst van de VN; leeg zolang alleen het nummer bekend is"),
            Column("language", "taal van de tekst (ISO 639-1)"),
            Column("complete", "of de tekst volledig is"),
            Column("doubtful", "wat niet met zekerheid te lezen was"),
            Column("is_urgent", "of het comité het dringend noemt"),
            Column("urgent_area", "onder welk dringend onderwerp"),
            Column("order", "plaats in het document"),
            Column("state", "hoe ver het is: bij imported en checked is de tekst nog niet door twee mensen nagezien"),
            Column("checked_on", "dag waarop de tekst met de bron is vergeleken"),
            Column("published_on", "dag waarop een tweede persoon publiceerde"),
            Column("correction", "openbare uitleg bij een verbetering"),
        ),
        LIMB,
        visible,
        licence=Licence.UN,
        order=("document", "order", "limb"),
        inside={"checked_by": "wie controleerde blijft binnen", "published_by": "wie publiceerde blijft binnen"},
    ),
    Table(
        "limb_texts",
        "Andere woorden",
        "Vertalingen en teksten in gewone taal of voor kinderen, naast de tekst van de VN en nooit in plaats ervan.",
        RecommendationText,
        (
            _LIMB,
            Column("language", "taal (ISO 639-1)"),
            Column("register", "wat voor tekst het is"),
            Column("age_band", "voor welke leeftijd"),
            Column("version", "versie"),
            Column("text", "de tekst"),
            SOURCE,
            Column("reviewed_by_children", "of kinderen de tekst hebben nagelezen"),
            Column("published_on", "dag van publicatie"),
        ),
        (*LIMB, "language", "register", "age_band", "version"),
        lambda: RecommendationText.objects.filter(state=TextState.PUBLISHED),
        inside={
            "author": _WHO,
            "written_by": _WHO,
            "approved_by": "wie goedkeurde blijft binnen",
            "state": "alleen gepubliceerde teksten staan in het bestand",
        },
        begins={"state": TextState.PUBLISHED},
    ),
    _link(
        "limb_concepts",
        "Begrippen per onderdeel",
        "Bij welk artikel, cluster of doel een onderdeel hoort.",
        RecommendationConcept,
        Ref("concept", "het begrip", to="concepts", as_=("scheme", "notation")),
    ),
    _link(
        "limb_territories",
        "Gebieden per onderdeel",
        "Voor welk deel van het Koninkrijk een onderdeel geldt.",
        RecommendationTerritory,
        Ref("territory", "het gebied", to="territories"),
    ),
    _link(
        "limb_themes",
        "Thema’s per onderdeel",
        "Bij welk thema een onderdeel hoort.",
        RecommendationTheme,
        Ref("theme", "het thema", to="themes"),
    ),
    Table(
        "limb_relations",
        "Eerder gevraagd",
        "Een later onderdeel dat een eerder onderdeel herhaalt, verscherpt of beperkt.",
        RecommendationRelation,
        (
            Ref("later", "het latere onderdeel", to="limbs", as_=("later_document", "later_limb")),
            Ref("earlier", "het eerdere onderdeel", to="limbs", as_=("earlier_document", "earlier_limb")),
            Column("type", "wat het latere met het eerdere doet"),
            Column("note", "opmerking"),
            Column("source", "wie dit zegt"),
        ),
        ("later_document", "later_limb", "earlier_document", "earlier_limb"),
        lambda: _confirmed(RecommendationRelation),
        inside={
            "state": "alleen wat een tweede persoon bevestigde staat in het bestand",
            "related_by": "wie het verband legde blijft binnen",
            "confirmed_by": "wie het bevestigde blijft binnen",
        },
        begins={"state": SuggestionState.CONFIRMED},
    ),
    Table(
        "limbs_dropped",
        "Niet herhaald",
        "Een onderdeel waar een latere ronde niet op terugkomt.",
        Dropped,
        (
            _LIMB,
            Ref("cycle", "de ronde die er niet op terugkomt", to="cycles"),
            Column("note", "wat het kan verklaren"),
        ),
        (*LIMB, "cycle"),
        Dropped.objects.all,
    ),
    Table(
        "state_positions",
        "Standpunten van de staat",
        "Wat de staat van een onderdeel zei, zoals een bron het geeft. Een nieuw standpunt is een nieuwe rij.",
        StatePosition,
        (
            _LIMB,
            Rank("number", "het hoeveelste standpunt", within="recommendation", by=("stated_on",)),
            Column("position", "het standpunt"),
            Column("words", "de woorden van de bron"),
            Column("source", "document en alinea"),
            SOURCE,
            Column("stated_on", "dag van het standpunt"),
        ),
        (*LIMB, "number"),
        StatePosition.objects.all,
        inside={"recorded_by": _WHO},
    ),
    Table(
        "responsibilities",
        "Wie moet handelen",
        "Wie een onderdeel moet uitvoeren: voorgesteld, en door de organisatie zelf aanvaard of betwist.",
        Responsibility,
        (
            _LIMB,
            Rank(
                "number",
                "het hoeveelste voorstel bij dit onderdeel",
                within="recommendation",
                by=("valid_from", "valid_to"),
            ),
            Ref("organisation", "de organisatie", to="organisations"),
            Ref("territory", "voor welk gebied; leeg is overal", to="territories"),
            Column("role", "welke rol"),
            Column("state", "wat de organisatie ervan zegt"),
            Column("basis", "waar dat op rust"),
            SOURCE,
            Column("note", "opmerking"),
            Column("disputed_reason", "waarom de organisatie het betwist"),
            Ref("instead", "wie het volgens die organisatie wel moet doen", to="organisations"),
            Column("ended_reason", "waarom het ophield"),
            Column("valid_from", "sinds"),
            Column("valid_to", "tot en met"),
            Column("answered_on", "dag waarop de organisatie het aanvaardde of betwistte"),
        ),
        (*LIMB, "number"),
        Responsibility.objects.all,
        inside={"proposed_by": _WHO, "answered_by": "wie voor de organisatie antwoordde blijft binnen"},
    ),
    Table(
        "reported_topics",
        "Wat organisaties meldden",
        "Wat een organisatie schreef over een document waarvan wij de tekst niet hebben: nooit de aanbeveling zelf.",
        ReportedTopic,
        (
            Ref("document", "het document", to="documents"),
            Ref("theme", "het thema", to="themes"),
            Column("topic", "onderwerp"),
            Column("summary", "samenvatting in onze woorden"),
            Column("reported_by", "welke organisatie het meldde"),
            SOURCE,
        ),
        ("document", "source_url", "summary"),
        ReportedTopic.objects.all,
    ),
)
