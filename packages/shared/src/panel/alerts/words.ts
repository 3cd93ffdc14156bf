import type { Tone } from '../tone.ts';
import type { Translate } from '../translate.ts';

/** What an alert of this kind is called, by itself or after the name of what it is about. */
export function alertTitle(kind: string, t: Translate): string {
  switch (kind) {
    case 'auth':
      return t('The access is refused');
    case 'scope':
      return t('A permission is missing');
    case 'breaker':
      return t('It does not answer');
    case 'disabled':
      return t('It was turned off after days of failures');
    case 'dead_letter':
      return t('Something could not be delivered');
    case 'flow':
      return t('It cannot be run');
    case 'backlog':
      return t('What is to be sent waits too long');
    case 'silence':
      return t('Nothing arrives any more');
    case 'uncertain':
      return t('It is not known whether something arrived');
    case 'erasure':
      return t('Somebody could not be erased');
    case 'drift':
      return t('Fields of the destination have changed');
    case 'screener':
      return t('A spam filter cannot be asked');
    case 'expiry':
      return t('The access runs out soon');
    case 'version':
      return t('A version ends soon');
    case 'unowned':
      return t('Nobody owns it');
    case 'unreviewed':
      return t('Nobody has reviewed it for long');
    case 'unused':
      return t('Nobody uses this access');
    case 'quarantine':
      return t('Messages were kept back');
    default:
      return t('Something needs a look');
  }
}

export type AlertSeverity = 'problem' | 'warning' | 'finding';

export function severityTone(severity: AlertSeverity): Tone {
  return severity === 'problem' ? 'bad' : severity === 'warning' ? 'attention' : 'quiet';
}

export function severityLabel(severity: AlertSeverity, t: Translate): string {
  return severity === 'problem' ? t('Problem') : severity === 'warning' ? t('Warning') : t('For a look');
}
