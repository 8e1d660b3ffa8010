"""Several methods as one, without learning: each candidate's places in their lists are added up."""

from ..forgetting import Forgotten
from ..pool import CONSTANT, Pool
from ..ranking import Scored, Scores
from ..registry import register


@register
class ReciprocalRankFusion(Scored):
    r"""Sum of reciprocal places, :math:`\sum_i w_i/(c + rank_i(v))`, over the methods in ``parts``.

    Weights and :math:`c` are chosen on a validation fold of the network of GitHub developers, where the usual 60 lets
    first places stand out too little. The good default where nothing was learned, and where :class:`LambdaRank` has too
    little to learn from.
    Complexity: that of the parts.
    Source: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
    methods", SIGIR 2009.
    """

    name = "rrf"
    version = "2"
    is_local = False
    depth = 3000
    constant = 5.0
    parts: tuple[tuple[str, float], ...] = (
        ("rp3beta", 0.7),
        ("ppr_debiased", 1.0),
        ("ease_skills", 2.0),
        ("adamic_adar", 0.5),
        ("skill_affinity", 0.7),
        ("als", 0.3),
        ("popular", 0.1),
    )

    def prepare(self) -> None:
        """Fits the parts."""
        self.pool = Pool(self.parts, self.depth, self.constant).fit(self.view, self.walker)

    def scores(self, row: int) -> Scores:
        """Adds up."""
        found = self.pool.candidates(row)
        return Scores(found.rows, found.fused)


@register
class Blend(ReciprocalRankFusion):
    r"""What is served: shared connections, skills and place in one list, ``parts`` weighed as in :class:`Rrf`.

    Made of local methods only, so that it leaves no trace of hidden people, and quick: no part needs a global fit.
    Whoever has no connection yet is suggested people by skill and place.
    """

    name = "blend"
    version = "2"
    is_local = True
    depth = 200
    constant = CONSTANT
    parts = (
        ("adamic_adar_ties", 1.0),
        ("p3alpha", 0.5),
        ("skill_idf", 0.5),
        ("popular_in_skill", 0.2),
        ("popular_in_city", 0.2),
        ("geo_radius", 0.1),
    )

    def reweigh(self, forgotten: Forgotten) -> None:
        """Has each part forget."""
        self.pool = self.pool.forgetting(forgotten)
