import type { alerts as english } from '../en/alerts.ts';
import type { Translated } from '../texts.ts';

export const alerts: Translated<typeof english> = {
  'alert.of': '{name} : {words}',
  'alert.notDelivered': 'La livraison n’a pas été possible.',
  'alert.uncertain': '{name} : on ignore si ceci est arrivé. Regardez là-bas ; si c’est le cas, confirmez-le, sinon renvoyez-le.',
  'alert.flow':
    '« {name} » ne peut pas être exécuté tel qu’il est enregistré. Ce qu’il devait envoyer est conservé sous « Échec », et les autres flux continuent.',
  'alert.drift': 'Le flux « {name} » et sa destination ne vont plus ensemble. {lines}',
  'alert.drift.line': '{step} : {words}',
  'alert.drift.gone': 'Le champ « {field} » n’existe plus ; rien ne peut donc y être envoyé.',
  'alert.drift.needed': '« {field} » doit être rempli, et rien ne le remplit.',
  'alert.drift.option': '« {value} » ne fait pas partie des choix de « {field} ».',
  'alert.screener': '{words} Les messages continuent sans son avis et sont signalés pour que vous y jetiez un œil.',
  'alert.erasure': 'Une personne n’a pas pu être effacée dans une destination : {words}',
  'alert.backlog': '{name} : quelque chose attend d’être livré depuis plus de {minutes} minutes.',
  'alert.backlog.asked':
    '{name} : quelque chose attend d’être livré depuis plus de {minutes} minutes. L’autre système nous a demandé d’attendre : {words}',
  'alert.processing': 'Des événements reçus il y a plus de {minutes} minutes n’ont pas encore été traités.',
  'alert.processing.fix':
    'Rien n’est perdu. Vérifiez que les processus du serveur tournent (handoff doctor) et qu’il n’a pas plus de travail qu’il ne peut en faire.',
  'alert.processing.failing':
    'Un événement reçu il y a plus de {minutes} minutes n’a pas encore pu être traité ; de nouvelles tentatives ont lieu.',
  'alert.processing.failing.fix':
    'Ouvrez l’événement {event} dans Activité : la raison y figure. Il est conservé et sera traité dès que ce sera corrigé.',
  'alert.silence': '{name} n’a rien envoyé depuis {since}. À ce moment de la semaine, quelque chose arrive d’habitude en {gap} au plus.',
  'alert.expiry': '{name} : l’accès prend fin le {at}, dans {left}. Ensuite, plus rien ne pourra être envoyé.',
  'alert.expired': '{name} : l’accès a pris fin le {at}.',
  'alert.expiry.key.fix': 'Créez-y une nouvelle clé, saisissez-la dans les réglages de la connexion et indiquez quel jour elle prend fin.',
  'alert.expiry.signIn.fix': 'Ouvrez la connexion et reconnectez-vous ; d’ici là, tout continue comme avant.',
  'alert.version': '{name} : la version de son interface que ce serveur utilise ({version}) n’est prise en charge que jusqu’au {at}.',
  'alert.version.fix': 'Mettez le serveur Handoff à jour avant ce jour : un serveur plus récent utilise une version plus récente.',
  'alert.unowned.flow': '{name} : personne n’est responsable de ce flux ; ses alertes vont donc à tout l’espace de travail.',
  'alert.unowned.connection': '{name} : personne n’est responsable de cette connexion ; ses alertes vont donc à tout l’espace de travail.',
  'alert.unreviewed.flow': '{name} : depuis {since}, personne n’a vérifié ce que fait ce flux ni où vont ses champs.',
  'alert.unreviewed.connection': '{name} : depuis {since}, personne n’a vérifié si cet accès est encore nécessaire.',
  'alert.unused': '{what} peut encore servir, mais n’a plus été utilisé depuis le {at}.',
  'alert.unused.never': '{what} peut encore servir, mais n’a jamais été utilisé.',
  'alert.token': 'Le jeton d’API « {name} »',
  'hold.breaker': 'Les dernières tentatives ont toutes échoué. Courte pause ; rien n’est perdu, l’envoi reprendra de lui-même.',
  'hold.disabled':
    'Rien n’est passé depuis trois jours ; cette connexion est donc arrêtée. Vérifiez l’autre système, puis remettez-la en marche.',
};
