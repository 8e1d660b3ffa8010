"""Published ways to form a team, beside the solver, to be measured against it: what they know of a job and what not.

They know ties with lengths and who holds which skill, and look for one holder of each skill. Several seats of a skill,
hours, budget, size, working hours, people who must be in, blocks and wishes are not in their papers, so a team of
theirs may break any of these limits; ``breaches`` says which.
"""

from .answer import Answer
from .breaches import Breach, breaches
from .experts import Experts
from .kargar_an import closest_to_leader, kargar_an
from .measures import Measures, measures
from .rarest_first import rarest_first
from .steiner import enhanced_steiner

__all__ = [
    "Answer",
    "Breach",
    "Experts",
    "Measures",
    "breaches",
    "closest_to_leader",
    "enhanced_steiner",
    "kargar_an",
    "measures",
    "rarest_first",
]
