"""Votes in, honest numbers out: counts, shares with their intervals, small numbers protected.

>>> ann, bo = Vote("ann", "bus", Choice.AGREE), Vote("bo", "bus", Choice.PASS)
>>> votes = [ann, bo, Vote("ann", "bus", Choice.DISAGREE)]
>>> bus = tally(votes, channel=Channel.INDIVIDUAL).of("bus")
>>> bus.agree, bus.disagree, bus.passed
(0, 1, 1)
>>> publish(bus).seen is None
True
"""

from opinion.agreement import Agreement, Results
from opinion.publication import Published, PublishedShare, publish, publish_voters
from opinion.reading import InputProblem, read_votes
from opinion.shares import Interval, Share, wilson
from opinion.tallies import tally, tally_hands
from opinion.votes import Channel, Choice, HandTally, Vote

__version__ = "0.1.0"

__all__ = [
    "Agreement",
    "Channel",
    "Choice",
    "HandTally",
    "InputProblem",
    "Interval",
    "Published",
    "PublishedShare",
    "Results",
    "Share",
    "Vote",
    "publish",
    "publish_voters",
    "read_votes",
    "tally",
    "tally_hands",
    "wilson",
]
