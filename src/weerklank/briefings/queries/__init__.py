"""What pages ask: dossiers, the chain of a theme, news, meetings, and what waits for editors and organisers."""

from weerklank.briefings.queries.chain import Chain, Link, chain_of
from weerklank.briefings.queries.dossier import Dossier, Section, Sentence, SourceRef, dossier_of, themes_for_parliament
from weerklank.briefings.queries.meetings import MeetingRow, meeting_rows
from weerklank.briefings.queries.work import article_list, duties, published_articles

__all__ = [
    "Chain",
    "Dossier",
    "Link",
    "MeetingRow",
    "Section",
    "Sentence",
    "SourceRef",
    "article_list",
    "chain_of",
    "dossier_of",
    "duties",
    "meeting_rows",
    "published_articles",
    "themes_for_parliament",
]
