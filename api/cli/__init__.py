"""The command line: ``confrere``."""

from .entry import main

__all__ = ["main"]
