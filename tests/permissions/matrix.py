"""Who may open what, written down apart from the code: a route that is not in here fails the build.

``RULES`` says which of the cast hold a rule in their own edition. ``ROUTES`` says which rule opens a route, and
which object stands in its address; ``platform`` marks an object that belongs to no edition.
"""

from __future__ import annotations

from dataclasses import dataclass

EVERYONE_SIGNED_IN = frozenset(
    {
        "admin",
        "editor",
        "second_editor",
        "organiser",
        "moderator",
        "second_moderator",
        "safeguarding",
        "analyst",
        "facilitator",
        "respondent",
        "approver",
        "other_respondent",
        "panel_member",
        "contact",
        "other_contact",
        "outsider",
    }
)

RULES: dict[str, frozenset[str]] = {
    "work.open": EVERYONE_SIGNED_IN,
    "accounts.manage": frozenset({"admin"}),
    "audit.read": frozenset({"admin"}),
    "rights.edit": frozenset({"editor", "second_editor"}),
    "editions.organise": frozenset({"organiser"}),
    "editions.staff": frozenset({"organiser", "admin"}),
    "editions.create": frozenset({"organiser", "admin"}),
    "briefings.registrations": frozenset({"organiser", "admin"}),
    "statements.edit": frozenset({"organiser", "analyst"}),
    "moderation.decide": frozenset({"moderator", "second_moderator", "safeguarding"}),
    "moderation.safeguard": frozenset({"safeguarding"}),
    "findings.edit": frozenset({"analyst"}),
    "advices.write": frozenset({"facilitator"}),
    "advices.hand_over": frozenset({"organiser"}),
    "answers.open": frozenset({"respondent", "approver", "other_respondent"}),
    "answers.write": frozenset({"respondent", "other_respondent"}),
    "answers.approve": frozenset({"approver"}),
    "answers.judge": frozenset({"panel_member"}),
    "panel.read": frozenset({"panel_member"}),
    "commitments.report": frozenset({"respondent", "approver", "other_respondent"}),
}

# whoever holds a rule for the platform as a whole, in every edition
EVERYWHERE: dict[str, frozenset[str]] = {"editions.staff": frozenset({"admin"})}


@dataclass(frozen=True)
class Route:
    """What opens a route, and the objects in its address."""

    rule: str
    objects: tuple[str, ...] = ()
    platform: bool = False


def _(rule: str, *objects: str, platform: bool = False) -> Route:
    return Route(rule, objects, platform)


PUBLIC = "public"
ROUTES: dict[str, Route] = {
    # the workspace
    "work-home": _("work.open"),
    "work-log": _("audit.read"),
    "work-look": _("work.open", "room", platform=True),
    "sign-in": _(PUBLIC),
    "sign-out": _(PUBLIC),
    # editions, questions, entrances
    "editions-list": _("editions.staff"),
    "editions-detail": _("editions.staff", "edition"),
    "editions-advance": _("editions.organise", "edition"),
    "editions-change": _("editions.organise", "edition"),
    "editions-roles": _("editions.staff", "edition"),
    "editions-role-withdraw": _("editions.staff", "edition", "role"),
    "editions-new": _("editions.create"),
    "editions-themes": _("editions.organise", "edition"),
    "editions-theme-add": _("editions.organise", "edition"),
    "editions-theme-remove": _("editions.organise", "edition", "edition_theme"),
    "editions-tables": _("editions.organise", "edition"),
    "editions-table": _("editions.organise", "edition", "table"),
    "editions-table-remove": _("editions.organise", "edition", "table"),
    "editions-seats-add": _("editions.organise", "edition", "table"),
    "editions-seat-add": _("editions.organise", "edition", "table"),
    "editions-seat-remove": _("editions.organise", "edition", "table", "seat"),
    "participation-consultations": _("statements.edit"),
    "participation-consultation-new": _("editions.organise"),
    "participation-consultation": _("statements.edit", "consultation"),
    "participation-consultation-change": _("editions.organise", "consultation"),
    "participation-consultation-extend": _("editions.organise", "consultation"),
    "participation-consultation-move": _("editions.organise", "consultation"),
    "participation-translation": _("editions.organise", "consultation", "language"),
    "participation-statements": _("statements.edit", "consultation"),
    "participation-statement": _("statements.edit", "statement"),
    "participation-statement-move": _("statements.edit", "statement"),
    "participation-entry-points": _("editions.organise", "consultation"),
    "participation-entry-point-sheet": _("editions.organise", "entry_point"),
    "participation-entry-point-end": _("editions.organise", "entry_point"),
    "participation-entry-point-raise": _("editions.organise", "entry_point"),
    "participation-panel": _("panel.read"),
    "participation-panel-say": _("panel.read", "consultation"),
    # reading before publishing
    "moderation-queue": _("moderation.decide"),
    "moderation-item": _("moderation.decide", "contribution"),
    "moderation-publish": _("moderation.decide", "contribution"),
    "moderation-publish-edited": _("moderation.decide", "contribution"),
    "moderation-unpublish": _("moderation.decide", "contribution"),
    "moderation-keep-private": _("moderation.decide", "contribution"),
    "moderation-decline": _("moderation.decide", "contribution", "reason"),
    "moderation-hold": _("moderation.decide", "contribution"),
    "moderation-safety": _("moderation.safeguard"),
    "moderation-flag": _("moderation.safeguard", "flag"),
    "moderation-flag-release": _("moderation.safeguard", "flag"),
    # bringing together
    "findings-list": _("findings.edit"),
    "findings-arrange": _("findings.edit", "consultation"),
    "findings-group": _("findings.edit", "group"),
    "findings-group-new": _("findings.edit", "consultation"),
    "findings-group-remove": _("findings.edit", "group"),
    "findings-move-in": _("findings.edit", "consultation"),
    "findings-move-out": _("findings.edit", "group"),
    "findings-set-aside": _("findings.edit", "group"),
    "findings-statement": _("findings.edit", "published"),
    "findings-settle": _("findings.edit", "consultation"),
    "findings-counts": _("findings.edit", "consultation"),
    # the table
    "advices-tables": _("advices.write"),
    "advices-table": _("advices.write", "table"),
    "advices-new": _("advices.write", "table"),
    "advices-edit": _("advices.write", "advice"),
    "advices-read-back": _("advices.write", "advice"),
    "advices-start-read-back": _("advices.write", "advice"),
    "advices-say": _("advices.write", "advice"),
    "advices-adopt": _("advices.write", "advice"),
    "advices-discard": _("advices.write", "advice"),
    # handing over and answering
    "answers-handover-editions": _("advices.hand_over"),
    "answers-handover": _("advices.hand_over", "edition"),
    "answers-addressees": _("advices.hand_over", "advice"),
    "answers-freeze": _("advices.hand_over", "advice"),
    "answers-discard": _("advices.hand_over", "advice"),
    "answers-stock": _("answers.open"),
    "answers-advice": _("answers.open", "addressee"),
    "answers-acknowledge": _("answers.write", "addressee"),
    "answers-extend": _("answers.write", "addressee"),
    "answers-write": _("answers.write", "addressee"),
    "answers-to-approve": _("answers.approve"),
    "answers-approve": _("answers.approve", "answer"),
    "answers-publish": _("answers.approve", "answer"),
    "answers-send-back": _("answers.approve", "answer"),
    "answers-translate": _("answers.open", "answer"),
    "answers-to-judge": _("answers.judge"),
    "answers-judge": _("answers.judge", "answer"),
    "answers-promises": _("commitments.report"),
    "answers-promise": _("commitments.report", "commitment"),
    # the UN's recommendations
    "rights-worklist": _("rights.edit"),
    "rights-suggest-themes": _("rights.edit"),
    "rights-imports": _("rights.edit"),
    "rights-batch": _("rights.edit", "batch", platform=True),
    "rights-batch-run": _("rights.edit", "batch", platform=True),
    "rights-batch-csv": _("rights.edit", "batch", platform=True),
    "rights-limb": _("rights.edit", "document", "limb", platform=True),
    "rights-limb-decide": _("rights.edit", "document", "limb", platform=True),
    "rights-limb-take-back": _("rights.edit", "document", "limb", "responsibility", platform=True),
    "rights-limb-deed": _("rights.edit", "document", "limb", "deed", platform=True),
    # news and meetings
    "briefings-news-work": _("rights.edit"),
    "briefings-article-new": _("rights.edit"),
    "briefings-article-work": _("rights.edit", "article", platform=True),
    "briefings-article-edit": _("rights.edit", "article", platform=True),
    "briefings-article-publish": _("rights.edit", "article", platform=True),
    "briefings-article-withdraw": _("rights.edit", "article", platform=True),
    "briefings-meetings-work": _("briefings.registrations"),
    "briefings-meeting-list": _("briefings.registrations", "meeting", platform=True),
    "briefings-meeting-csv": _("briefings.registrations", "meeting", platform=True),
    "briefings-meeting-move": _("briefings.registrations", "meeting", "registration", platform=True),
    # machines
    "openapi-json": _(PUBLIC),
    "api-root": _(PUBLIC),
    **{
        f"list_{name}": _(PUBLIC)
        for name in ("recommendations", "themes", "advices", "answers", "commitments", "indicators")
    },
    **{
        f"csv_{name}": _(PUBLIC)
        for name in ("recommendations", "themes", "advices", "answers", "commitments", "indicators")
    },
    "one_recommendation": _(PUBLIC, "document", "limb"),
    "one_advice": _(PUBLIC, "advice"),
    "one_commitment": _(PUBLIC, "commitment"),
    "tracker-health": _(PUBLIC),
    "tracker-security-txt": _(PUBLIC),
    "tracker-robots-txt": _(PUBLIC),
    # children
    "participation-help": _(PUBLIC),
    "participation-child-start": _(PUBLIC),
    "participation-child-stop": _(PUBLIC),
    "participation-child-leave": _(PUBLIC),
    "participation-child-next-child": _(PUBLIC),
    "participation-child-question": _(PUBLIC, "code"),
    "participation-child-idea": _(PUBLIC, "code"),
    "participation-child-statements": _(PUBLIC, "code"),
    "participation-child-statement": _(PUBLIC, "code", "number"),
    "participation-child-others": _(PUBLIC, "code"),
    "participation-child-done": _(PUBLIC, "code"),
    "participation-child-unknown": _(PUBLIC, "rest"),
    "answers-back": _(PUBLIC),
    # everybody
    "briefings-parliament": _(PUBLIC),
    "briefings-meeting": _(PUBLIC, "meeting"),
    "briefings-meeting-thanks": _(PUBLIC, "meeting"),
    "briefings-dossier": _(PUBLIC, "theme"),
    "briefings-dossier-pdf": _(PUBLIC, "theme"),
    "briefings-news": _(PUBLIC),
    "briefings-feed": _(PUBLIC),
    "briefings-article": _(PUBLIC, "article"),
    "briefings-report": _(PUBLIC),
    "briefings-report-docx": _(PUBLIC, "theme"),
    "briefings-report-csv": _(PUBLIC, "theme"),
    "evidence-figures": _(PUBLIC),
    "evidence-figures-csv": _(PUBLIC),
    "evidence-figure": _(PUBLIC, "indicator"),
    "evidence-figure-csv": _(PUBLIC, "indicator"),
    "tracker-recommendations": _(PUBLIC),
    "tracker-saved-view-new": _(PUBLIC),
    "tracker-saved-view": _(PUBLIC, "view"),
    "tracker-recommendation-document": _(PUBLIC, "document"),
    "tracker-recommendation": _(PUBLIC, "document", "limb"),
    "tracker-home": _(PUBLIC),
    "tracker-themes": _(PUBLIC),
    "tracker-theme": _(PUBLIC, "theme"),
    "tracker-editions": _(PUBLIC),
    "tracker-edition": _(PUBLIC, "edition"),
    "tracker-edition-programme": _(PUBLIC, "edition"),
    "tracker-edition-tables": _(PUBLIC, "edition"),
    "tracker-edition-advices": _(PUBLIC, "edition"),
    "tracker-edition-outcome": _(PUBLIC, "edition"),
    "tracker-advices": _(PUBLIC),
    "tracker-advice": _(PUBLIC, "advice"),
    "tracker-commitments": _(PUBLIC),
    "tracker-commitment": _(PUBLIC, "commitment"),
    "tracker-about": _(PUBLIC),
    "tracker-privacy": _(PUBLIC),
    "tracker-safety": _(PUBLIC),
    "tracker-accessibility": _(PUBLIC),
    "tracker-method": _(PUBLIC),
    "tracker-data": _(PUBLIC),
}
