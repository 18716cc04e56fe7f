"""Who must answer, what they answered per part, how children judged it, what was promised and what is done."""

from weerklank.answers.models.answering import (
    Answer,
    AnswerText,
    Appraisal,
    Judgement,
    PanelCheck,
    PartPosition,
    Position,
    ReasonType,
    explanations_beside,
)
from weerklank.answers.models.asking import REMINDED_AT, Addressee, Reminder, Transfer, TransferState, with_what_went_on
from weerklank.answers.models.doing import Action, ActionStep, Milestone
from weerklank.answers.models.keeping import CarriedOver, Commitment, ProgressUpdate
from weerklank.answers.models.linking import ActionCommitment, ActionLink, CommitmentLink, Link, Share, public_author

__all__ = [
    "Action",
    "ActionCommitment",
    "ActionLink",
    "ActionStep",
    "Addressee",
    "Answer",
    "AnswerText",
    "Appraisal",
    "CarriedOver",
    "Commitment",
    "CommitmentLink",
    "Judgement",
    "Link",
    "Milestone",
    "PanelCheck",
    "PartPosition",
    "Position",
    "ProgressUpdate",
    "REMINDED_AT",
    "ReasonType",
    "Reminder",
    "Share",
    "Transfer",
    "TransferState",
    "explanations_beside",
    "public_author",
    "with_what_went_on",
]
