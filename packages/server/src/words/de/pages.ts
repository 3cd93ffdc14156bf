import type { pages as english } from '../en/pages.ts';
import type { Translated } from '../texts.ts';

export const pages: Translated<typeof english> = {
  'signIn.title': 'Bei Handoff anmelden',
  'signIn.email': 'Ihre E-Mail-Adresse',
  'signIn.mailMe': 'Link per E-Mail senden',
  'signIn.byService': 'Mit {service} anmelden',
  'signIn.noMail': 'Dieser Server kann noch keine E-Mails versenden und Ihnen deshalb keinen Link schicken.',
  'signIn.command': 'Führen Sie auf dem Server {command} aus. Der Befehl gibt einen Link aus, der Sie anmeldet.',
  'signIn.sent.title': 'Sehen Sie in Ihrem Postfach nach',
  'signIn.sent': 'Wenn sich {email} hier anmelden darf, ist ein Link unterwegs. Er gilt einmal und {minutes} Minuten lang.',
  'signIn.sent.nothing': 'Nichts angekommen? Sehen Sie im Spam-Ordner nach, oder {again}.',
  'signIn.sent.again': 'versuchen Sie es noch einmal',
  'signIn.confirm': 'Sie melden sich in diesem Browser als {email} an.',
  'signIn.button': 'Anmelden',
  'signIn.failed.title': 'Nicht angemeldet',
  'signIn.failed.back': 'Zurück zur Anmeldung',
  'signIn.linkUsed': 'Dieser Link wurde schon benutzt oder ist älter als {minutes} Minuten. Fordern Sie einen neuen an.',
  'signIn.notMember': '{email} ist hier kein Mitglied. Bitten Sie einen Inhaber des Arbeitsbereichs, diese Adresse einzuladen.',
  'signIn.otherBrowser':
    'Diese Anmeldung wurde nicht in diesem Browser begonnen oder liegt mehr als zehn Minuten zurück. Beginnen Sie von vorn.',
  'signIn.notVerified':
    'Ihr Anmeldedienst bestätigt nicht, dass er Ihre E-Mail-Adresse geprüft hat. Fragen Sie, wer ihn betreibt, oder melden Sie sich mit einem Link per E-Mail an.',
  'signIn.noService':
    'Dieser Server hat keinen Anmeldedienst. Setzen Sie HANDOFF_OIDC_ISSUER, oder melden Sie sich mit einem Link per E-Mail an.',
  'signIn.serviceFailed':
    'Der Anmeldedienst hat abgelehnt oder war nicht zu erreichen. Versuchen Sie es noch einmal, oder melden Sie sich mit einem Link per E-Mail an.',
  'signIn.needsTls':
    'Zum Anmelden braucht es eine verschlüsselte Adresse, damit unterwegs niemand Ihre Sitzung übernehmen kann. Stellen Sie einen TLS-Proxy vor den Server, und setzen Sie HANDOFF_PUBLIC_URL auf dessen https-Adresse.',
  'signIn.otherSite':
    'Diese Anfrage kam von einer anderen Website und wurde deshalb nicht ausgeführt. Öffnen Sie die Konsole selbst, und versuchen Sie es noch einmal.',
  'signIn.tooMany': 'Zu viele Anmeldeversuche von Ihrer Netzwerkadresse. Versuchen Sie es in {seconds} s noch einmal.',
  'page.mistake': 'Dem Server ist ein Fehler unterlaufen; er wurde protokolliert. Versuchen Sie es noch einmal.',
  'connect.failed.title': 'Nicht verbunden',
  'connect.mistake':
    'Dem Server ist ein Fehler unterlaufen; er wurde protokolliert. Gehen Sie zurück, und drücken Sie noch einmal auf „Verbinden“.',
  'connect.used':
    'Diese Anmeldung wurde schon benutzt oder hat vor mehr als zehn Minuten begonnen. Gehen Sie zurück, und drücken Sie noch einmal auf „Verbinden“.',
  'connect.untested.title': '{title}: angemeldet, funktioniert aber noch nicht',
  'connect.untested': '„{connection}“ von {workspace}: {words}',
  'connect.done.title': '{title} ist verbunden',
  'connect.done': '„{connection}“ von {workspace} kann jetzt benutzt werden. Sie können dieses Fenster schließen.',
  'connect.doneAs':
    '„{connection}“ von {workspace} kann jetzt mit dem Konto {account} benutzt werden. Sie können dieses Fenster schließen.',
};
