"""One job while its story is told: what is known of it, and where what happens is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from confrere.graph.model.transitions import EventKind

from .chronicle import Chronicle, Crew, Happening
from .courses import Luck
from .postings import Posting
from .talent import FOREVER, Talent

MINUTE: Final = 60


@dataclass(slots=True)
class Scene:
    """A job and everything around it.

    Attributes:
        job: Its number.
        posting: What its client posted.
        client: The client's row, after those of all people.
        talent: Who can be asked.
        chronicle: Where it is written.
        luck: The source of randomness.
        taken: Whom the job concerns already, each in one way.
    """

    job: int
    posting: Posting
    client: int
    talent: Talent
    chronicle: Chronicle
    luck: Luck
    taken: set[int] = field(default_factory=set)

    @property
    def limit(self) -> int:
        """Before when everything happens for which the job must be open."""
        return self.posting.closes - MINUTE

    @property
    def until(self) -> int:
        """Until when whoever is hired has work."""
        return self.posting.ends or FOREVER

    def tell(
        self,
        kind: EventKind,
        at: int,
        a: int,
        b: int | None = None,
        *,
        crew: Crew | None = None,
        teams: Sequence[int] = (),
    ) -> None:
        """Writes an event: who did what, with whom, in which team, and which teams ended by it."""
        team, form = (crew.number, crew.form) if crew else (None, None)
        self.chronicle.happenings.append(Happening(kind, at, a, b, self.job, team, form, teams))

    def price(self, person: int, hours: float) -> int:
        """Returns what so many hours a week cost at somebody's rate, for all weeks."""
        return round(self.talent.rate[person] * hours * self.posting.weeks)
