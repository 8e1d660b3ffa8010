"""Measures recommenders on real networks: data, splits, rankings of all strangers, metrics, a leaderboard."""

from .data import Dataset, read_dataset
from .network_files import BadData
from .running import Ranking, rank_all
from .splitting import Split, random_split, temporal_split

__all__ = ["BadData", "Dataset", "Ranking", "Split", "random_split", "rank_all", "read_dataset", "temporal_split"]
