"""What officials, approvers, organisers, the panel, editors and contacts type."""

from weerklank.answers.forms.answering import (
    AddresseesForm,
    AnswerForm,
    ExtensionForm,
    HandoverForm,
    JudgementForm,
    ReturnForm,
    TranslationForm,
)
from weerklank.answers.forms.keeping import (
    DecisionForm,
    DropForm,
    EntryForm,
    FinishForm,
    LinkForm,
    MilestoneForm,
    MoveForm,
    PlanForm,
    ProgressForm,
    SourceNewsForm,
    TellForm,
)
from weerklank.answers.forms.line import MOST_PASTED, ComesBackForm
from weerklank.answers.forms.passing_on import CarryOverForm, ConfirmForm, DeclineForm, TransferForm

__all__ = [
    "MOST_PASTED",
    "ComesBackForm",
    "TransferForm",
    "DeclineForm",
    "ConfirmForm",
    "CarryOverForm",
    "AddresseesForm",
    "AnswerForm",
    "DecisionForm",
    "DropForm",
    "EntryForm",
    "ExtensionForm",
    "FinishForm",
    "HandoverForm",
    "JudgementForm",
    "LinkForm",
    "MilestoneForm",
    "MoveForm",
    "PlanForm",
    "ProgressForm",
    "ReturnForm",
    "SourceNewsForm",
    "TellForm",
    "TranslationForm",
]
