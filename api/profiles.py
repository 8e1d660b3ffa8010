"""What a freelancer tells about themselves."""

import strawberry

from confrere.graph.model import money
from confrere.graph.model.eligibility import is_top_rated
from confrere.graph.model.rules import Rules
from confrere.graph.store import Row

from .nodes import Node
from .scalars import CountryCode, CurrencyCode, Decimal, TimeZone


@strawberry.type(description="An exact amount in one currency, visible with what it belongs to.")
class Money:
    """An amount in whole units."""

    amount: Decimal = strawberry.field(description="How much.")
    currency: CurrencyCode = strawberry.field(description="In which currency.")

    @classmethod
    def of(cls, minor: int, currency: str) -> "Money":
        """Reads an amount in minor units."""
        return cls(amount=Decimal(money.amount(minor, currency)), currency=CurrencyCode(currency))


@strawberry.type(description="Something one can do, visible to every signed-in caller.")
class Skill(Node):
    """A skill of the catalogue."""

    name: str = strawberry.field(description="Preferred name.")
    synonyms: list[str] = strawberry.field(description="Other names that find it, at most 50.")

    @classmethod
    def of(cls, row: Row) -> "Skill":
        """Shapes a skill."""
        return cls(id=strawberry.ID(row["id"]), name=row["name"], synonyms=row["synonyms"])


@strawberry.type(description="A skill somebody has, visible with the profile.")
class ProfileSkill:
    """A skill and its level."""

    level: int = strawberry.field(description="How well, 1 to 5.")
    skill: Skill = strawberry.field(description="Which skill.")


@strawberry.type(description="A field of work, visible to every signed-in caller.")
class Category(Node):
    """A category of the marketplace."""

    name: str = strawberry.field(description="Its name.")


@strawberry.type(description="A country, visible to every signed-in caller.")
class Country:
    """A country."""

    code: CountryCode = strawberry.field(description="Its two-letter code.")
    name: str = strawberry.field(description="Its name.")


@strawberry.type(description="A place people live in, visible to every signed-in caller.")
class City(Node):
    """A city."""

    country: Country = strawberry.field(description="The country it lies in.")
    name: str = strawberry.field(description="Its name.")

    @classmethod
    def of(cls, row: Row) -> "City":
        """Shapes a city with its country."""
        country = Country(code=CountryCode(row["countryCode"]), name=row["countryName"])
        return cls(id=strawberry.ID(row["id"]), name=row["name"], country=country)


@strawberry.type(
    description="What a freelancer tells about themselves, visible to everyone while public "
    "and to connected people always."
)
class Profile:
    """A profile as one viewer may see it."""

    row: strawberry.Private[Row]
    is_top_rated: bool = strawberry.field(description="Whether the person is Top Rated now.")
    job_success_score: int | None = strawberry.field(
        description="Job Success Score in per cent, read-only here, null when there is none."
    )
    headline: str = strawberry.field(description="One line about the person.")
    time_zone: TimeZone = strawberry.field(description="Where the working day lies.")
    weekly_hours: float | None = strawberry.field(description="Hours a week on offer.")

    @classmethod
    def of(cls, row: Row, rules: Rules) -> "Profile":
        """Shapes the ``profile`` map that every page file projects; what has parts only once it is asked for."""
        return cls(
            row=row,
            is_top_rated=is_top_rated(row["jobSuccessScore"], row["topRatedWeeks"] or 0, rules),
            job_success_score=row["jobSuccessScore"],
            headline=row["headline"] or "",
            time_zone=TimeZone(row["timeZone"] or "UTC"),
            weekly_hours=row["weeklyHours"],
        )

    @strawberry.field(description="Categories of work, at most 50.")
    def categories(self) -> list[Category]:
        """Shapes the fields of work."""
        return [Category(id=strawberry.ID(each["id"]), name=each["name"]) for each in self.row["categories"]]

    @strawberry.field(description="Home city.")
    def city(self) -> City | None:
        """Shapes the place."""
        city = self.row["city"]
        return city and City.of(city)

    @strawberry.field(description="Asking rate per hour.")
    def hourly_rate(self) -> Money | None:
        """Shapes the rate."""
        rate = self.row["hourlyRate"]
        return None if rate is None else Money.of(rate, self.row["currency"] or "USD")

    @strawberry.field(description="Skills, strongest first, at most 50.")
    def skills(self) -> list[ProfileSkill]:
        """Shapes what the person can do."""
        return [
            ProfileSkill(
                level=each["level"],
                skill=Skill.of(each),
            )
            for each in self.row["skills"]
        ]
