import type { Translate } from '../translate.ts';

/** What was done, as a short sentence without its subject. An action this panel does not know is shown as it is. */
export function auditWords(action: string, t: Translate): string {
  return words(t)[action] ?? action;
}

/** The kinds of things that changes are about, for a filter. */
export function entityWords(t: Translate): { value: string; label: string }[] {
  return [
    { value: 'flow', label: t('Flows') },
    { value: 'connection', label: t('Connections') },
    { value: 'source', label: t('Sites and shops') },
    { value: 'event', label: t('Events') },
    { value: 'delivery', label: t('Deliveries') },
    { value: 'person', label: t('People') },
    { value: 'member', label: t('Members') },
    { value: 'token', label: t('API tokens') },
    { value: 'alert_channel', label: t('Alerts') },
    { value: 'workspace', label: t('Workspace settings') },
    { value: 'vocabulary', label: t('Names of fields') },
  ];
}

/** The same for what concerns the server itself. */
export function serverEntityWords(t: Translate): { value: string; label: string }[] {
  return [
    { value: 'workspace', label: t('Workspaces') },
    { value: 'member', label: t('Operators') },
    { value: 'token', label: t('API tokens') },
    { value: 'session', label: t('Signing in and out') },
  ];
}

const words = (t: Translate): Record<string, string> => ({
  'flow.created': t('Made a flow'),
  'flow.draft_saved': t('Saved a draft of a flow'),
  'flow.updated': t('Changed a flow’s name or owner'),
  'flow.owner_removed': t('Left a flow without an owner: they are no member any more'),
  'flow.published': t('Published a flow'),
  'flow.shadowed': t('Let a flow run without sending'),
  'flow.rolled_back': t('Put an earlier version of a flow back'),
  'flow.archived': t('Archived a flow'),
  'flow.test_sent': t('Sent a test through a flow'),
  'flow.reviewed': t('Reviewed a flow'),
  'connection.created': t('Connected an account'),
  'connection.authorized': t('Signed in to an account'),
  'connection.updated': t('Changed a connection'),
  'connection.owner_removed': t('Left a connection without an owner: they are no member any more'),
  'connection.tested': t('Tested a connection'),
  'connection.held': t('Paused a connection'),
  'connection.resumed': t('Let a connection go on'),
  'connection.removed': t('Removed a connection'),
  'connection.reviewed': t('Reviewed a connection'),
  'source.created': t('Added a source'),
  'source.paired': t('Connected a site or shop'),
  'source.updated': t('Changed the settings of a site or shop'),
  'source.revoked': t('Disconnected a site or shop'),
  'source.key_rotated': t('Replaced the key of a site'),
  'source.secret_set': t('Entered the signing secret of a source'),
  'source.secret_rotated': t('Replaced the secret of a source'),
  'screening_service.set': t('Changed how an outside spam filter is asked'),
  'screening_service.forgotten': t('Removed the key of an outside spam filter'),
  'connection_code.created': t('Made a connection code'),
  'event.released': t('Released kept messages'),
  'event.marked': t('Said what messages are'),
  'event.replayed': t('Sent an event again'),
  'delivery.replayed': t('Sent deliveries again'),
  'delivery.confirmed': t('Said that a delivery arrived'),
  'delivery.given_up': t('Gave up a delivery'),
  'person.erased': t('Erased a person'),
  'person.erasure_begun': t('Asked to erase a person'),
  'person.exported': t('Handed out what is kept of a person'),
  'source.erasure_begun': t('Asked to erase all that a site or shop sent'),
  'source.erased': t('Erased what a site or shop sent'),
  'person.erased_by_hand': t('Said that a person was erased by hand'),
  'person.erased_at_destination': t('A person was erased at a destination'),
  'person.merged': t('Joined two people'),
  'person.merge_undone': t('Took two people apart again'),
  'person.split': t('Took records of a person apart'),
  'person.value_chosen': t('Chose a value of a person'),
  'person.opt_out_lifted': t('Lifted an opt-out of a person'),
  'suggestion.accepted': t('Said that two people are one'),
  'suggestion.rejected': t('Said that two people are two'),
  'suggestion.undone': t('Took back what was said of two people'),
  'screening.forgotten': t('Let the filter forget what it learned'),
  'vocabulary.changed': t('Changed the names of fields'),
  'identity.settings_changed': t('Changed by what people are recognised'),
  'health.settings_changed': t('Changed when reviews are due'),
  'retention.changed': t('Changed for how long data are kept'),
  'alert.acknowledged': t('Said that somebody sees to an alert'),
  'alert.muted': t('Silenced an alert for a while'),
  'alert.unmuted': t('Let an alert be told again'),
  'alert_channel.created': t('Added a place where alerts go'),
  'alert_channel.changed': t('Changed where alerts go'),
  'alert_channel.removed': t('Removed a place where alerts go'),
  'alert_channel.tested': t('Sent a test to where alerts go'),
  'member.invited': t('Invited a member'),
  'member.role_changed': t('Changed the role of a member'),
  'member.removed': t('Removed a member'),
  'session.begun': t('Signed in'),
  'session.ended': t('Signed out'),
  'token.created': t('Made an API token'),
  'token.revoked': t('Revoked an API token'),
  'subscription.created': t('Another tool asked for events'),
  'subscription.ended': t('Another tool ended its subscription'),
  'workspace.created': t('Opened a workspace'),
});
