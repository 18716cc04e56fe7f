"""The life of an edition, of who signs up for a meeting or for the day, and of a draw or a table plan."""

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class EditionState(TextChoices):
    DRAFT = "draft", "concept"
    ANNOUNCED = "announced", "aangekondigd"
    COLLECTING = "collecting", "kinderen praten mee"
    PREPARING = "preparing", "tafels worden voorbereid"
    DIALOGUE_DAY = "dialogue_day", "dialoogdag"
    DRAFTING_ADVICE = "drafting_advice", "adviezen worden geschreven"
    HANDED_OVER = "handed_over", "adviezen overhandigd"
    AWAITING_ANSWERS = "awaiting_answers", "wacht op antwoorden"
    FOLLOW_UP = "follow_up", "antwoorden worden gevolgd"
    CLOSED = "closed", "gesloten"


E = EditionState
EDITION = Lifecycle(
    "edition",
    EditionState,
    E.DRAFT,
    moves(
        ("announce", E.DRAFT, E.ANNOUNCED, "organisator"),
        (
            "collect",
            E.ANNOUNCED,
            E.COLLECTING,
            "organisator",
            "minstens een raadpleging met wat kan, wat niet, wie en wanneer",
        ),
        ("prepare", E.COLLECTING, E.PREPARING, "organisator"),
        ("open_day", E.PREPARING, E.DIALOGUE_DAY, "organisator"),
        ("draft_advices", E.DIALOGUE_DAY, E.DRAFTING_ADVICE, "organisator"),
        (
            "hand_over",
            E.DRAFTING_ADVICE,
            E.HANDED_OVER,
            "organisator",
            "elke inbreng heeft een bestemming, elk advies een geadresseerde",
        ),
        (
            "await_answers",
            E.HANDED_OVER,
            E.AWAITING_ANSWERS,
            "programma, bij de overhandiging, of organisator",
            "de termijnen lopen",
        ),
        ("follow_up", E.AWAITING_ANSWERS, E.FOLLOW_UP, "organisator"),
        ("close", E.FOLLOW_UP, E.CLOSED, "organisator", "wat open staat is overgedragen aan een volgende editie"),
    ),
)


class RegistrationState(TextChoices):
    REGISTERED = "registered", "aangemeld"
    WAITING = "waiting", "op de wachtlijst"
    CONFIRMED = "confirmed", "bevestigd"
    CANCELLED = "cancelled", "afgemeld"


R = RegistrationState
REGISTRATION = Lifecycle(
    "registration",
    RegistrationState,
    R.REGISTERED,
    moves(
        ("confirm", [R.REGISTERED, R.WAITING], R.CONFIRMED, "organisator"),
        ("wait", R.REGISTERED, R.WAITING, "organisator"),
        ("cancel", [R.REGISTERED, R.WAITING, R.CONFIRMED], R.CANCELLED, "deelnemer of organisator"),
    ),
)


class AttendanceState(TextChoices):
    INVITED = "invited", "uitgenodigd"
    REGISTERED = "registered", "aangemeld"
    CONSENT_PENDING = "consent_pending", "wacht op toestemming"
    WAITING = "waiting", "op de wachtlijst"
    CONFIRMED = "confirmed", "komt"
    CHECKED_IN = "checked_in", "is binnen"
    ATTENDED = "attended", "was er"
    NO_SHOW = "no_show", "kwam niet"
    CANCELLED = "cancelled", "afgemeld"


A = AttendanceState
ATTENDANCE = Lifecycle(
    "attendance",
    AttendanceState,
    A.INVITED,
    moves(
        ("register", A.INVITED, A.REGISTERED, "deelnemer"),
        ("ask_consent", A.REGISTERED, A.CONSENT_PENDING, "programma", "jonger dan zestien: een ouder of voogd zegt ja"),
        ("agree", A.CONSENT_PENDING, A.REGISTERED, "ouder of voogd"),
        ("wait", [A.REGISTERED, A.CONSENT_PENDING], A.WAITING, "programma", "de plaatsen van deze rol zijn op"),
        (
            "confirm",
            [A.REGISTERED, A.WAITING],
            A.CONFIRMED,
            "programma of organisator",
            "er is een plaats, en wie jonger is dan zestien heeft toestemming",
        ),
        ("check_in", A.CONFIRMED, A.CHECKED_IN, "organisator, op de dag"),
        ("undo_check_in", A.CHECKED_IN, A.CONFIRMED, "organisator, op de dag"),
        ("attend", A.CHECKED_IN, A.ATTENDED, "programma, na de dag"),
        ("miss", A.CONFIRMED, A.NO_SHOW, "programma, na de dag"),
        ("was_there", A.NO_SHOW, A.ATTENDED, "programma", "een apparaat van de deur stuurde later wie er binnenkwam"),
        (
            "cancel",
            [A.INVITED, A.REGISTERED, A.CONSENT_PENDING, A.WAITING, A.CONFIRMED],
            A.CANCELLED,
            "deelnemer of organisator",
        ),
        ("come_back", A.CANCELLED, A.REGISTERED, "deelnemer of organisator"),
    ),
)


class RunState(TextChoices):
    WAITING = "waiting", "wacht"
    RUNNING = "running", "rekent"
    DONE = "done", "klaar"
    IMPOSSIBLE = "impossible", "kan niet"
    STOPPED = "stopped", "gestopt"
    APPROVED = "approved", "vastgesteld"
    REPLACED = "replaced", "vervangen"


N = RunState
RUN = Lifecycle(
    "run",
    RunState,
    N.WAITING,
    moves(
        ("start", N.WAITING, N.RUNNING, "programma"),
        ("finish", N.RUNNING, N.DONE, "programma"),
        (
            "fail",
            N.RUNNING,
            N.IMPOSSIBLE,
            "programma",
            "de eisen botsen; de kleinste verandering die helpt staat erbij",
        ),
        ("begin_anew", N.RUNNING, N.WAITING, "programma", "het programma dat rekende is er niet meer"),
        ("stop", [N.WAITING, N.RUNNING], N.STOPPED, "organisator"),
        ("approve", N.DONE, N.APPROVED, "tweede organisator of beheerder"),
        ("replace", [N.DONE, N.APPROVED], N.REPLACED, "programma", "er is een nieuwere vastgesteld"),
    ),
)
