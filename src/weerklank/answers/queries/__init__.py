"""What pages ask about answers: of the ministry, of the public, and of a child with its return code."""

from weerklank.answers.queries.child import MyIdea, my_ideas
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
    "LoopState",
    "MyIdea",
    "PublicAdvice",
    "PublicCommitment",
    "advices_of",
    "commitment",
    "commitments",
    "duties",
    "loop_state",
    "my_ideas",
    "public_advice",
]
