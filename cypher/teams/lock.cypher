// Locks people, in the order of ids, and the job last.
// :param people => ['FL_0000000000000000']
// :param job => ''
CALL () {
  UNWIND $people AS id
  WITH DISTINCT id ORDER BY id
  CALL (id) {
    MATCH (account:Freelancer {id: id}) RETURN account
    UNION
    MATCH (account:Client {id: id}) RETURN account
  }
  SET account.lock = 0
  RETURN collect(account.id) AS locked
}
CALL () {
  MATCH (wanted:Job {id: $job})
  SET wanted.lock = 0
  RETURN count(*) AS held
}
RETURN locked
