// Migrations of this version that were not applied.
// Repair: Run `confrere migrate`.
// :param migrations => ['0001']
UNWIND $migrations AS version
WITH version WHERE NOT EXISTS { MATCH (m:__Neo4jMigration) WHERE m.version = version }
RETURN count(*) AS count, collect(version)[..5] AS examples
