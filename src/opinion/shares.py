"""A share is a count out of a number of people, and how sure that share is."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """The shares that the count leaves plausible, between 0 and 1, at a level of confidence."""

    low: float
    high: float
    level: float


@lru_cache(maxsize=64)
def normal_quantile(level: float) -> float:
    """The z that leaves (1 - level) / 2 in each tail of the standard normal distribution; 1.96 for 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; allowed: more than 0 and less than 1")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(count: int, n: int, *, level: float = 0.95) -> Interval:
    """The Wilson score interval of `count` people out of `n`.

    With p = count / n and z the normal quantile for the level (1.96 for 0.95)::

        centre = (p + z^2 / 2n) / (1 + z^2 / n)
        half   = z * sqrt(p (1 - p) / n + z^2 / 4n^2) / (1 + z^2 / n)

    It stays between 0 and 1 and holds its level for small n and for shares near 0 or 1, where the textbook
    p +- z * sqrt(p (1 - p) / n) does not. It says how far chance may have moved the count; it does not say
    that the people who took part resemble those who did not.

    Raises ValueError when n is below 1, count is outside 0..n, or level is outside 0..1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22 (1927), 209-212, https://doi.org/10.1080/01621459.1927.10502953

    >>> interval = wilson(81, 263)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.2553, 0.3662)
    """
    if n < 1:
        raise ValueError(f"n is {n}; allowed: 1 or more")
    if not 0 <= count <= n:
        raise ValueError(f"count is {count}; allowed: 0 to n, which is {n}")
    z = normal_quantile(level)
    p = count / n
    shrink = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / shrink
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    # At the ends the formula gives exactly 0 and 1; only rounding in the last bit does not.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return Interval(low, high, level)


@dataclass(frozen=True, slots=True)
class Share:
    """`count` people out of the `n` it is a share of; n is at least 1.

    >>> Share(3, 4).value
    0.75
    """

    count: int
    n: int

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"n is {self.n}; allowed: 1 or more")
        if not 0 <= self.count <= self.n:
            raise ValueError(f"count is {self.count}; allowed: 0 to n, which is {self.n}")

    @property
    def value(self) -> float:
        """The share itself, between 0 and 1."""
        return self.count / self.n

    def interval(self, *, level: float = 0.95) -> Interval:
        """The Wilson score interval of this share."""
        return wilson(self.count, self.n, level=level)
