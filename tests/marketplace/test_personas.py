"""The people to sign in as are in their situations."""

import pytest

from confrere.graph.marketplace import PERSONAS, Persona
from confrere.graph.marketplace.personas import AGENCY, CLIENT, FREELANCERS

from .conftest import PEOPLE, Files, ends
from .test_people import is_top_rated


@pytest.mark.parametrize("persona", FREELANCERS, ids=lambda persona: persona.handle)
def test_a_persona_is_in_its_situation(files: Files, persona: Persona) -> None:
    """Name, standing, visibility and number of connections are as said."""
    person = files.by_handle[persona.handle]
    row = files.people.index(person)
    assert (person["firstName"], person["lastName"]) == (persona.first, persona.last)
    assert is_top_rated(person) is persona.top_rated
    assert person["visibility"] == ("PRIVATE" if persona.private else "PUBLIC")
    assert person["status"] == ("ACTIVE" if persona.active else "DEACTIVATED")
    assert len(files.friends.get(row, ())) == min(persona.degree, PEOPLE // 3)


def test_personas_hold_their_invitations(files: Files) -> None:
    """The connector has six to answer and five sent; pia's waits for lena; dora's was declined in silence."""
    row = {persona.handle: files.people.index(files.by_handle[persona.handle]) for persona in FREELANCERS}
    waiting = [ends(each) for each in files.rows("invited")]
    aside = [ends(each) for each in files.rows("set_aside")]
    carla = row["carla-connector"]
    assert sum(recipient == carla for _, recipient in waiting) == 6
    assert sum(sender == carla for sender, _ in waiting) == 5
    assert (row["pia-private"], row["lena-lead"]) in waiting
    assert (row["dora-declined"], row["mateo-mentor"]) in waiting
    assert (row["mateo-mentor"], row["dora-declined"]) in aside
    assert sum(recipient == row["ines-ineligible"] for _, recipient in waiting) == 1
    assert not any(row["nia-newcomer"] in pair for pair in waiting)


def test_personas_are_told_apart() -> None:
    """Handles, situations and sentences are unique."""
    assert len({persona.handle for persona in PERSONAS}) == len(PERSONAS)
    assert len({persona.situation for persona in PERSONAS}) == len(PERSONAS)
    assert len({persona.sentence for persona in PERSONAS}) == len(PERSONAS)


@pytest.mark.requirement("R20")
def test_the_client_and_the_agency_have_fixed_ids(files: Files) -> None:
    """They are found by id, and are no freelancers."""
    assert files.rows("clients")[0]["id"] == CLIENT.id
    assert files.rows("agencies")[0]["id"] == AGENCY.id
    assert not {CLIENT.handle, AGENCY.handle} & files.by_handle.keys()
