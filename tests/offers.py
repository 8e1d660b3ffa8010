"""Skills, cities and categories in a test world, and people who offer them, written as the marketplace writes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from confrere.graph.marketplace.places import City
from confrere.graph.model.people_filter import offer_key
from confrere.graph.names import folded, skill_key

from .world import Person, World

SKILLS = {
    "JavaScript": ("JS", "ECMAScript"),
    "Java": (),
    "Python": ("Python 3",),
    "Search engine optimisation": ("SEO",),
    "C++": ("CPP",),
}
CATEGORIES = ("Design", "Development")


def skill_id(name: str) -> str:
    """The id of a skill of the test world."""
    return f"SK_{list(SKILLS).index(name):016d}"


def category_id(name: str) -> str:
    """The id of a category of the test world."""
    return f"CA_{CATEGORIES.index(name):016d}"


async def settle(world: World, cities: Iterable[City]) -> None:
    """Adds skills with their names, categories, cities and countries."""
    skills = [{"id": skill_id(name), "name": name, "synonyms": list(others)} for name, others in SKILLS.items()]
    words = [
        {"key": skill_key(word), "skill": skill_id(name)} for name, others in SKILLS.items() for word in (name, *others)
    ]
    await world.cypher(
        "UNWIND $skills AS s CREATE (k:Skill) SET k = s "
        "WITH count(*) AS done UNWIND $words AS w MATCH (k:Skill {id: w.skill}) "
        "MERGE (n:SkillName {key: w.key}) CREATE (n)-[:NAMES]->(k)",
        skills=skills,
        words=words,
    )
    await world.cypher(
        "UNWIND $categories AS c CREATE (k:Category) SET k = c",
        categories=[{"id": category_id(name), "name": name} for name in CATEGORIES],
    )
    await world.cypher(
        "UNWIND $cities AS c MERGE (country:Country {code: c.country}) ON CREATE SET country.name = c.country "
        "CREATE (city:City {id: c.id, name: c.name, searchName: c.key, population: c.population, "
        "timeZone: c.timeZone, point: point({latitude: c.latitude, longitude: c.longitude})})-[:IN]->(country)",
        cities=[
            {
                "id": city.id,
                "name": city.name,
                "key": folded(city.name),
                "country": city.country,
                "population": city.population,
                "timeZone": city.time_zone,
                "latitude": city.latitude,
                "longitude": city.longitude,
            }
            for city in cities
        ],
    )


async def offering(
    world: World,
    name: str,
    *,
    city: City | None = None,
    skills: Mapping[str, int] = {},
    category: str = "",
    **properties: Any,
) -> Person:
    """Adds somebody who lives somewhere and can do something."""
    person = await world.person(name, **properties)
    await world.cypher(
        "MATCH (f:Freelancer {id: $id}) "
        "SET f.skillLevels = $levels, f.categoryIds = $categories, "
        "f.cityId = $city, f.countryCode = $country "
        "WITH f UNWIND $has AS has MATCH (s:Skill {id: has.id}) CREATE (f)-[h:HAS_SKILL]->(s) SET h = has.facts",
        id=person.id,
        levels=[f"{skill_id(skill)}:{level}" for skill, level in skills.items()],
        categories=[category_id(category)] if category else [],
        city=city and city.id,
        country=city and city.country,
        has=[
            {
                "id": skill_id(skill),
                "facts": {"level": level, "offerKey": city and offer_key(skill_id(skill), city.id, level)},
            }
            for skill, level in skills.items()
        ],
    )
    await world.cypher(
        "MATCH (f:Freelancer {id: $id}) MATCH (c:City {id: $city}) CREATE (f)-[:LIVES_IN]->(c)",
        id=person.id,
        city=city.id if city else "",
    )
    await world.cypher(
        "MATCH (f:Freelancer {id: $id}) MATCH (c:Category {id: $category}) CREATE (f)-[:WORKS_IN]->(c)",
        id=person.id,
        category=category_id(category) if category else "",
    )
    return person
