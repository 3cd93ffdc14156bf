import type { pages as english } from '../en/pages.ts';
import type { Translated } from '../texts.ts';

export const pages: Translated<typeof english> = {
  'signIn.title': 'Se connecter à Handoff',
  'signIn.email': 'Votre adresse e-mail',
  'signIn.mailMe': 'Recevoir un lien par e-mail',
  'signIn.byService': 'Se connecter avec {service}',
  'signIn.noMail': 'Ce serveur ne peut pas encore envoyer d’e-mails ; il ne peut donc pas vous envoyer de lien.',
  'signIn.command': 'Sur le serveur, lancez {command}. La commande affiche un lien qui vous connecte.',
  'signIn.sent.title': 'Consultez votre messagerie',
  'signIn.sent': 'Si {email} peut se connecter ici, un lien est en route. Il fonctionne une seule fois, pendant {minutes} minutes.',
  'signIn.sent.nothing': 'Rien n’est arrivé ? Regardez dans les courriers indésirables ou {again}.',
  'signIn.sent.again': 'recommencez',
  'signIn.confirm': 'Vous allez vous connecter en tant que {email} dans ce navigateur.',
  'signIn.button': 'Se connecter',
  'signIn.failed.title': 'Connexion impossible',
  'signIn.failed.back': 'Retour à la connexion',
  'signIn.linkUsed': 'Ce lien a déjà servi ou date de plus de {minutes} minutes. Demandez-en un nouveau.',
  'signIn.notMember': '{email} n’est pas membre ici. Demandez à un propriétaire de l’espace de travail d’inviter cette adresse.',
  'signIn.otherBrowser':
    'Cette connexion n’a pas été commencée dans ce navigateur, ou elle l’a été il y a plus de dix minutes. Recommencez.',
  'signIn.notVerified':
    'Votre service de connexion n’indique pas qu’il a vérifié votre adresse e-mail. Adressez-vous à la personne qui le gère, ou connectez-vous avec un lien reçu par e-mail.',
  'signIn.noService':
    'Ce serveur n’a pas de service de connexion. Renseignez HANDOFF_OIDC_ISSUER, ou connectez-vous avec un lien reçu par e-mail.',
  'signIn.serviceFailed':
    'Le service de connexion a refusé ou n’a pas pu être joint. Réessayez, ou connectez-vous avec un lien reçu par e-mail.',
  'signIn.needsTls':
    'Pour se connecter, il faut une adresse chiffrée, afin que personne en chemin ne puisse reprendre votre session. Placez un proxy TLS devant le serveur et indiquez son adresse https dans HANDOFF_PUBLIC_URL.',
  'signIn.otherSite': 'Cette demande venait d’un autre site ; elle n’a donc pas été exécutée. Ouvrez la console elle-même et réessayez.',
  'signIn.tooMany': 'Trop de tentatives de connexion depuis votre adresse réseau. Réessayez dans {seconds} s.',
  'page.mistake': 'Le serveur a commis une erreur ; elle a été consignée. Réessayez.',
  'connect.failed.title': 'Connexion non établie',
  'connect.mistake':
    'Le serveur a commis une erreur ; elle a été consignée. Revenez en arrière et appuyez encore une fois sur « Connecter ».',
  'connect.used':
    'Cette connexion a déjà servi ou a commencé il y a plus de dix minutes. Revenez en arrière et appuyez encore une fois sur « Connecter ».',
  'connect.untested.title': '{title} : connexion faite, mais elle ne fonctionne pas encore',
  'connect.untested': '« {connection} » de {workspace} : {words}',
  'connect.done.title': '{title} est connecté',
  'connect.done': '« {connection} » de {workspace} est maintenant utilisable. Vous pouvez fermer cette fenêtre.',
  'connect.doneAs':
    '« {connection} » de {workspace} est maintenant utilisable, avec le compte {account}. Vous pouvez fermer cette fenêtre.',
};
