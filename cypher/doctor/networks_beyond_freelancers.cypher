// Clients or agencies with a connection or an invitation.
// Repair: Delete the relationship: clients and agencies are no part of a network.
CALL {
  MATCH (other:Client) RETURN other
  UNION ALL
  MATCH (other:Agency) RETURN other
}
MATCH (other)-[:CONNECTED_TO|INVITED]-()
RETURN count(*) AS count, collect(other.id)[..5] AS examples
