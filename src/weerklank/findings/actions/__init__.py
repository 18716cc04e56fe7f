"""What editors do with what children said, and what a child may say about that."""

from weerklank.findings.actions.arranging import (
    OBJECTION_DAYS,
    describe_group,
    fix_consultation,
    gather,
    make_group,
    mark_in_advice,
    move_in,
    move_out,
    propose_statement,
    remove_group,
    set_group_aside,
)
from weerklank.findings.actions.making import (
    COUNTED_WHEN,
    COUNTS,
    make_run,
    run_making,
    start_making,
    stop_making,
)
from weerklank.findings.actions.objecting import (
    Explanation,
    change_group_words,
    keep,
    move_elsewhere,
    object_with_code,
    retire_statement,
    why_for_another,
)
from weerklank.findings.actions.running import (
    decide_sign,
    propose_run,
    publish_run,
    take_run_back,
)
from weerklank.findings.actions.suggesting import Followed, follow_suggestions, group_together, keep_apart
from weerklank.findings.actions.taking_back import take_back
from weerklank.findings.actions.translating import translate_group
from weerklank.findings.queries import SETTLED

__all__ = [
    "COUNTED_WHEN",
    "COUNTS",
    "OBJECTION_DAYS",
    "SETTLED",
    "Explanation",
    "Followed",
    "change_group_words",
    "decide_sign",
    "describe_group",
    "fix_consultation",
    "follow_suggestions",
    "gather",
    "group_together",
    "keep_apart",
    "why_for_another",
    "keep",
    "make_group",
    "make_run",
    "mark_in_advice",
    "move_elsewhere",
    "move_in",
    "move_out",
    "object_with_code",
    "propose_run",
    "propose_statement",
    "publish_run",
    "remove_group",
    "retire_statement",
    "run_making",
    "set_group_aside",
    "start_making",
    "stop_making",
    "take_back",
    "take_run_back",
    "translate_group",
]
