"""What stands on the people of a small marketplace, where a test says nothing else."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from confrere.graph.model.ids import ALPHABET, IdKind
from confrere.graph.model.money import rate_key
from confrere.graph.names import email_key, name_key, shown_name, written_names

WHOLE = ["categories", "city", "headline", "skills", "synonyms"]
"""Asks for every part of a profile that is read apart."""

_INTO_ALPHABET = str.maketrans("ilou", "jkpv")
"""Letters that ids do not have, and their neighbours that they have."""


def facts_of(name: str, given: Mapping[str, Any], *, joined_at: datetime) -> dict[str, Any]:
    """Returns the properties of somebody of a first name, those that are made of others included."""
    facts = _plain(name, joined_at) | dict(given)
    first, last, person = str(facts["firstName"]), str(facts["lastName"]), str(facts["id"])
    return facts | {
        **written_names(first, last, person),
        "name": given.get("name", shown_name(first, last)),
        "rateKey": f"{rate_key(facts['hourlyRate'], facts['currency'])}\t{name_key(first, last, person)}",
        "emailKey": email_key(str(facts["email"])) if facts.get("email") else None,
    }


def _plain(name: str, joined_at: datetime) -> dict[str, Any]:
    id = f"{IdKind.FREELANCER}_{name.lower().translate(_INTO_ALPHABET):z<16}"
    assert re.fullmatch(rf"\w+_[{ALPHABET}]{{16}}", id), f"no id can be made of {name!r}"
    return {
        "id": id,
        "handle": name.lower(),
        "firstName": name.title(),
        "lastName": "Test",
        "visibility": "PUBLIC",
        "status": "ACTIVE",
        "headline": f"What {name.title()} does",
        "hourlyRate": 4500,
        "currency": "USD",
        "weeklyHours": 30.0,
        "timeZone": "Europe/Lisbon",
        "jobSuccessScore": 96,
        "topRatedWeeks": 16,
        "segments": [],
        "inTestGroup": False,
        "joinedAt": joined_at,
    }
