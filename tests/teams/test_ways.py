"""Ways from one person, against networkx, on networks in which everybody is within two connections of the leader."""

import random

import networkx as nx
import numpy as np
import pytest

from confrere.recommendations.compiled import compiled
from confrere.recommendations.teams.distances import FAR, Graph, Ints, graph_of
from confrere.recommendations.teams.ways import Lead, lead_of, reach


@compiled
def every_row(graph: Graph, lead: Lead) -> Ints:
    """Everybody's distances from everybody."""
    found = np.empty((len(lead.away), len(lead.away)), np.int32)
    for source in range(len(lead.away)):
        found[source] = reach(graph, lead, source)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_distances_are_those_of_all_ways_that_pass_nobody_private(seed: int) -> None:
    """Private people begin and end ways and are inside of none; people apart from everybody are far."""
    chance = random.Random(seed)
    count = chance.randint(4, 30)
    pairs = [(one, other) for other in range(1, count - 1) for one in range(other) if chance.random() < 4 / count]
    ties = {pair: chance.choice([1, 100, chance.randint(1, 100)]) for pair in pairs}
    is_private = np.array([node > 0 and chance.random() < 0.2 for node in range(count)], np.bool_)
    ends = np.array(list(ties), np.int32).reshape(-1, 2)
    graph = graph_of(count, ends[:, 0], ends[:, 1], np.array(list(ties.values()), np.int32), is_private)
    found = every_row(graph, lead_of(graph, 0))

    for source in range(count):
        directed: nx.DiGraph[int] = nx.DiGraph()
        directed.add_nodes_from(range(count))
        for (one, other), length in ties.items():
            for begin, end in ((one, other), (other, one)):
                if begin == source or not is_private[begin]:
                    directed.add_edge(begin, end, weight=length)
        away = nx.single_source_dijkstra_path_length(directed, source)
        assert found[source].tolist() == [away.get(node, FAR) for node in range(count)]
