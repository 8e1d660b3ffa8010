"""The one registry of personal data: every property in the graph, whose it is, who is given it and how it is erased.

The export and the erasure read it, and a test fails when the graph holds a property that is not in it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Given(StrEnum):
    """In whose export a property is."""

    OWNER = "the person it is about"
    BOTH = "both people of a pair, as far as each sees it"
    ACTOR = "the one who acted, alone"
    NOBODY = "nobody: it is internal, or would tell of another's hidden act"


class Erased(StrEnum):
    """What an erasure makes of a property."""

    REMOVED = "removed"
    REPLACED = "replaced by an id that leads nowhere"
    KEPT = "kept: it says nothing about a person"


@dataclass(frozen=True, slots=True)
class Kind:
    """Properties of one label or relationship type that are treated alike."""

    of: str
    """The label or the type."""
    names: tuple[str, ...]
    """The properties; none for a relationship that has none and is a fact by itself."""
    given: Given
    erased: Erased


PERSONAL: tuple[Kind, ...] = (
    Kind(
        "Freelancer",
        (
            *("handle", "firstName", "lastName", "name", "searchName", "email", "emailKey", "visibility", "headline"),
            *("hourlyRate", "currency", "weeklyHours", "timeZone", "jobSuccessScore", "topRatedWeeks", "segments"),
            *("inTestGroup", "joinedAt", "dismissedTooltips", "mutedKinds"),
        ),
        Given.OWNER,
        Erased.REMOVED,
    ),
    Kind("Freelancer", ("id",), Given.OWNER, Erased.REPLACED),
    Kind("Freelancer", ("status",), Given.OWNER, Erased.KEPT),
    Kind("Freelancer", ("lastEventAt", "closings", "lastSequence"), Given.NOBODY, Erased.REMOVED),
    Kind("Freelancer", ("readSequence",), Given.OWNER, Erased.REMOVED),
    Kind(
        "Freelancer",
        ("nameKey", "initialKey", "rateKey", "cityId", "countryCode", "skillLevels", "categoryIds", "networkIds"),
        Given.NOBODY,
        Erased.REMOVED,
    ),
    Kind("Freelancer", ("lock",), Given.NOBODY, Erased.KEPT),
    Kind("TrackRecord", ("jobInvitedAt", "earnedAt", "earnedMinor", "currency"), Given.OWNER, Erased.REMOVED),
    Kind("HAS_RECORD", (), Given.OWNER, Erased.REMOVED),
    Kind("HAS_SKILL", ("level",), Given.OWNER, Erased.REMOVED),
    Kind("HAS_SKILL", ("offerKey",), Given.NOBODY, Erased.REMOVED),
    Kind("WORKS_IN", (), Given.OWNER, Erased.REMOVED),
    Kind("LIVES_IN", (), Given.OWNER, Erased.REMOVED),
    Kind("CONNECTED_TO", ("since", "jobsTogether", "lastJobAt"), Given.BOTH, Erased.REMOVED),
    Kind("CONNECTED_TO", ("pair", "entryPoint"), Given.NOBODY, Erased.REMOVED),
    Kind("INVITED", ("id", "sentAt", "expiresAt", "note"), Given.BOTH, Erased.REMOVED),
    Kind("INVITED", ("entryPoint", "steps", "recipientName"), Given.ACTOR, Erased.REMOVED),
    Kind("INVITED", ("pair", "senderClosings", "recipientClosings", "byEmail"), Given.NOBODY, Erased.REMOVED),
    Kind("SET_ASIDE", ("invitation",), Given.ACTOR, Erased.REMOVED),
    Kind("DECLINED", ("times", "lastAt"), Given.ACTOR, Erased.REMOVED),
    Kind("WITHDREW", ("at",), Given.ACTOR, Erased.REMOVED),
    Kind("BLOCKED", ("at", "name"), Given.ACTOR, Erased.REMOVED),
    Kind(
        "Notification",
        ("id", "sequence", "at", "kind", "about", "invitation", "message", "conversation", "team", "job"),
        Given.OWNER,
        Erased.REMOVED,
    ),
    Kind("Notification", ("to", "number"), Given.NOBODY, Erased.REMOVED),
    Kind("Retraction", ("to", "sequence", "notification"), Given.NOBODY, Erased.REMOVED),
    Kind("DISMISSED", ("at",), Given.ACTOR, Erased.REMOVED),
    Kind(
        "Slate",
        (
            *("id", "viewer", "at", "surface", "method", "version", "seed", "candidates", "propensities"),
            *("complements", "served"),
        ),
        Given.NOBODY,
        Erased.REMOVED,
    ),
    Kind("EmailInvitation", ("id", "note", "sentAt", "expiresAt", "steps", "withdrawnAt"), Given.ACTOR, Erased.REMOVED),
    Kind(
        "EmailInvitation",
        (
            *("sender", "senderClosings", "address", "mailbox", "sealed", "token", "mailedAt", "acceptedAt"),
            *("redeemedAt", "reminderAt", "metAt", "metAs", "sealedUntil", "lock"),
        ),
        Given.NOBODY,
        Erased.REMOVED,
    ),
    Kind(
        "Errand",
        ("id", "kind", "stage", "dueAt", "attempts", "about", "reason", "lock"),
        Given.NOBODY,
        Erased.REMOVED,
    ),
    Kind("OptOut", ("mailbox", "at"), Given.NOBODY, Erased.KEPT),
    Kind("INVITED_TO", ("at", "declinedAt"), Given.OWNER, Erased.REMOVED),
    Kind("INVITED_TO", ("key",), Given.NOBODY, Erased.REMOVED),
    Kind(
        "PROPOSED_FOR",
        (
            *("id", "sentAt", "state", "weeklyHours", "description", "priceMinor", "currency", "team", "form"),
            "termsVersion",
        ),
        Given.OWNER,
        Erased.REMOVED,
    ),
    Kind("PROPOSED_FOR", ("key", "openedAt"), Given.NOBODY, Erased.REMOVED),
    Kind(
        "MEMBER_OF",
        (
            *("at", "isLead", "skills", "agreedTo", "weeklyHours", "description", "priceMinor", "currency"),
            *("declinedAt", "leftAt"),
        ),
        Given.OWNER,
        Erased.REMOVED,
    ),
    Kind("MEMBER_OF", ("key", "closings"), Given.NOBODY, Erased.REMOVED),
    Kind("WORKED_ON", ("at",), Given.OWNER, Erased.REMOVED),
    Kind("REFERRED", ("id", "job", "at", "note"), Given.BOTH, Erased.REMOVED),
    Kind("REFERRED", ("candidateName", "acceptedAt", "declinedAt"), Given.ACTOR, Erased.REMOVED),
    Kind(
        "REFERRED",
        ("giverKey", "candidateKey", "giverClosings", "candidateClosings", "endedAt"),
        Given.NOBODY,
        Erased.REMOVED,
    ),
    Kind("InterfaceEvent", ("id", "person", "kind", "entryPoint", "about", "at"), Given.NOBODY, Erased.REMOVED),
    Kind("Conversation", ("id", "team", "lastNumber", "lastAt"), Given.NOBODY, Erased.KEPT),
    Kind("Conversation", ("pair",), Given.NOBODY, Erased.REPLACED),
    Kind("Conversation", ("lowName", "highName"), Given.NOBODY, Erased.REMOVED),
    Kind("TALKS_IN", ("readUpTo", "unread", "stays"), Given.NOBODY, Erased.REMOVED),
    Kind("Message", ("id", "conversation", "sentAt"), Given.BOTH, Erased.KEPT),
    Kind("Message", ("sender", "text", "links", "editedAt"), Given.BOTH, Erased.REMOVED),
    Kind("Message", ("number",), Given.NOBODY, Erased.KEPT),
    Kind("Message", ("isDeleted",), Given.NOBODY, Erased.REMOVED),
    Kind("Event", ("a", "b"), Given.ACTOR, Erased.REPLACED),
    Kind("Event", ("kind", "at", "shownAt"), Given.ACTOR, Erased.KEPT),
    Kind(
        "Event",
        (
            *("invitation", "entryPoint", "steps", "visibility", "tooltip", "job", "message"),
            *("preference", "channels", "team", "teams", "form"),
        ),
        Given.ACTOR,
        Erased.REMOVED,
    ),
    Kind("Event", ("pair", "operation", "digest", "by"), Given.NOBODY, Erased.REMOVED),
    Kind("Event", ("id", "recordedAt"), Given.NOBODY, Erased.KEPT),
)
"""Everything about people."""

IMPERSONAL: dict[str, tuple[str, ...]] = {
    "Skill": ("id", "name", "synonyms"),
    "SkillName": ("key",),
    "NAMES": (),
    "Category": ("id", "name"),
    "City": ("id", "name", "searchName", "point", "timeZone", "population"),
    "Country": ("code", "name"),
    "IN": (),
    "Client": ("id", "handle", "name", "status", "lock", "lastEventAt"),
    "Job": (
        *("id", "title", "description", "isPrivate", "budgetMinor", "currency", "startsOn", "endsOn", "timeZone"),
        *("postedAt", "state", "lock"),
    ),
    "Team": ("id", "form", "formedAt", "version", "size", "informedAt"),
    "FOR": (),
    "POSTED": (),
    "REQUIRES": ("level", "seats", "weeklyHours", "weight"),
    "Agency": ("id", "handle", "name"),
}
"""Everything else: places, skills, organisations and their jobs."""


def classified() -> set[tuple[str, str]]:
    """Returns every label or type with each property that is classified; a bare fact has an empty one."""
    personal = {(kind.of, name) for kind in PERSONAL for name in (*kind.names, "")}
    return personal | {(of, name) for of, names in IMPERSONAL.items() for name in (*names, "")}


def names_of(of: str, *given: Given) -> frozenset[str]:
    """Returns the properties of a label or type that go into these exports."""
    return frozenset(name for kind in PERSONAL if kind.of == of and kind.given in given for name in kind.names)


def kept_of(of: str) -> frozenset[str]:
    """Returns the properties of a label that an erasure leaves, replaced ones included."""
    return frozenset(
        name for kind in PERSONAL if kind.of == of and kind.erased is not Erased.REMOVED for name in kind.names
    )
