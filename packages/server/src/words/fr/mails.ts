import type { mails as english } from '../en/mails.ts';
import type { Translated } from '../texts.ts';

export const mails: Translated<typeof english> = {
  'mail.link.subject': 'Votre lien de connexion à Handoff',
  'mail.link':
    'Ouvrez ce lien pour vous connecter. Il fonctionne une seule fois, pendant {minutes} minutes :\n\n{link}\n\nSi vous ne l’avez pas demandé, ne faites rien : personne ne peut se connecter sans lui.\n',
  'mail.invited.subject': 'Vous pouvez maintenant vous connecter à Handoff',
  'mail.invited':
    'Vous avez été invité(e) à rejoindre l’espace de travail {workspace} dans Handoff.\n\nConnectez-vous ici avec cette adresse ({email}) :\n{link}\n\nSi vous ne vous y attendiez pas, ne faites rien.\n',
  'mail.invited.everywhere':
    'Vous avez été invité(e) à rejoindre tous les espaces de travail dans Handoff.\n\nConnectez-vous ici avec cette adresse ({email}) :\n{link}\n\nSi vous ne vous y attendiez pas, ne faites rien.\n',

  'message.subject': '{workspace} : {head}',
  'message.about': '{name} : {title}',
  'message.over': 'Terminé – {about}',
  'message.again': 'De nouveau – {about}',
  'message.still': 'Toujours – {about}',
  'message.problems': { one: '{count} problème', other: '{count} problèmes' },
  'message.warnings': { one: '{count} avertissement', other: '{count} avertissements' },
  'message.findings': { one: '{count} point à regarder', other: '{count} points à regarder' },
  'message.overs': { one: '{count} terminé', other: '{count} terminés' },

  'message.label.problem': 'Problème',
  'message.label.warning': 'Avertissement',
  'message.label.finding': 'À regarder',
  'message.label.again': 'De nouveau',
  'message.label.still': 'Toujours',
  'message.label.over': 'Terminé',
  'message.title': '{label} · {title}',
  'message.title.flow': '{label} · {name} (flux) : {title}',
  'message.title.connection': '{label} · {name} (connexion) : {title}',
  'message.title.source': '{label} · {name} (source) : {title}',
  'message.what': 'Ce qui s’est passé : {cause}',
  'message.do': 'Que faire : {fix}',
  'message.since': 'Depuis le {at}.',
  'message.fromTo': 'Du {from} au {to}.',
  'message.cameBack': {
    one: 'Peu avant, cela avait disparu puis était revenu une fois.',
    other: 'Peu avant, cela avait disparu puis était revenu {count} fois.',
  },
  'message.owner': 'Responsable : {owner}.',
  'message.more': { one: 'Et {count} autre :', other: 'Et {count} autres :' },
  'message.keptBack': {
    one: 'Depuis hier, un message a été retenu comme spam probable. Regardez-le sous Quarantaine et libérez-le s’il est authentique.',
    other:
      'Depuis hier, {count} messages ont été retenus comme spam probable. Parcourez-les sous Quarantaine et libérez ceux qui sont authentiques.',
  },
  'message.test.subject': '{workspace} : test de « {channel} »',
  'message.test': 'Ceci est un test. Quand on aura besoin de vous, Handoff vous dira ici ce qui s’est passé et que faire.',
  'message.notQuoted.deadLetter': 'L’autre système ne l’accepte pas tel quel, ou cela ne lui convient pas. La raison figure dans Activité.',
  'message.notQuoted.erasure':
    'L’autre système a refusé ou est resté injoignable pendant des jours. La raison figure sous Confidentialité.',
};
