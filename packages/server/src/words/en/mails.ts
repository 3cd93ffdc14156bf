/** What is sent to people: links, invitations, and messages about alerts, which go by mail and by chat alike. */
export const mails = {
  'mail.link.subject': 'Your link to sign in to Handoff',
  'mail.link':
    'Open this link to sign in. It works once, for {minutes} minutes:\n\n{link}\n\nIf you did not ask for it, do nothing: nobody can sign in without it.\n',
  'mail.invited.subject': 'You can now sign in to Handoff',
  'mail.invited':
    'You were invited to {workspace} in Handoff.\n\nSign in with this address ({email}) here:\n{link}\n\nIf you did not expect this, do nothing.\n',
  'mail.invited.everywhere':
    'You were invited to all workspaces in Handoff.\n\nSign in with this address ({email}) here:\n{link}\n\nIf you did not expect this, do nothing.\n',

  // The subject of a message about one thing, after the workspace’s name.
  'message.subject': '{workspace}: {head}',
  'message.about': '{name}: {title}',
  'message.over': 'Over – {about}',
  'message.again': 'Again – {about}',
  'message.still': 'Still – {about}',
  // The subject of one about several things, with commas between.
  'message.problems': { one: '{count} problem', other: '{count} problems' },
  'message.warnings': { one: '{count} warning', other: '{count} warnings' },
  'message.findings': { one: '{count} thing for a look', other: '{count} things for a look' },
  'message.overs': { one: '{count} over', other: '{count} over' },

  'message.label.problem': 'Problem',
  'message.label.warning': 'Warning',
  'message.label.finding': 'For a look',
  'message.label.again': 'Again',
  'message.label.still': 'Still',
  'message.label.over': 'Over',
  'message.title': '{label} · {title}',
  'message.title.flow': '{label} · {name} (flow): {title}',
  'message.title.connection': '{label} · {name} (connection): {title}',
  'message.title.source': '{label} · {name} (source): {title}',
  'message.what': 'What happened: {cause}',
  'message.do': 'What to do: {fix}',
  'message.since': 'Since {at}.',
  'message.fromTo': 'From {from} to {to}.',
  'message.cameBack': {
    one: 'It went away and came back once shortly before.',
    other: 'It went away and came back {count} times shortly before.',
  },
  'message.owner': 'Owner: {owner}.',
  'message.more': { one: 'And {count} more:', other: 'And {count} more:' },
  'message.keptBack': {
    one: 'One message was kept back as probable spam since yesterday. Look at it under Quarantine, and let it go if it is real.',
    other: '{count} messages were kept back as probable spam since yesterday. Look through them under Quarantine, and let go what is real.',
  },
  'message.test.subject': '{workspace}: Test of “{channel}”',
  'message.test': 'This is a test. When something needs you, Handoff tells you here what happened and what to do.',
  // In place of words that quote what a destination said about one record.
  'message.notQuoted.deadLetter': 'The other system does not take it as it is, or it does not fit. The reason stands in Activity.',
  'message.notQuoted.erasure': 'The other system refused, or was away for days. The reason stands under Privacy.',
} as const;
