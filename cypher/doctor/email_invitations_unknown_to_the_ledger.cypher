// Invitations by e-mail that no event sent.
// Repair: Delete the invitation: nobody is known to have sent it.
// :param from => ''
// :param to => '~'
MATCH (m:EmailInvitation)
WHERE m.sender >= $from AND m.sender < $to AND m.sentAt IS NOT NULL
  AND NOT EXISTS { MATCH (e:Event {invitation: m.id}) WHERE e.kind = 'EMAIL_INVITATION_SENT' AND e.a = m.sender }
RETURN count(*) AS count, collect(m.id)[..5] AS examples
