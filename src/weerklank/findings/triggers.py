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
