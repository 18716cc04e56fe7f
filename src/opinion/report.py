"""An analysis as JSON: for the analyst exactly, or for publication with small numbers protected.

The shape is described in `docs/reference/opinion-report.schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from opinion.agreement import Agreement
from opinion.analysis import WIDEST_HALF, Analysis, GroupResult, Method, StatementResult
from opinion.contrasts import Representative, Shared
from opinion.manipulation import Difference, Sign
from opinion.outcome import least_share
from opinion.publication import Published, PublishedShare, publish, publish_groups, publish_voters
from opinion.shares import Interval, Share
from opinion.sources import Comment
from opinion.votes import Choice

FORMAT = "weerklank-opinion-report/1"
MOST_DIFFERENCES = 10
FEW_PEOPLE = "too few people to tell"

Json = dict[str, Any]
Answers = Agreement | Published
Protect = Callable[[Agreement, Sequence[Agreement]], tuple[Answers, Sequence[Answers]]]


def report(
    analysis: Analysis,
    *,
    comments: Sequence[Comment] = (),
    signs: Sequence[Sign] | None = None,
    differences: Sequence[Difference] = (),
) -> Json:
    """Everything, exactly. Whoever stands alone on the map can be recognised in it: not for publication.

    signs   None when nobody looked for them, which is not the same as finding none
    """
    texts = {comment.statement: comment.text for comment in comments}
    level = analysis.parameters.level
    return _head(analysis) | {
        "protected": None,
        "input": {
            "fingerprint": analysis.input_hash,
            "order": _order_of(analysis),
            "participants": analysis.n_participants,
            "statements": len(analysis.statements),
            "votes": int(analysis.votes.sum()),
            "votes_read": analysis.votes_read,
        },
        "participants": _participants(analysis),
        "participants_without_group": analysis.n_without_group,
        "groups": [_group(group, level) for group in analysis.groups],
        "statements": [
            _statement(result, texts, level, lambda everybody, groups: (everybody, groups)) | _exact_figures(result)
            for result in analysis.results
        ],
        "consensus": {
            side: [_shared(shared, level) for shared in found]
            for side, found in zip(("agree", "disagree"), analysis.consensus, strict=True)
        },
        **_patterns(analysis, lambda share: _share(share, level)),
        "seen_too_little": [
            {"statement": little.statement, "answered": little.answered, "groups": list(little.groups)}
            for little in analysis.seen_too_little
        ],
        "signs": None if signs is None else [_sign(sign, analysis) for sign in signs],
        "without_signs": [_difference(difference) for difference in differences[:MOST_DIFFERENCES]],
    }


def published_report(analysis: Analysis, *, comments: Sequence[Comment] = (), minimum: int = 10) -> Json:
    """The same shape with small numbers hidden (null) and the rest rounded; nobody stands on a map.

    Counts are protected as `opinion.publish` and `publish_groups` do. What can be calculated back to exact counts
    (extremity, priority) is left out; so is the fingerprint, as whoever has it can try votes until they fit, and
    the words of what moderators took out.
    """
    texts = {comment.statement: comment.text for comment in comments if not comment.moderated}
    level = analysis.parameters.level
    statements = [_published_statement(result, texts, level, minimum) for result in analysis.results]
    shown = {row["id"]: row for row in statements}
    head, people = _head(analysis), publish_voters(analysis.n_participants, minimum=minimum)
    all_large = all(publish_voters(size, minimum=minimum) for size in analysis.group_sizes)
    return head | {
        "map": head["map"]
        | {
            # how far people stand apart is of each of them where a group is small
            "silhouettes": head["map"]["silhouettes"] if all_large else {},
            "no_groups": FEW_PEOPLE if people is None and not analysis.groups else head["map"]["no_groups"],
        },
        "protected": {"minimum": minimum, "rounded_to": 5},
        "input": {
            "fingerprint": None,
            "order": None,
            "participants": people,
            "statements": len(analysis.statements),
            "votes": None,
            "votes_read": None,
        },
        "participants": [],
        "participants_without_group": publish_voters(analysis.n_without_group, minimum=minimum),
        "groups": [_published_group(group, shown, minimum) for group in analysis.groups],
        "statements": statements,
        "consensus": {
            side: [
                {"statement": shared.statement, "share": share}
                for shared in found
                if (share := shown[shared.statement]["shares"][f"{side}_of_seen"])
            ]
            for side, found in zip(("agree", "disagree"), analysis.consensus, strict=True)
        },
        **_published_patterns(analysis, shown),
        "seen_too_little": list(_published_too_little(statements)),
        "signs": None,
        "without_signs": [],
    }


def _order_of(analysis: Analysis) -> str | None:
    """A fingerprint of who and what came in which order, where groups depend on that."""
    if analysis.method is not Method.POLIS:
        return None
    statements = [analysis.statements[number] for number in analysis.voted_order.tolist()]
    said = json.dumps([list(map(str, analysis.ids.tolist())), statements])
    return sha256(said.encode()).hexdigest()


def _head(analysis: Analysis) -> Json:
    parameters, steady = analysis.parameters, analysis.stability
    return {
        "format": FORMAT,
        "method": parameters.method.value,
        "seed": parameters.seed,
        "version": analysis.version,
        "parameters": {
            "most_groups": parameters.most_groups,
            "stability_rounds": parameters.stability_rounds,
            "channel": parameters.channel.value,
            "level": parameters.level,
        },
        "map": {
            "explained": [round(part, 4) for part in analysis.axes.explained],
            "silhouettes": {str(k): round(apart, 4) for k, apart in analysis.grouping.silhouettes.items()},
            "no_groups": analysis.grouping.reason or None,
        },
        "stability": None
        if steady is None
        else {
            "rounds": steady.rounds,
            "resampled": _spread(steady.resampled),
            "row_orders": _spread(steady.row_orders),
            "same_number_of_groups": steady.same_number,
        },
    }


def _spread(pair: tuple[float, float]) -> Json:
    return {"median": round(pair[0], 4), "least": round(pair[1], 4)}


def _participants(analysis: Analysis) -> list[Json]:
    groups, places = analysis.labels.tolist(), analysis.places.tolist()
    return [
        {"id": str(name), "group": None if group < 0 else group, "x": x, "y": y, "votes": votes}
        for name, group, (x, y), votes in zip(
            analysis.ids.tolist(), groups, places, analysis.votes.tolist(), strict=True
        )
    ]


def _group(group: GroupResult, level: float) -> Json:
    return {
        "id": group.number,
        "size": group.size,
        "share": _share(group.share, level),
        "centre": list(group.centre),
        "stability": group.stability,
        "representative": [
            {
                "statement": told.statement,
                "direction": told.direction.value,
                "count": told.count,
                "seen": told.seen,
                "share": _share(Share(told.count, told.seen), level) if told.seen else None,
                "p": told.p,
                "p_test": told.p_test,
                "ratio": told.ratio,
                "ratio_test": told.ratio_test,
            }
            for told in group.representative
        ],
    }


def _published_group(group: GroupResult, shown: Mapping[str, Json], minimum: int) -> Json:
    size = publish_voters(group.size, minimum=minimum)
    told = [
        (told, _side_of(shown[told.statement]["by_group"][str(group.number)], told)) for told in group.representative
    ]
    return {
        "id": group.number,
        "size": size,
        "share": None,
        "centre": None if size is None else [round(at, 2) for at in group.centre],
        "stability": None if size is None or group.stability is None else round(group.stability, 2),
        "representative": [
            {"statement": one.statement, "direction": one.direction.value, "share": share}
            for one, share in told
            if share is not None
        ],
    }


def _side_of(answers: Json, told: Representative) -> Json | None:
    share: Json | None = answers["shares"][f"{told.direction.value}_of_seen"]
    return share


def _statement(result: StatementResult, texts: Mapping[str, str], level: float, protect: Protect) -> Json:
    everybody, groups = protect(result.agreement, result.by_group)
    return (
        {"id": result.agreement.statement, "text": texts.get(result.agreement.statement), "moderated": result.moderated}
        | _answers(everybody, level)
        | {"by_group": {str(number): _answers(answers, level) for number, answers in enumerate(groups)}}
    )


def _exact_figures(result: StatementResult) -> Json:
    return {
        "consensus": result.consensus,
        "consensus_disagree": result.consensus_disagree,
        "divisive": result.divisive,
        "extremity": result.extremity,
        "priority": result.priority,
    }


def _published_statement(result: StatementResult, texts: Mapping[str, str], level: float, minimum: int) -> Json:
    def protect(everybody: Agreement, groups: Sequence[Agreement]) -> tuple[Answers, Sequence[Answers]]:
        return publish(everybody, minimum=minimum), publish_groups(everybody, groups, minimum=minimum)

    # taken out by moderators, here or in the comments: the words are not given again
    row = _statement(result, {} if result.moderated else texts, level, protect)
    shares = [answers["shares"]["agree_of_seen"] for answers in row["by_group"].values()]
    values = [share["value"] for share in shares if share]
    whole = len(values) == len(shares) and len(values) > 1
    return row | {
        "consensus": round(_product(values), 3) if whole else None,
        "consensus_disagree": None,
        "divisive": round(max(values) - min(values), 2) if whole else None,
        "extremity": None,
        "priority": None,
    }


def _product(values: Sequence[float]) -> float:
    product = 1.0
    for value in values:
        product *= value
    return product


SHARES = ("agree_of_answered", "disagree_of_answered", "agree_of_seen", "disagree_of_seen", "pass_of_seen")


def _answers(answers: Answers, level: float) -> Json:
    shares = {name: getattr(answers, name.replace("pass_", "passed_")) for name in SHARES}
    main = shares["agree_of_answered"]
    return {
        "agree": answers.agree,
        "disagree": answers.disagree,
        "pass": answers.passed,
        "answered": answers.answered,
        "seen": answers.seen,
        "interval": None if main is None else _interval(main.interval(level=level)),
        "shares": {name: None if share is None else _share(share, level) for name, share in shares.items()},
    }


def _interval(interval: Interval) -> Json:
    return {"of": "agree_of_answered", "low": interval.low, "high": interval.high, "level": interval.level}


def _share(share: Share | PublishedShare, level: float) -> Json:
    interval = share.interval(level=level)
    return {"value": share.value, "low": interval.low, "high": interval.high, "count": share.count, "n": share.n}


def _shared(shared: Shared, level: float) -> Json:
    return {
        "statement": shared.statement,
        "share": _share(Share(shared.count, shared.seen), level),
        "p": shared.p,
        "p_test": shared.p_test,
    }


def _patterns(analysis: Analysis, cell: Callable[[Share], Json]) -> Json:
    return {
        "bridges": [
            {
                "statement": bridge.statement,
                "direction": bridge.direction.value,
                "least": cell(bridge.least),
                "least_group": bridge.least_group,
            }
            for bridge in analysis.bridges
        ],
        "divides": [
            {
                "statement": divide.statement,
                "agreeing": divide.agreeing,
                "agree": cell(divide.agree),
                "disagreeing": divide.disagreeing,
                "disagree": cell(divide.disagree),
            }
            for divide in analysis.divides
        ],
        "minority_positions": [
            {
                "statement": position.statement,
                "group": position.group,
                "direction": position.direction.value,
                "in_group": cell(position.in_group),
                "overall": cell(position.overall),
            }
            for position in analysis.minority_positions
        ],
    }


def _published_patterns(analysis: Analysis, shown: Mapping[str, Json]) -> Json:
    """Only what the published figures of the statement say themselves."""

    def of(statement: str, group: int | None, direction: Choice) -> Json | None:
        row = shown[statement] if group is None else shown[statement]["by_group"][str(group)]
        share: Json | None = row["shares"][f"{direction.value}_of_answered"]
        return share

    exact = _patterns(analysis, lambda share: {})
    for bridge in exact["bridges"]:
        bridge["least"] = of(bridge["statement"], bridge["least_group"], Choice(bridge["direction"]))
    for divide in exact["divides"]:
        divide["agree"] = of(divide["statement"], divide["agreeing"], Choice.AGREE)
        divide["disagree"] = of(divide["statement"], divide["disagreeing"], Choice.DISAGREE)
    for position in exact["minority_positions"]:
        direction = Choice(position["direction"])
        position["in_group"] = of(position["statement"], position["group"], direction)
        position["overall"] = of(position["statement"], None, direction)
    kept = {"bridges": ("least",), "divides": ("agree", "disagree"), "minority_positions": ("in_group",)}
    return {name: [row for row in exact[name] if all(row[key] for key in keys)] for name, keys in kept.items()}


def _published_too_little(statements: Sequence[Json]) -> Iterator[Json]:
    """Of which the published figures tell too little: which exact ones are small would say why a group is hidden."""
    for row in statements:
        groups = [int(group) for group, answers in row["by_group"].items() if answers["answered"] is None]
        if (groups or _is_wide(row)) and not row["moderated"]:
            yield {"statement": row["id"], "answered": None, "groups": groups}


def _is_wide(row: Json) -> bool:
    """Whether the share that agrees may lie far apart; where one side is too small to be shown it is near an end."""
    share = row["shares"]["agree_of_answered"]
    if share is not None:
        return bool(share["high"] - share["low"] > 2 * WIDEST_HALF)
    least = least_share(row["answered"]) if row["answered"] else None
    return least is None or 1 - least > 2 * WIDEST_HALF


def _sign(sign: Sign, analysis: Analysis) -> Json:
    names = analysis.ids.tolist()
    return {
        "kind": sign.kind.value,
        "statement": sign.statement,
        "participants": [str(names[number]) for number in sign.participants],
        "expected": sign.expected,
        "log10_chance": sign.log10_chance,
    }


def _difference(difference: Difference) -> Json:
    return {
        "statement": difference.statement,
        "with_all": difference.with_all,
        "without": difference.without,
        "answered_with": difference.answered_with,
        "answered_without": difference.answered_without,
    }
