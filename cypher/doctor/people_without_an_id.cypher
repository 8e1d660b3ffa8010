// People without an id, a handle, a name or a status.
// Repair: Find them in the marketplace's own records and set what is missing, or delete the node when nothing refers to it.
MATCH (account:Freelancer)
WHERE account.status IS NULL OR account.id IS NULL OR (account.status <> 'ERASED' AND (
  account.handle IS NULL OR account.firstName IS NULL OR account.name IS NULL
  OR account.searchName IS NULL OR account.visibility IS NULL))
RETURN count(*) AS count, collect(coalesce(account.id, 'no id'))[..5] AS examples
