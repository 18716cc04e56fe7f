"""People in, a fair selection and balanced tables out; what cannot be met is said, never relaxed.

>>> people = (Person("noor", {"role": "child"}), Person("sam", {"role": "ministry"}))
>>> plan = TablePlan(people, (Table("1", 8),), (Seat("noor", "1"), Seat("sam", "1")))
>>> for unmet in check(plan, [AtLeast(3, "role", {"child", "young_person"})]):
...     print(unmet.sentence)
Table 1 has 1 of role child or young_person; at least 3 are needed.
"""

from seating.arrangement import Arrangement, judged
from seating.arranging import arrange
from seating.bounds import Bounds
from seating.checking import check, check_panel
from seating.clashes import Change, NoPanel
from seating.constraints import (
    HARD_MINIMUMS,
    Apart,
    AtLeast,
    AtLeastShare,
    Constraint,
    EveryoneSeated,
    NeedsMet,
    NeverAlone,
    Together,
    Unmet,
    WithinCapacity,
)
from seating.costs import Costs
from seating.gathering import Gathering
from seating.impossible import Clash, Help, NoPlan
from seating.json_rows import InputProblem
from seating.layout import Weights
from seating.people import Attribute, Category, Chance, Panel, Person
from seating.plan import Round, Seat, Table, TablePlan
from seating.progress import Cancelled, Watch
from seating.reading import Pool, read_people, read_plan, read_pool, read_quotas
from seating.reading_tables import read_gathering, read_seats, read_tables
from seating.reseating import Move, Reseating, reseat
from seating.selection import Selection, replace, replacements, select
from seating.unmet import Reason, UnmetWish, Why
from seating.wishes import Wishes

__all__ = [
    "select",
    "arrange",
    "judged",
    "Arrangement",
    "Move",
    "Reseating",
    "read_gathering",
    "read_seats",
    "read_tables",
    "reseat",
    "Bounds",
    "Cancelled",
    "Clash",
    "Costs",
    "Gathering",
    "Help",
    "Reason",
    "NoPlan",
    "UnmetWish",
    "Watch",
    "Weights",
    "Why",
    "Wishes",
    "replace",
    "replacements",
    "read_quotas",
    "read_pool",
    "Selection",
    "Pool",
    "NoPanel",
    "Change",
    "HARD_MINIMUMS",
    "Apart",
    "AtLeast",
    "AtLeastShare",
    "Attribute",
    "Category",
    "Chance",
    "Constraint",
    "EveryoneSeated",
    "InputProblem",
    "NeedsMet",
    "NeverAlone",
    "Panel",
    "Person",
    "Round",
    "Seat",
    "Table",
    "TablePlan",
    "Together",
    "Unmet",
    "WithinCapacity",
    "check",
    "check_panel",
    "read_people",
    "read_plan",
]
