"""Pages that the API serves by itself."""

from .landing import landing_page

__all__ = ["landing_page"]
