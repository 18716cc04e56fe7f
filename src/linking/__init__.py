"""Texts in, suggested links out, each with its reasons; a person decides.

>>> targets = [
...     Target("22-b", "Shorten the waiting times in youth care."),
...     Target("30", "Improve the air that children breathe at school."),
... ]
>>> [suggestion] = suggest(Passage("idea", "My brother is on a waiting list for youth care"), targets)
>>> suggestion.target, [reason.word for reason in suggestion.reasons]
('22-b', ['care', 'waiting', 'youth'])
"""

from linking.alike import Alike, Resemblance, resemblances, sets_of
from linking.links import Decision, Passage, Reason, Suggestion, Target, Verdict
from linking.reading import InputProblem, read_texts
from linking.suggesting import suggest, suggest_all
from linking.words import words

__all__ = [
    "Alike",
    "Decision",
    "InputProblem",
    "Passage",
    "Reason",
    "Resemblance",
    "Suggestion",
    "Target",
    "Verdict",
    "read_texts",
    "resemblances",
    "sets_of",
    "suggest",
    "suggest_all",
    "words",
]
