import { type Said, said } from '../words/said.ts';

/** `problem`: something is not getting through. `warning`: it soon will not, or needs a look. `finding`: worth putting in order. */
export type Severity = 'problem' | 'warning' | 'finding';

/** Each kind of alert and how bad it is, unless the alert itself says otherwise. */
export const ALERT_KINDS = {
  auth: 'problem',
  scope: 'problem',
  breaker: 'problem',
  disabled: 'problem',
  dead_letter: 'problem',
  flow: 'problem',
  backlog: 'problem',
  silence: 'problem',
  uncertain: 'warning',
  erasure: 'warning',
  drift: 'warning',
  screener: 'warning',
  expiry: 'warning',
  version: 'warning',
  unowned: 'finding',
  unreviewed: 'finding',
  unused: 'finding',
  quarantine: 'finding',
} as const satisfies Record<string, Severity>;

export type AlertKind = keyof typeof ALERT_KINDS;

interface KindOfAlert {
  /** What it is called. */
  title: Said;
  severity: Severity;
  /** What to do; undefined where that is not known. */
  fix: Said | undefined;
}

/** What is known of a kind; one written by another version of the server counts as a problem. */
export function alertKind(kind: string): KindOfAlert {
  if (!isKnown(kind)) return { title: said('kind.unknown'), severity: 'problem', fix: undefined };
  return { title: said(`kind.${kind}`), severity: ALERT_KINDS[kind], fix: said(`kind.${kind}.fix`) };
}

function isKnown(kind: string): kind is AlertKind {
  return kind in ALERT_KINDS;
}
