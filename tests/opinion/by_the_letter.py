"""Method *polis* once more, slowly: dense, one number at a time, straight from the formulas and from nothing of ours.

What the library does with sums over pairs, grids and bit tricks must come out the same as this.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from math import dist, sqrt
from pathlib import Path

import numpy as np

from opinion.arrays import AnyArray

Z = 1.2816
Counts = tuple[int, int, int]  # disagree, pass, agree


class Letter:
    """A conversation as Polis' own engine sees it from a cold start, its rows and columns in order of first vote."""

    def __init__(self, votes: Path, moderated: set[str]) -> None:
        with votes.open(encoding="utf-8", newline="") as file:
            log = sorted(csv.DictReader(file), key=lambda row: int(row["timestamp"]))
        self.people = list(dict.fromkeys(row["voter-id"] for row in log))
        self.statements = list(dict.fromkeys(row["comment-id"] for row in log))
        self.out = [name in moderated for name in self.statements]
        self.last = {(row["voter-id"], row["comment-id"]): int(row["vote"]) for row in log}
        self.seen_by = Counter(who for who, _ in self.last)
        row = {who: i for i, who in enumerate(self.people)}
        column = {what: j for j, what in enumerate(self.statements)}
        raw = np.full((len(row), len(column)), np.nan)
        for (who, what), vote in self.last.items():
            raw[row[who], column[what]] = vote
        self.matrix = np.where(self.out, 0.0, raw)
        self.centre = np.nanmean(self.matrix, axis=0)
        centred = np.where(np.isnan(self.matrix), 0.0, self.matrix - self.centre)
        self.components = np.linalg.svd(centred, full_matrices=False)[2][:2]
        reach = np.sqrt(len(self.statements) / (~np.isnan(self.matrix)).sum(axis=1))
        self.places = reach[:, None] * (centred @ self.components.T)
        self.extremity = [
            sqrt(len(self.statements)) * (1 - mean) * float(np.hypot(*component))
            for mean, component in zip(self.centre, self.components.T, strict=True)
        ]

    def turned(self, components: AnyArray) -> None:
        """Axes have no sign of their own: take that of these."""
        sides = np.sign((self.components * components).sum(axis=1))
        self.components = self.components * sides[:, None]
        self.places = self.places * sides

    def taking_part(self) -> list[int]:
        """Polis' in-conversation: rows with min(7, statements) votes or more, fifteen at least."""
        often = {row for row, who in enumerate(self.people) if self.seen_by[who] >= min(7, len(self.statements))}
        if len(often) < 15:
            most = sorted(range(len(self.people)), key=lambda row: -self.seen_by[self.people[row]])
            often |= set(most[:15])
        return sorted(often)

    def groups(self) -> dict[str, int]:
        """The group of every participant: a hundred base clusters, then k-means of those, best silhouette."""
        rows = self.taking_part()
        points = self.places[rows]
        base, centres = k_means(points, [1] * len(points), 100, 100)
        weights = [base.count(cluster) for cluster in range(len(centres))]
        best: tuple[float, list[int]] = (-2.0, [])
        for k in range(2, min(5, 2 + len(centres) // 12) + 1):
            labels, _ = k_means(centres, weights, k, 20)
            best = max((silhouette(centres, labels), labels), best, key=lambda tried: tried[0])
        return {self.people[row]: best[1][cluster] for row, cluster in zip(rows, base, strict=True)}

    def counted(self, groups: Mapping[str, int]) -> list[list[Counts]]:
        """Per group and statement how many disagree, passed and agree, of the votes as they were cast."""
        found = [[[0, 0, 0] for _ in self.statements] for _ in set(groups.values())]
        column = {what: j for j, what in enumerate(self.statements)}
        for (who, what), vote in self.last.items():
            if who in groups:
                found[groups[who]][column[what]][vote + 1] += 1
        return [[(one[0], one[1], one[2]) for one in group] for group in found]


def k_means(points: AnyArray, weights: Sequence[int], k: int, rounds: int) -> tuple[list[int], AnyArray]:
    """Lloyd's, from the first k different points; of equally near centres the last; empty clusters dropped."""
    centres = np.array(list(dict.fromkeys(map(tuple, points.tolist())))[:k])
    labels: list[int] = []
    for _ in range(rounds + 1):
        away = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        nearest = (len(centres) - 1 - away[:, ::-1].argmin(axis=1)).tolist()
        filled = {label: number for number, label in enumerate(sorted(set(nearest)))}
        labels = [filled[label] for label in nearest]
        moved = np.array([_mean(points, weights, labels, cluster) for cluster in range(len(filled))])
        pairs = zip(sorted(centres.tolist()), sorted(moved.tolist()), strict=False)
        still, centres = all(dist(*pair) < 0.01 for pair in pairs), moved
        if still:
            break
    return labels, centres


def _mean(points: AnyArray, weights: Sequence[int], labels: Sequence[int], cluster: int) -> list[float]:
    mine = [i for i, label in enumerate(labels) if label == cluster]
    weight = sum(weights[i] for i in mine)
    return [sum(points[i, axis] * weights[i] for i in mine) / weight for axis in (0, 1)]


def silhouette(points: AnyArray, labels: Sequence[int]) -> float:
    total, away = 0.0, [[dist(one, other) for other in points] for one in points.tolist()]
    for i, label in enumerate(labels):
        apart = {
            other: [away[i][j] for j in range(len(points)) if labels[j] == other and j != i] for other in set(labels)
        }
        if apart[label]:
            own = sum(apart[label]) / len(apart[label])
            near = min(sum(them) / len(them) for other, them in apart.items() if other != label)
            total += (near - own) / max(near, own)
    return total / len(points)


class Told:
    """Polis' comparison of a group with everybody in the other groups, for one statement."""

    def __init__(self, group: Counts, others: Counts) -> None:
        seen, others_seen = sum(group), sum(others)
        self.answered = group[0] + group[2]
        for side, choice in (("a", 2), ("d", 0)):
            n, n_o = group[choice], others[choice]
            p = (n + 1) / (seen + 2)
            test = 2 * sqrt(seen + 1) * ((n + 1) / (seen + 1) - 0.5)
            ratio = p / ((n_o + 1) / (others_seen + 2))
            pooled = (n + n_o + 2) / (seen + others_seen + 2)
            apart = (n + 1) / (seen + 1) - (n_o + 1) / (others_seen + 1)
            spread = sqrt(max(pooled * (1 - pooled), 0) * (1 / (seen + 1) + 1 / (others_seen + 1)))
            ratio_test = apart / spread if spread else 0.0
            for name, value in (("p", p), ("t", test), ("r", ratio), ("rt", ratio_test)):
                setattr(self, side + name, value)
        self.direction = "agree" if self.of("a", "rt") > self.of("d", "rt") else "disagree"

    def of(self, side: str, name: str) -> float:
        value: float = getattr(self, side + name)
        return value

    def weight(self, side: str) -> float:
        return self.of(side, "r") * self.of(side, "rt") * self.of(side, "p") * self.of(side, "t")

    def is_sure(self) -> bool:
        return any(self.of(side, "rt") > Z and self.of(side, "t") > Z for side in "ad")

    def beats(self, best: Told | None) -> bool:
        if not self.answered:
            return False
        if best is None:
            return self.of("a", "t") > Z or (self.of("a", "r") > 1 and self.of("a", "p") > 0.5)
        if best.of("a", "r") > 1:
            return self.weight("a") > best.weight("a")
        return self.of("a", "p") * self.of("a", "t") > best.of("a", "p") * best.of("a", "t")


def told(counted: Sequence[Sequence[Counts]], group: int, column: int) -> Told:
    """This group beside everybody in the others."""
    rest = [other[column] for number, other in enumerate(counted) if number != group]
    return Told(counted[group][column], (sum(r[0] for r in rest), sum(r[1] for r in rest), sum(r[2] for r in rest)))


def representative(
    counted: Sequence[Sequence[Counts]], statements: Sequence[str], out: Sequence[bool]
) -> list[list[tuple[str, str]]]:
    """Per group up to five statements with the side it is on, agreements first."""
    found = []
    for group in range(len(counted)):
        by_name: dict[str, Told] = {}
        best: str | None = None
        for column, name in enumerate(statements):
            if not out[column]:
                by_name[name] = told(counted, group, column)
                if by_name[name].beats(None if best is None else by_name[best]):
                    best = name
        sure = [name for name, one in by_name.items() if one.is_sure() and name != best]
        sure.sort(key=lambda name: -by_name[name].weight(by_name[name].direction[0]))
        chosen = ([] if best is None else [best]) + sure
        chosen = chosen or [
            max(by_name, key=lambda name: max(by_name[name].of("a", "rt"), by_name[name].of("d", "rt")))
        ]
        pairs = [(name, by_name[name].direction) for name in chosen[:5]]
        found.append([pair for side in ("agree", "disagree") for pair in pairs if pair[1] == side])
    return found


def shared(totals: Sequence[Counts], statements: Sequence[str], out: Sequence[bool], choice: int) -> list[str]:
    """The five statements that people together agree (choice 2) or disagree (0) with most surely."""
    found = {}
    for name, counts, gone in zip(statements, totals, out, strict=True):
        seen = sum(counts)
        p, test = (counts[choice] + 1) / (seen + 2), 2 * sqrt(seen + 1) * ((counts[choice] + 1) / (seen + 1) - 0.5)
        if not gone and p > 0.5 and test > Z:
            found[name] = p * test
    return sorted(found, key=lambda name: -found[name])[:5]


def group_aware(counted: Sequence[Sequence[Counts]], column: int) -> float:
    product = 1.0
    for group in counted:
        product *= (group[column][2] + 1) / (sum(group[column]) + 2)
    return product


def priority(counted: Sequence[Sequence[Counts]], column: int, extremity: float) -> float:
    disagree, passed, agree = (sum(group[column][choice] for group in counted) for choice in (0, 1, 2))
    seen = disagree + passed + agree
    new = 1 + 2 ** (3 - seen / 5)
    return float(((1 - (passed + 1) / (seen + 2)) * (extremity + 1) * (agree + 1) / (seen + 2) * new) ** 2)
