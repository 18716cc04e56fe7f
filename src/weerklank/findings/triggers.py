"""Refusals in the database itself: what a run counted never changes, and what is public is not removed."""

from __future__ import annotations

# a run moves on from made to public; what came out of the votes stays as it came out
RUN_KEEPS = (
    "consultation_id",
    "number",
    "made_by_id",
    "made_at",
    "method",
    "parameters",
    "library_version",
    "program_version",
    "input_hash",
    "key",
    "votes",
    "results",
    "channels",
    "outcome",
    "analysis",
    "left_out",
)
RUN_CHANGED = "OLD.state = 'public' OR " + " OR ".join(
    f"CAST(OLD.{name} AS text) <> CAST(NEW.{name} AS text)" for name in RUN_KEEPS
)
RUN_IS_PUBLIC = "OLD.state = 'public'"
NEVER = "1 = 0"

# made, proposed, public, in this order: nothing becomes public that was not proposed
RUN_CHANGED_OR_JUMPED = (
    f"{RUN_CHANGED} OR (OLD.state = 'made' AND NEW.state NOT IN ('made', 'proposed'))"
    " OR (OLD.state = 'proposed' AND NEW.state NOT IN ('made', 'proposed', 'public'))"
)
RUN_STANDS = (
    "stands.id = NEW.id OR stands.count_id = NEW.count_id OR "
    "(stands.consultation_id = NEW.consultation_id AND (stands.number = NEW.number OR stands.key = NEW.key))"
)
SAME_ROW_STANDS = "stands.id = NEW.id"
