import type { alertKinds as english } from '../en/alert-kinds.ts';
import type { Translated } from '../texts.ts';

export const alertKinds: Translated<typeof english> = {
  'kind.auth': 'Der Zugriff wird verweigert',
  'kind.auth.fix':
    'Öffnen Sie die Verbindung, und melden Sie sich neu an, oder geben Sie einen neuen Schlüssel ein. Was dorthin soll, wartet und geht danach der Reihe nach hinaus.',
  'kind.scope': 'Eine Berechtigung fehlt',
  'kind.scope.fix':
    'Öffnen Sie die Verbindung, klicken Sie auf „Neu verbinden“, und erlauben Sie, worum gebeten wird. Was dorthin soll, wartet.',
  'kind.breaker': 'Keine Antwort',
  'kind.breaker.fix':
    'Es geht nichts verloren: Alle paar Minuten wird es von selbst neu versucht. Dauert es an, sehen Sie auf der Statusseite des anderen Systems nach.',
  'kind.disabled': 'Nach Tagen voller Fehler abgeschaltet',
  'kind.disabled.fix': 'Öffnen Sie die Verbindung, beheben Sie, was dort steht, und schalten Sie sie wieder ein.',
  'kind.dead_letter': 'Etwas konnte nicht zugestellt werden',
  'kind.dead_letter.fix':
    'Öffnen Sie Aktivität, sehen Sie unter „Fehlgeschlagen“ den Grund nach, beheben Sie ihn, und senden Sie erneut, oder geben Sie es auf.',
  'kind.flow': 'Er kann nicht ausgeführt werden',
  'kind.flow.fix':
    'Öffnen Sie den Ablauf, speichern und veröffentlichen Sie ihn, und senden Sie dann mit der aktuellen Version erneut, was fehlgeschlagen ist.',
  'kind.backlog': 'Was gesendet werden soll, wartet zu lange',
  'kind.backlog.fix':
    'Öffnen Sie die Verbindung, und sehen Sie nach, warum sie langsam ist oder angehalten wurde. Was wartet, bleibt erhalten und geht der Reihe nach hinaus.',
  'kind.silence': 'Es kommt nichts mehr an',
  'kind.silence.fix': 'Senden Sie von der Website aus einen Test. Kommt er nicht an, prüfen Sie dort die Verbindung des Plugins.',
  'kind.uncertain': 'Ob etwas angekommen ist, ist unbekannt',
  'kind.uncertain.fix': 'Sehen Sie dort nach, ob es angekommen ist. Wenn ja, bestätigen Sie es; wenn nicht, senden Sie es erneut.',
  'kind.erasure': 'Jemand konnte nicht gelöscht werden',
  'kind.erasure.fix': 'Löschen Sie die Person dort von Hand, und bestätigen Sie es dann hier.',
  'kind.drift': 'Felder des Ziels haben sich geändert',
  'kind.drift.fix': 'Öffnen Sie den Ablauf, und passen Sie seine Zuordnung an.',
  'kind.screener': 'Ein Spamfilter kann nicht gefragt werden',
  'kind.screener.fix':
    'Öffnen Sie im Panel dieser Website Quarantäne und dann Regeln. Geben Sie dort den Schlüssel des Filters neu ein, oder schalten Sie ihn aus.',
  'kind.expiry': 'Der Zugriff läuft bald ab',
  'kind.expiry.fix': 'Öffnen Sie die Verbindung, und erneuern Sie den Zugriff, bevor er endet.',
  'kind.version': 'Eine Version läuft bald aus',
  'kind.version.fix': 'Aktualisieren Sie Handoff vor diesem Tag.',
  'kind.unowned': 'Niemand ist verantwortlich',
  'kind.unowned.fix': 'Benennen Sie jemanden, der dafür verantwortlich ist, damit Warnungen einen Menschen erreichen.',
  'kind.unreviewed': 'Lange von niemandem geprüft',
  'kind.unreviewed.fix': 'Sehen Sie es einmal durch, und markieren Sie es als geprüft.',
  'kind.unused': 'Niemand nutzt diesen Zugriff',
  'kind.unused.fix': 'Öffnen Sie Berechtigungen, und entziehen Sie ihn, wenn Sie ihn nicht demnächst brauchen.',
  'kind.quarantine': 'Nachrichten wurden zurückgehalten',
  'kind.quarantine.fix': 'Sehen Sie durch, was zurückgehalten wurde, und geben Sie frei, was echt ist.',
  'kind.unknown': 'Etwas braucht einen Blick',
};
