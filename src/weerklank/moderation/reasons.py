"""What a child reads when its words are not shown: one sentence per reason, to begin from, in the child's own language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override

from weerklank.participation.models import DeclineReason

SENTENCES = {
    DeclineReason.OTHER_PERSON: gettext_noop(
        "Je schreef over iemand anders. Die persoon kan dat niet zelf zeggen, daarom laten we het niet zien. "
        "Je idee telt wel mee."
    ),
    DeclineReason.CONTACT: gettext_noop(
        "Er stond in wie je bent of waar je woont. Dat laten we niet zien, want dan kan iedereen je vinden. "
        "Je mag je idee nog een keer sturen zonder naam of adres."
    ),
    DeclineReason.HURTFUL: gettext_noop(
        "Er stonden woorden in die een ander pijn kunnen doen. Daarom laten we het niet zien. "
        "Wat je wilt veranderen, mag je nog een keer sturen in andere woorden."
    ),
    DeclineReason.NOT_ABOUT: gettext_noop(
        "Dit gaat over iets anders dan deze vraag. Daarom staat het er niet bij. "
        "Weet je nog iets over deze vraag? Dan mag je het altijd sturen."
    ),
    DeclineReason.UNREADABLE: gettext_noop(
        "We hebben het gelezen, maar we snappen niet wat je bedoelt. Wil je het nog een keer schrijven, of het samen met iemand doen?"
    ),
    DeclineReason.COPY: gettext_noop(
        "Dit idee kwam twee keer binnen, met dezelfde woorden. Daarom laten we het één keer zien. Je idee telt mee."
    ),
    DeclineReason.SAFETY: gettext_noop(
        "Een volwassene heeft dit gelezen. We laten het niet zien, zodat jij veilig bent. "
        "We weten niet wie je bent en kunnen niet naar je toe komen. Praat met iemand die je vertrouwt, of bel de hulplijn die hier staat."
    ),
}


def sentence(reason: str, language: str) -> str:
    """The sentence to begin from, in the child's language where we speak it, else in Dutch."""
    spoken = {code for code, _ in settings.LANGUAGES}
    with override(language if language in spoken else settings.LANGUAGE_CODE):
        return gettext(SENTENCES[DeclineReason(reason)])
