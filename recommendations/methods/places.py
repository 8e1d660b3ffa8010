"""People who live near."""

import numpy as np

from ..arrays import Index, Real
from ..forgetting import Forgotten
from ..links import Links
from ..ranking import DECIMALS, Scored, Scores
from ..registry import register
from ..view import UNKNOWN

EARTH_KM = 6378.14
"""Radius of the Earth as Neo4j takes it, so that both measure the same."""

KM_A_DEGREE = 110.0
"""A degree of latitude is longer than this, so cities further apart in latitude need not be measured."""


def kilometres(points: Real, here: Real) -> Real:
    """Great-circle distance of each point from one, by the haversine formula.

    Args:
        points: latitude and longitude in degrees, shape (n, 2).
        here: one such point.
    """
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    lat0, lon0 = np.radians(here)
    half = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


@register
class GeoRadius(Scored):
    r"""People within a radius, by what one shares with them: :math:`(1 + c_{uv} + s_{uv})/(1 + km)`.

    :math:`c` and :math:`s` count shared categories and skills, :math:`km` is between the cities. Complexity: :math:`O`
    of cities, plus the people found, plus the holders of one's skills.
    """

    name = "geo_radius"
    radius_km = 50.0

    def scores(self, row: int) -> Scores:
        """Measures from the own city to every other."""
        city = self.view.city[row]
        if city == UNKNOWN:
            return Scores(np.empty(0, np.int32), np.empty(0))
        points, here = self.view.city_points, self.view.city_points[city]
        away = np.full(len(points), np.inf)
        level = np.flatnonzero(np.abs(points[:, 0] - here[0]) <= self.radius_km / KM_A_DEGREE)
        away[level] = kilometres(points[level], here)
        near = np.flatnonzero(away <= self.radius_km)
        rows = np.concatenate([self.view.residents[each] for each in near.tolist()] or [_nobody()])
        shared = 1 + self.shared(self.view.skills[row], self.view.holders)[rows]
        shared += self.shared(self.view.categories[row], self.view.workers)[rows]
        return Scores(rows, (shared / (1 + away[self.view.city[rows]])).round(DECIMALS))

    def reweigh(self, forgotten: Forgotten) -> None:
        """What two share depends on nobody else."""

    def shared(self, mine: Index, owners: Links) -> Real:
        """Counts how many of these skills or categories everybody has."""
        counts = np.zeros(len(self.view))
        found = self.walker.step(owners, mine, np.ones(len(mine)))
        counts[found.rows] = found.values
        return counts


def _nobody() -> Index:
    return np.empty(0, np.int32)
