"""The demo marketplace: people, places, trades and two years of acts, drawn from one seed."""

from .generation import SEED, Progress, Summary, generate
from .layout import import_arguments
from .people import PEOPLE, TOP_RATED
from .personas import PERSONAS, Persona

__all__ = ["PEOPLE", "PERSONAS", "SEED", "TOP_RATED", "Persona", "Progress", "Summary", "generate", "import_arguments"]
