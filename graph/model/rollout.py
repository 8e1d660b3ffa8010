"""What exists in which phase (R7): a feature opens with its phase and stays open in the later ones."""

from enum import StrEnum

from .people import EntryPoint
from .rules import Phase


class Feature(StrEnum):
    """Something the product offers from some phase on."""

    CONNECTING = "connecting"
    MESSAGING = "messaging"
    SEARCH = "search by name and e-mail"
    BROWSING = "browsing"
    RECOMMENDATIONS = "recommendations"
    EMAIL_INVITATIONS = "off-platform invitations"
    TILES_AND_OVERLAY = "adding from tiles and overlay"
    REFERRALS = "referrals"
    TEAM_WORK = "team work"
    SUBCONTRACTING = "subcontracting"
    JOINT_PROPOSALS = "joint proposals"
    COLLABORATION = "collaboration"


OPENS_IN = {
    Feature.CONNECTING: Phase.BETA,
    Feature.MESSAGING: Phase.BETA,
    Feature.SEARCH: Phase.BETA,
    Feature.BROWSING: Phase.BETA,
    Feature.RECOMMENDATIONS: Phase.NETWORK_PLUS,
    Feature.EMAIL_INVITATIONS: Phase.NETWORK_PLUS,
    Feature.TILES_AND_OVERLAY: Phase.NETWORK_PLUS,
    Feature.REFERRALS: Phase.NETWORK_PLUS,
    Feature.TEAM_WORK: Phase.TEAMS,
    Feature.SUBCONTRACTING: Phase.TEAMS,
    Feature.JOINT_PROPOSALS: Phase.TEAMS,
    Feature.COLLABORATION: Phase.TEAMS,
}
"""The first phase of each feature."""

STARTS_FROM = {
    EntryPoint.EMAIL_INVITE: Feature.EMAIL_INVITATIONS,
    EntryPoint.EMAIL_SEARCH: Feature.SEARCH,
    EntryPoint.IMPORT: Feature.CONNECTING,
    EntryPoint.LOCATION_RECOMMENDATION: Feature.RECOMMENDATIONS,
    EntryPoint.NAME_SEARCH: Feature.SEARCH,
    EntryPoint.NETWORK_PAGE: Feature.CONNECTING,
    EntryPoint.NETWORK_RECOMMENDATION: Feature.RECOMMENDATIONS,
    EntryPoint.PROFILE_DRAWER: Feature.TILES_AND_OVERLAY,
    EntryPoint.REFERRAL: Feature.REFERRALS,
    EntryPoint.SKILL_RECOMMENDATION: Feature.RECOMMENDATIONS,
    EntryPoint.UFS_TILE: Feature.TILES_AND_OVERLAY,
}
"""Which feature an invitation that starts there needs."""

_ORDER = tuple(Phase)  # in the order in which they follow each other


def is_open(feature: Feature, phase: Phase) -> bool:
    """Tells whether a feature exists in a phase."""
    return _ORDER.index(OPENS_IN[feature]) <= _ORDER.index(phase)
