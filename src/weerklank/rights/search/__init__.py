"""Finding a limb by words: Dutch and English, in every form, with compounds and typing errors.

``refresh`` after a change of a limb, ``rebuild`` after a change of everything, ``find(query).apply(limbs)`` on a page.
"""

from weerklank.rights.search.asking import Correction, Found, State, Why, find
from weerklank.rights.search.index import mend, rebuild, refresh, stale
from weerklank.rights.search.showing import excerpt, highlight

__all__ = ["Correction", "Found", "State", "Why", "excerpt", "find", "highlight", "mend", "rebuild", "refresh", "stale"]
