"""EnhancedSteiner, for teams that a short tree of ties holds together."""

import numpy as np

from ..distances import Graph, path
from .answer import Answer
from .experts import Experts


def enhanced_steiner(experts: Experts) -> Answer:
    r"""Returns the team on a tree that grows from one skill to the nearest of the others, one after the other.

    The paper ties every skill to its holders by edges longer than all distances together, and joins the skills by the
    Steiner heuristic of Takahashi and Matsuyama. Whatever such a tree passes, it pays for one long edge a skill, and
    for two to begin with; so it joins first the two skills whose holders are nearest, and then always

    .. math:: a^* = \arg\min_{a \text{ open}} d(X, S(a))

    with :math:`X` everybody on the tree so far; ties are kept on the way. The paper begins anywhere; here it is the
    skill with the fewest holders. ``Answer.value`` is the Steiner cost, the length of a least spanning tree of the
    ties among all on the tree, those in between included. One shortest-path search for each skill and one for each of
    them again. It knows neither seats beyond one a skill, nor hours, budget, size, working hours, people who must be
    in, blocks or wishes.

    T. Lappas, K. Liu and E. Terzi, "Finding a Team of Experts in Social Networks", KDD 2009: EnhancedSteiner
    for MST-TF.

    Args:
        experts: The network; where ``is_led``, the leader counts as one more skill.
    """
    first = min(range(len(experts.holders)), key=lambda at: len(experts.holders[at]))
    is_open = set(range(len(experts.holders))) - {first}
    chosen = [int(each[0]) for each in experts.holders]
    away = experts.away(*experts.holders[first].tolist())
    tree: set[int] = set() if is_open else {chosen[first]}
    while is_open:
        nearest = experts.nearest(away)
        skill = min(is_open, key=lambda at: (int(away[nearest[at]]), at))
        is_open.remove(skill)
        chosen[skill] = nearest[skill]
        way = path(experts.graph, away, nearest[skill])
        if not tree:
            chosen[first] = way[0]
        tree |= set(way)
        away = experts.away(*sorted(tree))
    return Answer.of(experts, chosen, spanning_cost(experts.graph, sorted(tree)), tree)


def spanning_cost(graph: Graph, nodes: list[int]) -> int:
    """Returns the length of a least spanning tree of the ties among these nodes, by Prim's algorithm.

    Raises:
        ValueError: ties among them do not join them all.
    """
    nearest = dict.fromkeys(nodes, np.iinfo(np.int32).max)
    nearest[nodes[0]] = 0
    total = 0
    while nearest:
        node = min(nearest, key=lambda each: (nearest[each], each))
        length = nearest.pop(node)
        if length == np.iinfo(np.int32).max:
            raise ValueError("no ties join these people")
        total += length
        ties = slice(graph.start[node], graph.start[node + 1])
        for other, away in zip(graph.target[ties].tolist(), graph.length[ties].tolist(), strict=True):
            if other in nearest:
                nearest[other] = min(nearest[other], away)
    return total
