import type { alertKinds as english } from '../en/alert-kinds.ts';
import type { Translated } from '../texts.ts';

export const alertKinds: Translated<typeof english> = {
  'kind.auth': 'L’accès est refusé',
  'kind.auth.fix':
    'Ouvrez la connexion et reconnectez-vous, ou saisissez une nouvelle clé. Ce qui lui est destiné attend et partira ensuite dans l’ordre.',
  'kind.scope': 'Une autorisation manque',
  'kind.scope.fix': 'Ouvrez la connexion, cliquez sur « Reconnecter » et accordez ce qui est demandé. Ce qui lui est destiné attend.',
  'kind.breaker': 'Aucune réponse',
  'kind.breaker.fix':
    'Rien n’est perdu : de nouvelles tentatives ont lieu d’elles-mêmes à quelques minutes d’intervalle. Si cela dure, consultez la page d’état de l’autre système.',
  'kind.disabled': 'Arrêté après des jours d’échecs',
  'kind.disabled.fix': 'Ouvrez la connexion, corrigez ce qu’elle indique, puis remettez-la en marche.',
  'kind.dead_letter': 'Quelque chose n’a pas pu être livré',
  'kind.dead_letter.fix': 'Ouvrez Activité, cherchez la raison sous « Échec », corrigez-la, puis renvoyez, ou abandonnez.',
  'kind.flow': 'Il ne peut pas être exécuté',
  'kind.flow.fix': 'Ouvrez le flux, enregistrez-le et publiez-le, puis renvoyez ce qui a échoué avec la version actuelle.',
  'kind.backlog': 'Ce qui doit partir attend trop longtemps',
  'kind.backlog.fix':
    'Ouvrez la connexion et voyez pourquoi elle est lente ou en pause. Ce qui attend est conservé et partira dans l’ordre.',
  'kind.silence': 'Plus rien n’arrive',
  'kind.silence.fix': 'Envoyez un test depuis le site. S’il n’arrive pas, vérifiez-y la connexion de l’extension.',
  'kind.uncertain': 'On ignore si quelque chose est arrivé',
  'kind.uncertain.fix': 'Regardez là-bas si c’est arrivé. Si oui, confirmez-le ; sinon, renvoyez.',
  'kind.erasure': 'Une personne n’a pas pu être effacée',
  'kind.erasure.fix': 'Effacez-la vous-même là-bas, puis confirmez-le ici.',
  'kind.drift': 'Des champs de la destination ont changé',
  'kind.drift.fix': 'Ouvrez le flux et corrigez sa correspondance.',
  'kind.screener': 'Un filtre antispam ne peut pas être interrogé',
  'kind.screener.fix':
    'Dans le panneau de ce site, ouvrez Quarantaine, puis Règles. Saisissez-y de nouveau la clé du filtre, ou désactivez-le.',
  'kind.expiry': 'L’accès expire bientôt',
  'kind.expiry.fix': 'Ouvrez la connexion et renouvelez l’accès avant qu’il ne prenne fin.',
  'kind.version': 'Une version prend bientôt fin',
  'kind.version.fix': 'Mettez Handoff à jour avant ce jour.',
  'kind.unowned': 'Personne n’en est responsable',
  'kind.unowned.fix': 'Désignez une personne responsable, afin que les alertes atteignent quelqu’un.',
  'kind.unreviewed': 'Personne ne l’a vérifié depuis longtemps',
  'kind.unreviewed.fix': 'Parcourez-le une fois et marquez-le comme vérifié.',
  'kind.unused': 'Personne n’utilise cet accès',
  'kind.unused.fix': 'Ouvrez Autorisations et retirez-le, sauf si vous en avez bientôt besoin.',
  'kind.quarantine': 'Des messages ont été retenus',
  'kind.quarantine.fix': 'Parcourez ce qui a été retenu et libérez ce qui est authentique.',
  'kind.unknown': 'Quelque chose demande un coup d’œil',
};
