"""People of the demo whose situation is known, to sign in as."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone to sign in as.

    Attributes:
        handle: How to name them.
        situation: One word for the situation.
        sentence: What is special, for developers: some of it no one else may ever learn through the API.
        first: First name.
        last: Last name.
        city: Name and country of their city, for instance "Lisbon, PT".
        title: Their occupation.
        degree: How many connections.
        top_rated: Whether they are Top Rated.
        eligible: Whether their track record meets R2's amounts.
        private: Whether their profile is private.
        active: Whether their account is active.
        days: How long ago they joined, in days.
        id: The id, where it is fixed.
    """

    handle: str
    situation: str
    sentence: str
    first: str
    last: str
    city: str
    title: str = "Software developer"
    degree: int = 0
    top_rated: bool = True
    eligible: bool = True
    private: bool = False
    active: bool = True
    days: int = 1500
    id: str | None = None


FREELANCERS: Final = (
    Persona(
        "nia-newcomer",
        "newcomer",
        "Joined yesterday with a good record elsewhere: eligible, no connection yet.",
        "Nia",
        "Washington",
        "Atlanta, US",
        "UX designer",
        0,
        days=1,
    ),
    Persona(
        "carla-connector",
        "connector",
        "About 150 connections, six invitations to answer and five of her own waiting.",
        "Carla",
        "Gonçalves",
        "Lisbon, PT",
        "Marketing manager",
        150,
    ),
    Persona(
        "hugo-hub",
        "hub",
        "5,000 connections: the heaviest page of the demo.",
        "Hugo",
        "Lefèvre",
        "Paris, FR",
        "Project manager",
        5000,
    ),
    Persona(
        "lena-lead",
        "lead",
        "Leads teams for open jobs: 45 connections of many trades, and an invitation from a private profile.",
        "Lena",
        "Schäfer",
        "Berlin, DE",
        "IT project manager",
        45,
    ),
    Persona(
        "pia-private",
        "private",
        "Private profile with 24 connections; her invitation waits for lena-lead.",
        "Pia",
        "Lindqvist",
        "Stockholm, SE",
        "Translator",
        24,
        private=True,
    ),
    Persona(
        "mateo-mentor",
        "mentor",
        "A mentor with 60 connections; silently declined dora-declined.",
        "Mateo",
        "Ibáñez Peña",
        "Madrid, ES",
        "Data scientist",
        60,
    ),
    Persona(
        "ines-ineligible",
        "ineligible",
        "Not Top Rated: may accept the invitation that waits for her, not send one.",
        "Inês",
        "Simões",
        "Porto, PT",
        "Illustrator",
        8,
        top_rated=False,
        eligible=False,
        days=300,
    ),
    Persona(
        "dora-declined",
        "declined",
        "Her invitation to mateo-mentor was declined in silence; she sees it pending.",
        "Dóra",
        "Nagy",
        "Budapest, HU",
        "Video editor",
        18,
    ),
    Persona(
        "dario-deactivated",
        "deactivated",
        "Deactivated: hidden from all, his 20 connections come back with him.",
        "Dario",
        "D'Angelo",
        "Rome, IT",
        "Web developer",
        20,
        active=False,
    ),
    Persona(
        "bo-blank",
        "no last name",
        "One word for a name and a thin record: Top Rated, but not eligible.",
        "Bo",
        "",
        "Jakarta, ID",
        "Graphic designer",
        5,
        eligible=False,
        days=200,
    ),
)
"""The freelancers among them; the ten are part of any demo of 100 people or more."""

CLIENT: Final = Persona(
    "cleo-client",
    "client",
    "A client with open jobs and proposals to answer: hires, and is never part of a network.",
    "Cleo",
    "Whitfield",
    "",
    id="CL_c1e0c11ent000000",
)

AGENCY: Final = Persona(
    "atelier-agency",
    "agency",
    "An agency: neither a network nor a team.",
    "Atelier Norte",
    "",
    "",
    id="AG_ate11er000000000",
)

PERSONAS: Final[tuple[Persona, ...]] = (*FREELANCERS, CLIENT, AGENCY)
"""Everyone to sign in as, the newcomer first."""
