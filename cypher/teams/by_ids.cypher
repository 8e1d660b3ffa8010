// Teams by id, each only to whom it shows: lead, members and, once all agreed and it is proposed or told, the client.
// A private person in one is shown by name alone; who declined is told to the lead, and to others still asked.
// :param me => 'FL_0000000000000000'
// :param ids => ['TM_0000000000000000']
// :param profile => []
OPTIONAL MATCH (freelancer:Freelancer {id: $me})
OPTIONAL MATCH (client:Client {id: $me})
WITH coalesce(freelancer, client) AS me
WITH me, COLLECT { MATCH (me)-[:BLOCKED]-(other:Freelancer) RETURN other } AS blocked
UNWIND $ids AS id
MATCH (team:Team {id: id})-[:FOR]->(job:Job)<-[:POSTED]-(owner:Client)
MATCH (lead:Freelancer)-[l:MEMBER_OF {isLead: true}]->(team)
WHERE
  // team shows
  lead.status = 'ACTIVE' AND l.leftAt IS NULL AND l.closings = coalesce(lead.closings, 0) AND (
    EXISTS {
      MATCH (me)-[m:MEMBER_OF]->(team)
      WHERE m.declinedAt IS NULL AND m.leftAt IS NULL AND m.closings = coalesce(me.closings, 0)
        AND (m.agreedTo IS NOT NULL OR lead = me OR EXISTS { (me)-[:CONNECTED_TO]-(lead) })
    }
    OR owner = me AND (
      EXISTS { (lead)-[:PROPOSED_FOR {team: team.id, state: 'ACCEPTED'}]->(job) }
      OR (team.informedAt IS NOT NULL OR EXISTS {
        (lead)-[p:PROPOSED_FOR {team: team.id, state: 'SENT'}]->(job) WHERE p.termsVersion = team.version
      }) AND team.size = COUNT {
        MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(team)
        WHERE m.agreedTo = team.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
          AND fellow.status = 'ACTIVE' AND m.closings = coalesce(fellow.closings, 0)
      }
    )
  )
  // end
WITH me, blocked, team, job, owner, lead, head([(lead)-[p:PROPOSED_FOR]->(job) | properties(p)]) AS offer
RETURN {
  id: team.id, job: job.id, jobState: job.state, form: team.form, formedAt: team.formedAt, version: team.version,
  informedAt: team.informedAt, lead: lead.id,
  offer: CASE WHEN offer.team = team.id THEN offer.id END, offerState: offer.state, offerVersion: offer.termsVersion,
  offerTeam: offer.team,
  isIn: EXISTS {
    MATCH (me)-[m:MEMBER_OF]->(team)
    WHERE m.agreedTo IS NOT NULL AND m.declinedAt IS NULL AND m.leftAt IS NULL AND m.closings = coalesce(me.closings, 0)
  },
  hasAgreed: team.size = COUNT {
    MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(team)
    WHERE m.agreedTo = team.version AND m.declinedAt IS NULL AND m.leftAt IS NULL
      AND fellow.status = 'ACTIVE' AND m.closings = coalesce(fellow.closings, 0)
  },
  requires: COLLECT {
    MATCH (job)-[needs:REQUIRES]->(skill:Skill) WHERE needs.weight IS NULL
    RETURN {
      level: needs.level, seats: needs.seats, weeklyHours: needs.weeklyHours, weight: needs.weight,
      id: skill.id, name: skill.name, synonyms: coalesce(skill.synonyms, [])[..50]
    }
    ORDER BY skill.name, skill.id
  },
  missing: CASE WHEN me <> lead THEN 0 ELSE team.size - COUNT {
    MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(team)
    WHERE m.declinedAt IS NULL AND m.leftAt IS NULL
      AND fellow.status = 'ACTIVE' AND m.closings = coalesce(fellow.closings, 0)
  } END,
  out: CASE WHEN me <> lead THEN [] ELSE COLLECT {
    MATCH (fellow:Freelancer)-[m:MEMBER_OF]->(team)
    WHERE m.declinedAt IS NOT NULL OR m.leftAt IS NOT NULL
    RETURN fellow.id
  } END,
  declined: CASE WHEN me <> lead THEN [] ELSE COLLECT {
    MATCH (person:Freelancer)-[m:MEMBER_OF]->(team)
    WHERE m.declinedAt IS NOT NULL AND
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
    RETURN person.id ORDER BY person.id
  } END,
  members: COLLECT {
    MATCH (person:Freelancer)-[membership:MEMBER_OF]->(team)
    WITH me, blocked, team, job, owner, lead, person, properties(membership) AS m
    WHERE person.status = 'ACTIVE' AND m.leftAt IS NULL AND m.closings = coalesce(person.closings, 0)
      AND (m.declinedAt IS NULL OR NOT me IN [lead, owner]) AND (me <> owner OR m.agreedTo = team.version)
    WITH me, blocked, team, lead, owner, person, m, EXISTS { MATCH (person) WHERE
      // visible to $me
      person.status = 'ACTIVE'
      AND (person.visibility = 'PUBLIC' OR person = me OR EXISTS { (person)-[:CONNECTED_TO]-(me) })
      AND NOT person IN blocked
      // end
    } AS isVisible
    RETURN {
      hasAgreed: m.agreedTo = team.version,
      isIn: m.agreedTo IS NOT NULL AND m.declinedAt IS NULL,
      skills: COLLECT {
        MATCH (skill:Skill) WHERE skill.id IN m.skills
        RETURN {id: skill.id, name: skill.name, synonyms: coalesce(skill.synonyms, [])[..50]} ORDER BY skill.name
      },
      terms: CASE WHEN me IN [person, lead, owner] AND m.weeklyHours IS NOT NULL THEN {
        weeklyHours: m.weeklyHours, description: m.description, priceMinor: m.priceMinor, currency: m.currency
      } END,
      person: {
        id: person.id, handle: person.handle, name: person.name, isPrivate: NOT isVisible,
        // profile
        profile: CASE WHEN size($profile) > 0 AND isVisible THEN {
          headline: person.headline,
          hourlyRate: person.hourlyRate, currency: person.currency, weeklyHours: person.weeklyHours,
          timeZone: person.timeZone,
          jobSuccessScore: person.jobSuccessScore, topRatedWeeks: person.topRatedWeeks,
          city: CASE WHEN 'city' IN $profile THEN head([(person)-[:LIVES_IN]->(city:City)-[:IN]->(country:Country) |
            {id: city.id, name: city.name, countryCode: country.code, countryName: country.name}]) END,
          categories: CASE WHEN 'categories' IN $profile THEN COLLECT {
            MATCH (person)-[:WORKS_IN]->(category:Category)
            RETURN {id: category.id, name: category.name} ORDER BY category.name LIMIT 50
          } ELSE [] END,
          skills: CASE WHEN 'skills' IN $profile THEN COLLECT {
            MATCH (person)-[has:HAS_SKILL]->(skill:Skill)
            RETURN {level: has.level, id: skill.id, name: skill.name,
              synonyms: CASE WHEN 'synonyms' IN $profile THEN coalesce(skill.synonyms, [])[..50] ELSE [] END}
            ORDER BY has.level DESC, skill.name LIMIT 50
          } ELSE [] END
        } END
        // end
      }
    }
    ORDER BY person <> lead, m.at, person.id
  }
} AS team
