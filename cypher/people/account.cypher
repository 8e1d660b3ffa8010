// Whose handle this is: a freelancer, a client or an agency; for operators.
// :param handle => 'nobody'
CALL {
  MATCH (f:Freelancer {handle: $handle}) RETURN f.id AS id, f.handle AS handle, 'FREELANCER' AS kind
  UNION
  MATCH (c:Client {handle: $handle}) RETURN c.id AS id, c.handle AS handle, 'CLIENT' AS kind
  UNION
  MATCH (a:Agency {handle: $handle}) RETURN a.id AS id, a.handle AS handle, 'AGENCY' AS kind
}
RETURN id, handle, kind
