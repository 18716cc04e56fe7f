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
from opinion.analysing import analyse
from opinion.analysis import Analysis, Method
from opinion.axes import Axes
from opinion.ballots import Ballots, ballots_from_votes, ballots_of
from opinion.engine import Engine
from opinion.explaining import explain, read_report
from opinion.manipulation import differences, signs, without
from opinion.moments import Moments, moments_of
from opinion.progress import Cancelled, Watch
from opinion.publication import Published, PublishedShare, publish, publish_voters
from opinion.reading import InputProblem, read_votes
from opinion.report import published_report, report
from opinion.shares import Interval, Share, wilson
from opinion.sources import Comment, read_ballots, read_comments
from opinion.tallies import tally, tally_hands
from opinion.version import VERSION
from opinion.votes import Channel, Choice, HandTally, Vote

__version__ = VERSION

__all__ = [
    "Agreement",
    "Analysis",
    "Axes",
    "Ballots",
    "Cancelled",
    "Channel",
    "Choice",
    "Comment",
    "Engine",
    "HandTally",
    "InputProblem",
    "Interval",
    "Method",
    "Moments",
    "Published",
    "PublishedShare",
    "Results",
    "Share",
    "Vote",
    "Watch",
    "analyse",
    "ballots_from_votes",
    "ballots_of",
    "differences",
    "explain",
    "moments_of",
    "publish",
    "publish_voters",
    "published_report",
    "read_ballots",
    "read_comments",
    "read_report",
    "read_votes",
    "report",
    "signs",
    "tally",
    "tally_hands",
    "wilson",
    "without",
]
