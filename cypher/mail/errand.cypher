// All that is to be known before an errand is run: the invitation, and its sender as they are now.
// :param invitation => 'EI_0000000000000000'
MATCH (m:EmailInvitation {id: $invitation})
OPTIONAL MATCH (sender:Freelancer {id: m.sender})
RETURN {
  id: m.id, sender: m.sender, sealed: m.sealed, token: m.token, note: m.note, steps: m.steps,
  sentAt: m.sentAt, expiresAt: m.expiresAt, withdrawnAt: m.withdrawnAt, acceptedAt: m.acceptedAt, metAt: m.metAt,
  name: sender.name,
  stands: coalesce(sender.status = 'ACTIVE' AND m.senderClosings = coalesce(sender.closings, 0), false)
} AS invitation
