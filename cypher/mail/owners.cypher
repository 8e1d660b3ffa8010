// Whose account has one of these addresses, open or closed; for errands and never for a caller.
// :param spellings => ['ana@example.com']
MATCH (owner:Freelancer)
USING INDEX owner:Freelancer(status, visibility, emailKey)
WHERE owner.status IN ['ACTIVE', 'DEACTIVATED'] AND owner.visibility IN ['PUBLIC', 'PRIVATE']
  AND owner.emailKey IN $spellings
RETURN owner.id AS id, owner.email AS email, owner.status AS status
ORDER BY id
