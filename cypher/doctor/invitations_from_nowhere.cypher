// Invitations that do not say where they started, in how many steps, or to whom by name.
// Repair: Set them from the INVITATION_SENT event and the recipient's name.
// :param from => ''
// :param to => '~'
MATCH (person:Freelancer) WHERE person.id >= $from AND person.id < $to
MATCH (person)-[i:INVITED]->()
WHERE NOT coalesce(i.entryPoint, '') IN ['UFS_TILE', 'PROFILE_DRAWER', 'NETWORK_PAGE', 'LOCATION_RECOMMENDATION',
    'SKILL_RECOMMENDATION', 'NETWORK_RECOMMENDATION', 'NAME_SEARCH', 'EMAIL_SEARCH', 'EMAIL_INVITE', 'REFERRAL']
  OR NOT 1 <= coalesce(i.steps, 0) <= 20 OR i.recipientName IS NULL
RETURN count(*) AS count, collect(coalesce(i.id, person.id))[..5] AS examples
