import type { HealthAlert, HealthReport, HealthState } from '../../api/health.ts';
import { alertPlace, type HealthPlace } from '../alerts/place.ts';
import type { Tone } from '../tone.ts';
import type { Translate } from '../translate.ts';
import { connectionSays, flowSays, sourceSays } from './says.ts';

/** One source, flow or connection as a line of the health page. */
export interface HealthItem {
  kind: 'source' | 'flow' | 'connection';
  id: string;
  name: string;
  state: HealthState;
  tone: Tone;
  label: string;
  /** How it is, in one plain sentence. */
  says: string;
  /** Null: it is looked after where it stands, at the site or shop. */
  place: HealthPlace | null;
  /** What is wrong and what to do, worst first, without findings. */
  needs: { alert: HealthAlert; place: HealthPlace | null }[];
  /** What is worth putting in order though nothing is wrong. */
  findings: HealthAlert[];
  /** Somebody answers for it, and somebody looked through it. Nobody needs to for a source. */
  isCaredFor: boolean;
}

const WORST_FIRST: Record<HealthState, number> = { problem: 0, watch: 1, ok: 2, idle: 3 };
const TONES: Record<HealthState, Tone> = { problem: 'bad', watch: 'attention', ok: 'good', idle: 'quiet' };

/**
 * Everything on one page: problems first, then what to watch, what works, and what is off.
 *
 * @param here The host's own source; undefined in the console.
 */
export function healthItems(report: HealthReport, now: number, t: Translate, here: string | undefined): HealthItem[] {
  const item = (
    kind: HealthItem['kind'],
    { id, name, state, alerts, ...more }: HealthReport['sources' | 'flows' | 'connections'][number],
    says: string,
    place: HealthPlace | null,
  ): HealthItem => ({
    kind,
    id,
    name,
    state,
    tone: TONES[state],
    label: stateWords(state, t),
    says,
    place,
    needs: alerts
      .filter(({ severity }) => severity !== 'finding')
      .map((alert) => ({ alert, place: alertPlace({ kind: alert.kind, about: { kind, id } }, here) ?? null })),
    findings: alerts.filter(({ severity }) => severity === 'finding'),
    isCaredFor: !('owner' in more) || (more.owner !== null && more.reviewedAt !== null),
  });
  return [
    ...report.sources.map((source) => item('source', source, sourceSays(source, now, t), null)),
    ...report.flows.map((flow) => item('flow', flow, flowSays(flow, now, t), { screen: 'flow', id: flow.id })),
    ...report.connections.map((connection) =>
      item('connection', connection, connectionSays(connection, now, t), { screen: 'connection', id: connection.id }),
    ),
  ].toSorted((one, other) => WORST_FIRST[one.state] - WORST_FIRST[other.state]);
}

function stateWords(state: HealthState, t: Translate): string {
  switch (state) {
    case 'problem':
      return t('Needs you');
    case 'watch':
      return t('Worth a look');
    case 'ok':
      return t('Works');
    case 'idle':
      return t('Idle');
  }
}
