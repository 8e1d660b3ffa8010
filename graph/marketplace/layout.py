"""Which file holds what, and the arguments with which neo4j-admin reads them."""

from pathlib import Path
from typing import Final

NODES: Final = {
    "freelancers.csv": "Freelancer",
    "records.csv": "TrackRecord",
    "skills.csv": "Skill",
    "skill_names.csv": "SkillName",
    "categories.csv": "Category",
    "cities.csv": "City",
    "countries.csv": "Country",
    "clients.csv": "Client",
    "agencies.csv": "Agency",
    "events.csv": "Event",
    "jobs.csv": "Job",
    "teams.csv": "Team",
    "job_events.csv": "Event",
}
"""Label of the nodes in each file."""

RELATIONSHIPS: Final = {
    "has_record.csv": "HAS_RECORD",
    "has_skill.csv": "HAS_SKILL",
    "works_in.csv": "WORKS_IN",
    "names.csv": "NAMES",
    "lives_in.csv": "LIVES_IN",
    "city_in.csv": "IN",
    "connected_to.csv": "CONNECTED_TO",
    "invited.csv": "INVITED",
    "set_aside.csv": "SET_ASIDE",
    "declined.csv": "DECLINED",
    "withdrew.csv": "WITHDREW",
    "posted.csv": "POSTED",
    "requires.csv": "REQUIRES",
    "invited_to.csv": "INVITED_TO",
    "proposed_for.csv": "PROPOSED_FOR",
    "referred.csv": "REFERRED",
    "for.csv": "FOR",
    "member_of.csv": "MEMBER_OF",
    "worked_on.csv": "WORKED_ON",
}
"""Type of the relationships in each file."""

QUOTED: Final = frozenset(
    {
        "freelancers.csv",
        "skills.csv",
        "skill_names.csv",
        "categories.csv",
        "cities.csv",
        "countries.csv",
        "clients.csv",
        "agencies.csv",
        "invited.csv",
        "jobs.csv",
        "proposed_for.csv",
        "referred.csv",
        "member_of.csv",
    }
)
"""Files whose texts people wrote, so that they may hold commas and quotes."""


def import_arguments(folder: Path) -> list[str]:
    """Returns what to add to `neo4j-admin database import full`.

    Args:
        folder: Where `generate` or `write_import_files` wrote.

    Returns:
        Arguments; files that were not written, or hold no row, are left out.
    """
    nodes = [f"--nodes={kind}={folder / name}" for name, kind in NODES.items() if (folder / name).exists()]
    links = [
        f"--relationships={kind}={folder / name}" for name, kind in RELATIONSHIPS.items() if (folder / name).exists()
    ]
    return ["--id-type=integer", *nodes, *links]
