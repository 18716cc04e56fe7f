"""Every table of the open data, in an order in which what is pointed to comes before what points."""

from weerklank.tracker.dump.columns import Table
from weerklank.tracker.dump.tables import answers, asked, dialogue, known, words

TABLES: tuple[Table, ...] = (*words.TABLES, *asked.TABLES, *known.TABLES, *dialogue.TABLES, *answers.TABLES)

# Models of which nothing is ever exported, each with the reason. A model that stands neither here nor in a table
# makes the build fail: somebody must decide.
INSIDE: dict[str, str] = {
    "accounts.Account": "mensen die aanmelden",
    "accounts.RoleAssignment": "wat mensen mogen",
    "advices.ReadBack": "wat een kind aan tafel zei, per stoel",
    "advices.TableRecord": "het verslag van de tafel; het openbare deel staat op de bladzijde van de editie",
    "answers.Appraisal": "het oordeel van een kind over een antwoord",
    "audit.AuditEvent": "het logboek; het openbare deel staat op elke bladzijde",
    "briefings.Outbox": "post die nog weg moet",
    "briefings.NeverAgain": "kenmerken van postbussen die geen post willen",
    "briefings.SavedView": "wat iemand zocht",
    "briefings.Subscription": "e-mailadressen",
    "editions.EditionRole": "wat mensen mogen",
    "editions.Registration": "wie naar een bijeenkomst komt",
    "editions.Seat": "wie aan tafel zat, ook onder een andere naam",
    "editions.ThemeTable": "de tafels zelf; wat zij adviseerden staat in advices",
    "findings.GroupMembership": "welke inbreng in welke groep zit",
    "findings.Objection": "dat een kind zei dat iets niet klopt, en wat een redacteur het antwoordde",
    "findings.ObjectionTerm": "tot wanneer kinderen bezwaar maken; dat staat bij de vraag",
    "findings.OpinionRun": "tellingen van stemmen van kinderen; beschermd te lezen bij de editie",
    "moderation.Appeal": "dat een kind vroeg om nog eens te kijken",
    "moderation.DeclineProposal": "wie voorstelde een bijdrage niet te tonen",
    "moderation.Escalation": "wie over een signaal is gewaarschuwd",
    "moderation.ModerationDecision": "wat een moderator besloot",
    "moderation.SafetyFlag": "zorgsignalen",
    "participation.ConsultationText": "de vraag in andere talen; die staat op de bladzijden voor kinderen",
    "participation.Contribution": "wat een kind zei; het kan dat terugnemen, ook na publicatie",
    "participation.ContributionText": "vertalingen van wat een kind zei",
    "participation.CoverageTarget": "wie een organisator wil bereiken; hoort bij het werk, niet bij de uitkomst",
    "participation.EntryPoint": "klassencodes",
    "participation.HandTally": "stemmen met opgestoken hand, per groep",
    "participation.PaperCard": "welke kaarten op papier zijn afgedrukt",
    "participation.HelpLine": "hulplijnen; die staan op /hulp/ en moeten daar altijd vers zijn",
    "participation.ReturnCode": "terugkomcodes",
    "participation.SpentEntry": "gebruikte plaatsen van een klassencode",
    "participation.SpentProof": "gebruikte bewijzen van rekenwerk",
    "participation.Statement": "woorden van kinderen; een kind kan ze terugnemen, uit een bestand bij anderen niet",
    "participation.Statement_sources": "van welke inbreng een stelling komt",
    "participation.StatementText": "vertalingen van stellingen",
    "participation.Vote": "stemmen van kinderen",
    "rights.ColumnMapping": "hoe een bestand van een ander is ingelezen",
    "rights.ImplementationComment": "hoort bij een lijst die een overheid rondstuurt; uitgevoerd in die lijst zelf",
    "rights.ImportBatch": "hoe een bestand is ingelezen",
    "rights.ImportRow": "hoe een bestand is ingelezen",
    "rights.SearchPosting": "de woordenlijst van het zoeken",
    "rights.SearchText": "de woordenlijst van het zoeken",
    "rights.SearchTerm": "de woordenlijst van het zoeken",
    "rights.SourceChange": "een verschil waarover een redacteur nog besluit",
}
