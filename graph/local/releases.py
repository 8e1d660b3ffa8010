"""The releases of Neo4j that the local server can be: which jars they are, which Java runs them, and how."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """One release, pinned whole."""

    version: str
    gds: str
    """The Graph Data Science library that belongs to it."""
    java: int
    """The Java it needs."""
    main: str
    """The class that is the server."""
    extras: tuple[str, ...] = ()
    """Coordinates of tools that come along."""
    java_options: tuple[str, ...] = ()

    @property
    def endpoint(self) -> str:
        """Maven coordinates of all that its jars are found from, in the notation of jgo."""
        return "+".join(
            (
                f"org.neo4j:neo4j:{self.version}",
                f"org.neo4j.app:neo4j-server:{self.version}",
                f"org.neo4j.gds:opengds-extension:{self.gds}",
                f"org.neo4j.gds:proc:{self.gds}",
                *self.extras,
            )
        )


LTS = Release(
    version="5.26.30",
    gds="2.13.9",
    java=21,
    main="org.neo4j.server.CommunityEntryPoint",
    extras=("org.neo4j.client:neo4j-browser:5.24.0", "org.neo4j:cypher-shell:5.26.30"),
)
"""Long-term support: what is run unless something else is asked for."""

CALENDAR = Release(
    version="2026.09.0",
    gds="2.26.0",
    java=25,
    main="org.neo4j.server.Neo4jCommunity",
    # Without these two its first lines are warnings of Java's.
    java_options=("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"),
)
"""The newest of the releases named by their month; its Maven coordinates have neither Browser nor cypher-shell."""
