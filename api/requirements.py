"""What a job or a team needs."""

import strawberry

from confrere.graph.store import Row

from .profiles import Skill


@strawberry.type(description="A skill a job or team needs, visible with it.")
class Requirement:
    """One line of a job."""

    level: int = strawberry.field(description="Least level, 1 to 5.")
    seats: int = strawberry.field(description="How many different people.")
    skill: Skill = strawberry.field(description="Which skill.")
    weekly_hours: float = strawberry.field(description="Hours a week for each seat.")
    weight: float | None = strawberry.field(description="Value of having it, null when it is required.")

    @classmethod
    def of(cls, row: Row) -> "Requirement":
        """Shapes one of the requirements of a job."""
        return cls(
            level=row["level"],
            seats=row["seats"],
            skill=Skill.of(row),
            weekly_hours=row["weeklyHours"],
            weight=row["weight"],
        )
