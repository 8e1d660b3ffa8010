"""People who live near."""

import numpy as np

from ..arrays import Index, Real
from ..ranking import DECIMALS, Scored, Scores
from ..registry import register
from ..view import UNKNOWN

EARTH_KM = 6371.009
"""Mean radius of the Earth."""


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
    r"""People within a radius, nearer ones first, then the most connected: :math:`1/(1 + km) + 10^{-6} \min(d_v, 999)`.

    Complexity: :math:`O` of cities, plus the people found.
    """

    name = "geo_radius"
    radius_km = 50.0

    def scores(self, row: int) -> Scores:
        """Measures from the own city to every other."""
        city = self.view.city[row]
        if city == UNKNOWN:
            return Scores(np.empty(0, np.int32), np.empty(0))
        away = kilometres(self.view.city_points, self.view.city_points[city])
        near = np.flatnonzero(away <= self.radius_km)
        rows = np.concatenate([self.view.residents[each] for each in near.tolist()] or [_nobody()])
        close = 1 / (1 + away[self.view.city[rows]])
        return Scores(rows, (close + 1e-6 * np.minimum(self.view.degrees[rows], 999)).round(DECIMALS))


def _nobody() -> Index:
    return np.empty(0, np.int32)
