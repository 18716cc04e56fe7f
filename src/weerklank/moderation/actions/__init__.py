"""What moderators and the safeguarding officer do, and what a child may ask of them."""

from weerklank.moderation.actions.deciding import keep_private, open_item, publish, publish_edited, unpublish
from weerklank.moderation.actions.proposing import (
    confirm_proposal,
    propose_decline,
    propose_private,
    propose_rewording,
    return_proposal,
)
from weerklank.moderation.actions.refusing import appeal, reopen, say_it_differently, uphold
from weerklank.moderation.actions.safety import (
    STEPS,
    dismiss_flag,
    handle_flag,
    hold_for_safety,
    note_steps,
    open_flag,
    raise_flags,
    release,
)

__all__ = [
    "STEPS",
    "appeal",
    "confirm_proposal",
    "dismiss_flag",
    "handle_flag",
    "hold_for_safety",
    "keep_private",
    "note_steps",
    "open_flag",
    "open_item",
    "propose_decline",
    "propose_private",
    "propose_rewording",
    "publish",
    "publish_edited",
    "raise_flags",
    "release",
    "reopen",
    "return_proposal",
    "say_it_differently",
    "unpublish",
    "uphold",
]
