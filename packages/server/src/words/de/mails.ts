import type { mails as english } from '../en/mails.ts';
import type { Translated } from '../texts.ts';

export const mails: Translated<typeof english> = {
  'mail.link.subject': 'Ihr Link zur Anmeldung bei Handoff',
  'mail.link':
    'Mit diesem Link melden Sie sich an. Er gilt einmal und {minutes} Minuten lang:\n\n{link}\n\nWenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne ihn kann sich niemand anmelden.\n',
  'mail.invited.subject': 'Sie können sich jetzt bei Handoff anmelden',
  'mail.invited':
    'Sie wurden bei Handoff in den Arbeitsbereich {workspace} eingeladen.\n\nMelden Sie sich hier mit dieser Adresse ({email}) an:\n{link}\n\nWenn Sie das nicht erwartet haben, müssen Sie nichts tun.\n',
  'mail.invited.everywhere':
    'Sie wurden bei Handoff in alle Arbeitsbereiche eingeladen.\n\nMelden Sie sich hier mit dieser Adresse ({email}) an:\n{link}\n\nWenn Sie das nicht erwartet haben, müssen Sie nichts tun.\n',

  'message.subject': '{workspace}: {head}',
  'message.about': '{name}: {title}',
  'message.over': 'Vorbei – {about}',
  'message.again': 'Wieder – {about}',
  'message.still': 'Noch immer – {about}',
  'message.problems': { one: '{count} Problem', other: '{count} Probleme' },
  'message.warnings': { one: '{count} Warnung', other: '{count} Warnungen' },
  'message.findings': { one: '{count} Hinweis', other: '{count} Hinweise' },
  'message.overs': { one: '{count} vorbei', other: '{count} vorbei' },

  'message.label.problem': 'Problem',
  'message.label.warning': 'Warnung',
  'message.label.finding': 'Zum Ansehen',
  'message.label.again': 'Wieder',
  'message.label.still': 'Noch immer',
  'message.label.over': 'Vorbei',
  'message.title': '{label} · {title}',
  'message.title.flow': '{label} · {name} (Ablauf): {title}',
  'message.title.connection': '{label} · {name} (Verbindung): {title}',
  'message.title.source': '{label} · {name} (Quelle): {title}',
  'message.what': 'Was geschehen ist: {cause}',
  'message.do': 'Was zu tun ist: {fix}',
  'message.since': 'Seit dem {at}.',
  'message.fromTo': 'Vom {from} bis zum {to}.',
  'message.cameBack': {
    one: 'Kurz vorher war es einmal weg und kam wieder.',
    other: 'Kurz vorher war es {count}-mal weg und kam wieder.',
  },
  'message.owner': 'Verantwortlich: {owner}.',
  'message.more': { one: 'Und {count} weitere Meldung:', other: 'Und {count} weitere Meldungen:' },
  'message.keptBack': {
    one: 'Seit gestern wurde eine Nachricht als wahrscheinlicher Spam zurückgehalten. Sehen Sie sie unter Quarantäne an, und geben Sie sie frei, wenn sie echt ist.',
    other:
      'Seit gestern wurden {count} Nachrichten als wahrscheinlicher Spam zurückgehalten. Sehen Sie sie unter Quarantäne durch, und geben Sie frei, was echt ist.',
  },
  'message.test.subject': '{workspace}: Test von „{channel}“',
  'message.test': 'Dies ist ein Test. Wenn Sie gebraucht werden, sagt Ihnen Handoff hier, was geschehen ist und was zu tun ist.',
  'message.notQuoted.deadLetter': 'Das andere System nimmt es so nicht an, oder es passt nicht. Der Grund steht unter Aktivität.',
  'message.notQuoted.erasure': 'Das andere System hat abgelehnt oder war tagelang nicht erreichbar. Der Grund steht unter Datenschutz.',
};
