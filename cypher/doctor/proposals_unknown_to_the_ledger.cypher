// Proposals without a PROPOSAL_SENT event.
// Repair: Find the writer that goes past the ledger; delete the proposal when nobody vouches for it.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[:PROPOSED_FOR]->(job:Job)
WHERE NOT EXISTS { MATCH (e:Event {a: person.id}) WHERE e.kind = 'PROPOSAL_SENT' AND e.job = job.id }
RETURN count(*) AS count, collect(person.id)[..5] AS examples
