"""Words for a person: who they are to the product and what they may be asked."""

from enum import StrEnum


class Status(StrEnum):
    """Whether an account lives."""

    ACTIVE = "ACTIVE"
    DEACTIVATED = "DEACTIVATED"
    ERASED = "ERASED"


class Visibility(StrEnum):
    """Whether a profile can be found by people it is not connected to."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"


class Segment(StrEnum):
    """A group a freelancer belongs to (R8)."""

    COMMUNITY_ENTHUSIAST = "COMMUNITY_ENTHUSIAST"
    MENTEE = "MENTEE"
    MENTOR = "MENTOR"
    NEW_WITH_SKILLS = "NEW_WITH_SKILLS"
    TOP_CONNECTIONS = "TOP_CONNECTIONS"


class EntryPoint(StrEnum):
    """Where an invitation started, fixed when it is sent (R49)."""

    EMAIL_INVITE = "EMAIL_INVITE"
    EMAIL_SEARCH = "EMAIL_SEARCH"
    IMPORT = "IMPORT"
    LOCATION_RECOMMENDATION = "LOCATION_RECOMMENDATION"
    NAME_SEARCH = "NAME_SEARCH"
    NETWORK_PAGE = "NETWORK_PAGE"
    NETWORK_RECOMMENDATION = "NETWORK_RECOMMENDATION"
    PROFILE_DRAWER = "PROFILE_DRAWER"
    REFERRAL = "REFERRAL"
    SKILL_RECOMMENDATION = "SKILL_RECOMMENDATION"
    UFS_TILE = "UFS_TILE"


class Tooltip(StrEnum):
    """A hint for people new to a feature (R43)."""

    NETWORK_CTA = "NETWORK_CTA"
