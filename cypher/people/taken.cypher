// Whether a handle is taken, by whomever, and whether an account has one of these addresses.
// :param handle => 'nobody'
// :param spellings => ['nobody@example.com']
RETURN
  EXISTS { MATCH (f:Freelancer {handle: $handle}) } OR EXISTS { MATCH (c:Client {handle: $handle}) }
    OR EXISTS { MATCH (a:Agency {handle: $handle}) } AS handle,
  EXISTS {
    MATCH (f:Freelancer)
    USING INDEX f:Freelancer(status, visibility, emailKey)
    WHERE f.status IN ['ACTIVE', 'DEACTIVATED'] AND f.visibility IN ['PUBLIC', 'PRIVATE'] AND f.emailKey IN $spellings
  } AS address
