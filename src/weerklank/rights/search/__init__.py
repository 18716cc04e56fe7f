"""Finding a limb by words: Dutch and English, in every form, with compounds and typing errors.

``refresh`` after a change of a limb, ``rebuild`` after a change of everything, ``find(query).apply(limbs)`` on a page.
"""

from weerklank.rights.search.asking import Correction, Found, State, find
from weerklank.rights.search.index import rebuild, refresh
from weerklank.rights.search.showing import excerpt, highlight

__all__ = ["Correction", "Found", "State", "excerpt", "find", "highlight", "rebuild", "refresh"]
