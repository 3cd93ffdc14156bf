import type { alerts as english } from '../en/alerts.ts';
import type { Translated } from '../texts.ts';

export const alerts: Translated<typeof english> = {
  'alert.of': '{name}: {words}',
  'alert.notDelivered': 'Es konnte nicht zugestellt werden.',
  'alert.uncertain':
    '{name}: Ob dies angekommen ist, ist nicht bekannt. Sehen Sie dort nach; wenn ja, bestätigen Sie es, wenn nicht, senden Sie es erneut.',
  'alert.flow':
    '„{name}“ kann so, wie er gespeichert ist, nicht ausgeführt werden. Was er senden sollte, wird unter „Fehlgeschlagen“ aufbewahrt; andere Abläufe gehen weiter.',
  'alert.drift': 'Der Ablauf „{name}“ und sein Ziel passen nicht mehr zusammen. {lines}',
  'alert.drift.line': '{step}: {words}',
  'alert.drift.gone': 'Das Feld „{field}“ gibt es nicht mehr, deshalb kann nichts dorthin gesendet werden.',
  'alert.drift.needed': '„{field}“ muss gefüllt werden und ist es nicht.',
  'alert.drift.option': '„{value}“ ist keine der Auswahlmöglichkeiten von „{field}“.',
  'alert.screener': '{words} Nachrichten gehen ohne sein Urteil weiter und werden zum Ansehen markiert.',
  'alert.erasure': 'Eine Person konnte an einem Ziel nicht gelöscht werden: {words}',
  'alert.backlog': '{name}: Etwas wartet seit mehr als {minutes} Minuten auf die Zustellung.',
  'alert.backlog.asked':
    '{name}: Etwas wartet seit mehr als {minutes} Minuten auf die Zustellung. Das andere System bat uns zu warten: {words}',
  'alert.processing': 'Ereignisse, die vor mehr als {minutes} Minuten eingegangen sind, wurden noch nicht verarbeitet.',
  'alert.processing.fix':
    'Es geht nichts verloren. Prüfen Sie, ob die Worker des Servers laufen (handoff doctor) und ob er mehr zu tun hat, als er schafft.',
  'alert.processing.failing':
    'Ein Ereignis, das vor mehr als {minutes} Minuten eingegangen ist, konnte noch nicht verarbeitet werden; es wird weiter versucht.',
  'alert.processing.failing.fix':
    'Öffnen Sie unter Aktivität das Ereignis {event}: Dort steht der Grund. Es bleibt erhalten und wird verarbeitet, sobald er behoben ist.',
  'alert.silence': '{name} hat seit {since} nichts gesendet. Um diese Zeit der Woche kommt sonst innerhalb von {gap} etwas.',
  'alert.expiry': '{name}: Der Zugriff endet am {at}, also in {left}. Danach kann nichts mehr gesendet werden.',
  'alert.expired': '{name}: Der Zugriff ist am {at} abgelaufen.',
  'alert.expiry.key.fix':
    'Erstellen Sie dort einen neuen Schlüssel, geben Sie ihn in den Einstellungen der Verbindung ein, und tragen Sie ein, an welchem Tag er endet.',
  'alert.expiry.signIn.fix': 'Öffnen Sie die Verbindung, und melden Sie sich neu an; bis dahin geht alles weiter wie bisher.',
  'alert.version': '{name}: Die Version der Schnittstelle, die dieser Server spricht ({version}), wird nur bis zum {at} unterstützt.',
  'alert.version.fix': 'Aktualisieren Sie den Handoff-Server vor diesem Tag: Ein neuerer spricht eine neuere Version.',
  'alert.unowned.flow': '{name}: Für diesen Ablauf ist niemand verantwortlich, deshalb gehen seine Warnungen an den ganzen Arbeitsbereich.',
  'alert.unowned.connection':
    '{name}: Für diese Verbindung ist niemand verantwortlich, deshalb gehen ihre Warnungen an den ganzen Arbeitsbereich.',
  'alert.unreviewed.flow': '{name}: Seit {since} hat niemand geprüft, was dieser Ablauf tut und wohin seine Felder gehen.',
  'alert.unreviewed.connection': '{name}: Seit {since} hat niemand geprüft, ob dieser Zugriff noch gebraucht wird.',
  'alert.unused': '{what} darf noch benutzt werden und wurde zuletzt am {at} benutzt.',
  'alert.unused.never': '{what} darf noch benutzt werden und wurde noch nie benutzt.',
  'alert.token': 'Das API-Token „{name}“',
  'hold.breaker': 'Die letzten Versuche sind alle fehlgeschlagen. Kurze Pause; nichts geht verloren, und es geht von selbst weiter.',
  'hold.disabled':
    'Seit drei Tagen ist nichts durchgekommen, deshalb ist diese Verbindung abgeschaltet. Prüfen Sie das andere System, und setzen Sie sie dann fort.',
};
