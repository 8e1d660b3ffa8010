// Whether an account is open: its status, for a freelancer or a client; no row where there is none.
// :param id => 'FL_0000000000000000'
OPTIONAL MATCH (f:Freelancer {id: $id})
OPTIONAL MATCH (c:Client {id: $id})
WITH coalesce(f, c) AS account
WHERE account IS NOT NULL
RETURN coalesce(account.status, 'ACTIVE') AS status
