"""`confrere import`: a real network from two files, checked as a whole and then imported offline."""

from .cells import BadFiles, Problem
from .network import Network, read_network
from .writing import write_import_files

__all__ = ["BadFiles", "Network", "Problem", "read_network", "write_import_files"]
