"""Repeats a published draw with nothing but Python: what anybody can type who wants to know whether it was fair.

python repeat_a_draw.py loting.json
"""

import collections
import hashlib
import json
import sys


def repeated(file):
    lots, seed = file["lots"], file["seed"]
    ticket = int.from_bytes(hashlib.sha256(f"lot:{seed}".encode()).digest(), "big") % sum(lot["lots"] for lot in lots)
    for lot in lots:
        ticket -= lot["lots"]
        if ticket < 0:
            break

    def order(person):
        return hashlib.sha256(f"person:{seed}:{person}".encode()).hexdigest()

    panel = []
    for number, count in collections.Counter(lot["classes"]).items():
        panel += sorted(file["classes"][number], key=order)[:count]
    return sorted(panel)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as opened:
        draw = json.load(opened)
    sys.exit(0 if repeated(draw) == draw["panel"] else "Uit dit bestand komt een andere uitslag.")
