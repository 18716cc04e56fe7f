"""What pages ask about answers: of the ministry, of the public, and of a child with its return code."""

from weerklank.answers.queries.child import MyIdea, my_ideas
from weerklank.answers.queries.choosing import (
    chosen_actions,
    chosen_promises,
    late_actions,
    late_promises,
    silent_promises,
)
from weerklank.answers.queries.keeping import whole_actions
from weerklank.answers.queries.links import (
    Kept,
    KeptAction,
    KeptPromise,
    confirmed_actions,
    confirmed_keeping,
    confirmed_promises,
    kept_by_limb,
    kept_for,
    prefetched_actions,
    prefetched_promises,
)
from weerklank.answers.queries.public import (
    LoopState,
    PublicAdvice,
    PublicCommitment,
    advices_of,
    commitment,
    commitments,
    loop_state,
    public_advice,
)
from weerklank.answers.queries.work import duties

__all__ = [
    "Kept",
    "KeptAction",
    "KeptPromise",
    "LoopState",
    "MyIdea",
    "PublicAdvice",
    "PublicCommitment",
    "advices_of",
    "chosen_actions",
    "chosen_promises",
    "commitment",
    "commitments",
    "confirmed_actions",
    "confirmed_keeping",
    "confirmed_promises",
    "duties",
    "kept_by_limb",
    "kept_for",
    "late_actions",
    "late_promises",
    "loop_state",
    "my_ideas",
    "prefetched_actions",
    "prefetched_promises",
    "public_advice",
    "silent_promises",
    "whole_actions",
]
