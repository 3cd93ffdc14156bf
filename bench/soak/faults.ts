import type { AlertKind } from '../../packages/server/src/observe/alert-kinds.ts';
import type { AppDeps } from '../../packages/server/src/http/deps.ts';
import type { VirtualClock } from '../lib/virtual-clock.ts';
import { ACCESS_ENDS, ACCESS_RENEWED, BOOKS, LEDGER, type Scene, setAccess, type Twins } from './scene.ts';
import { DAY_MS, day, HOUR_MS, MINUTE_MS } from './times.ts';
import { whenExpected, SHOP } from './traffic.ts';
import { answering, type Weather } from './weather.ts';

/** What goes wrong, and who has to be told of it by when. */
export interface Fault {
  name: string;
  kind: AlertKind;
  about: string;
  owner: string;
  /** True times between which it may be told as new; a fault that is mended later is no longer looked for. */
  from: number;
  until: number;
  /** By when it has to have been told; asked at the end. Undefined: it never came to the point from which it is measured. */
  deadline: () => number | undefined;
  /** What may be told along with it, about the same thing. */
  also?: AlertKind[];
}

/** Something that happens at a moment of true time. */
export interface Act {
  at: number;
  run: () => Promise<void> | void;
}

export interface Stage {
  deps: () => AppDeps;
  scene: Scene;
  twins: Twins;
  weather: Weather;
  clock: VirtualClock;
  /** When the shop's last order before its silence came. */
  lastOrderBefore: (at: number) => number;
  restart: () => Promise<void>;
}

/** From when to when the shop sends nothing. */
export const SILENT = { from: day(18, 9), until: day(18, 20) };

const hostOf = (url: string) => new URL(url).host;
/** A gap that 98 of 100 do not exceed is that in which 3.9 events are expected; three such gaps, with some tolerance for what is learned from four weeks. */
const MISSED_WHEN_SILENT = 3 * 3.9 * 1.25;

/** Thirty days of trouble. Every entry is told by an alert; blips that must not be told stand in `blips`. */
export function planFaults(stage: Stage): { faults: Fault[]; acts: Act[] } {
  const { scene, twins, weather } = stage;
  const { client, bloom } = scene;
  const params = { workspaceId: bloom.workspaceId };
  const crm = bloom.connections['Bloom CRM'] as string;
  const chat = bloom.connections['Bloom chat'] as string;
  const faults: Fault[] = [];
  const acts: Act[] = [];

  /** From the moment it struck for the n-th time. */
  const struckBy = (struck: number[], nth: number, within: number) => () => {
    const at = struck[nth - 1];
    return at === undefined ? undefined : at + within;
  };
  const storm = (from: number, to: number, of: Parameters<Weather['begin']>[0]): number[] => {
    const struck: number[] = [];
    let end = () => {};
    acts.push({
      at: from,
      run: () => {
        const begun = weather.begin(of);
        end = () => {
          begun.end();
          struck.push(...begun.struck);
        };
      },
    });
    acts.push({ at: to, run: () => end() });
    return struck;
  };
  const at = (when: number, run: () => Promise<unknown> | void) => acts.push({ at: when, run: async () => void (await run()) });

  // A vendor is down for four hours: its breaker opens at the fifth failure in a row.
  const down = storm(day(5, 10), day(5, 14), {
    host: 'api.hubapi.com',
    when: 'before',
    answer: answering(503, { message: 'Service unavailable' }),
  });
  faults.push({
    name: 'vendor down',
    kind: 'breaker',
    about: 'Bloom CRM',
    owner: 'crm@bloom.example',
    from: day(5, 10),
    until: day(5, 15),
    deadline: struckBy(down, 5, 5 * MINUTE_MS),
    also: ['backlog'],
  });

  // Its token is taken back; somebody puts it right three hours later.
  const refused = storm(day(8, 11), day(8, 14), {
    host: 'api.hubapi.com',
    when: 'before',
    answer: answering(401, { status: 'error', category: 'INVALID_AUTHENTICATION', message: 'Authentication credentials not found.' }),
  });
  at(day(8, 14) + 1, () => client('resumeConnection', { params: { ...params, connectionId: crm } }));
  faults.push({
    name: 'access refused',
    kind: 'auth',
    about: 'Bloom CRM',
    owner: 'crm@bloom.example',
    from: day(8, 11),
    until: day(8, 15),
    deadline: struckBy(refused, 1, MINUTE_MS),
  });

  // One record is refused for what it says; it is sent again in the evening.
  const bad = storm(day(10, 11), day(10, 19), {
    host: 'api.hubapi.com',
    match: /^POST /,
    when: 'before',
    times: 1,
    answer: answering(400, { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' }),
  });
  at(day(10, 19), () => client('replayDeliveries', { params, body: { filter: { states: ['dead'] } } }));
  faults.push({
    name: 'record refused',
    kind: 'dead_letter',
    about: 'Orders to CRM',
    owner: 'sales@bloom.example',
    from: day(10, 11),
    until: day(10, 20),
    deadline: struckBy(bad, 1, 5 * MINUTE_MS),
  });

  // A field of the newsletter tool goes away for a day and a half. What is to be written to it fails, and is sent again afterwards.
  at(
    day(12, 9),
    () =>
      void twins.attributes.splice(
        twins.attributes.findIndex(({ name }) => name === 'CITY'),
        1,
      ),
  );
  at(day(13, 21), () => void twins.attributes.push({ name: 'CITY', category: 'normal', type: 'text' }));
  at(day(13, 21) + HOUR_MS, () => client('replayDeliveries', { params, body: { filter: { states: ['dead'] } } }));
  faults.push({
    name: 'field gone',
    kind: 'drift',
    about: 'Enquiries',
    owner: 'desk@bloom.example',
    from: day(12, 9),
    until: day(13, 21),
    deadline: () => day(13, 9),
    also: ['dead_letter'],
  });

  // The chat's access ends on day 26 and is renewed the day before.
  at(day(1), () => setAccess(stage.deps(), chat, ACCESS_ENDS));
  at(ACCESS_RENEWED, () => setAccess(stage.deps(), chat, ACCESS_ENDS + 365 * DAY_MS));
  for (const days of [14, 3]) {
    const due = ACCESS_ENDS - days * DAY_MS;
    faults.push({
      name: `access ends in ${days} days`,
      kind: 'expiry',
      about: 'Bloom chat',
      owner: 'chat@bloom.example',
      from: due,
      until: due + DAY_MS,
      deadline: () => due + 2 * HOUR_MS,
    });
  }

  // The shop sends nothing for a working day.
  faults.push({
    name: 'silent shop',
    kind: 'silence',
    about: 'Bloom shop',
    owner: 'owner@bloom.example',
    from: SILENT.from,
    until: SILENT.until + 2 * HOUR_MS,
    deadline: () => {
      const last = stage.lastOrderBefore(SILENT.from + 1);
      return Math.max(last + 2 * HOUR_MS, whenExpected(SHOP, last, MISSED_WHEN_SILENT)) + 5 * MINUTE_MS;
    },
  });

  // A receiver asks to wait for an hour, three times.
  const slow = storm(day(20, 10), day(20, 12.5), {
    host: hostOf(LEDGER),
    when: 'before',
    answer: answering(429, { message: 'Later, please' }, { 'retry-after': '3600' }),
  });
  faults.push({
    name: 'asked to wait',
    kind: 'backlog',
    about: 'Bloom ledger',
    owner: 'it@bloom.example',
    from: day(20, 10),
    until: day(20, 14),
    deadline: struckBy(slow, 1, 20 * MINUTE_MS),
  });

  // A permission is taken back.
  const missing = storm(day(21, 11), day(21, 15), {
    host: 'api.hubapi.com',
    when: 'before',
    answer: answering(403, {
      status: 'error',
      category: 'MISSING_SCOPES',
      message: 'This app hasn’t been granted all required scopes',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
    }),
  });
  at(day(21, 15) + 1, () => client('resumeConnection', { params: { ...params, connectionId: crm } }));
  faults.push({
    name: 'permission missing',
    kind: 'scope',
    about: 'Bloom CRM',
    owner: 'crm@bloom.example',
    from: day(21, 11),
    until: day(21, 16),
    deadline: struckBy(missing, 1, MINUTE_MS),
  });

  // A message arrives and the answer is lost: nobody can look it up, so a person says that it is there.
  const lost = storm(day(22, 9), day(22, 19), {
    host: 'slack.com',
    match: /chat\.postMessage/,
    when: 'after',
    times: 1,
    answer: undefined,
  });
  at(day(22, 19), async () => {
    const { items } = await client('listDeliveries', { params, query: { state: 'uncertain' } });
    for (const { id } of items) await client('confirmDelivery', { params: { ...params, deliveryId: id }, body: { arrived: true } });
  });
  faults.push({
    name: 'outcome unknown',
    kind: 'uncertain',
    about: 'Enquiries',
    owner: 'desk@bloom.example',
    from: day(22, 9),
    until: day(22, 20),
    deadline: struckBy(lost, 1, 5 * MINUTE_MS),
  });

  // Somebody leaves, and a flow has no owner for two days.
  const ledgerFlow = { ...params, flowId: bloom.flows['Everything to the ledger'] as string };
  at(day(23, 10), () => client('updateFlow', { params: ledgerFlow, body: { owner: null } }));
  at(day(25, 10), () => client('updateFlow', { params: ledgerFlow, body: { owner: 'it@bloom.example' } }));
  faults.push({
    name: 'no owner',
    kind: 'unowned',
    about: 'Everything to the ledger',
    owner: 'owner@bloom.example',
    from: day(23, 10),
    until: day(25, 10),
    deadline: () => day(23, 10) + 26 * HOUR_MS,
  });

  planBlips(stage, storm, at);
  return { faults, acts: acts.toSorted((one, other) => one.at - other.at) };
}

/** What is over before anybody has to know: nothing of it may be told. */
function planBlips(
  stage: Stage,
  storm: (from: number, to: number, of: Parameters<Weather['begin']>[0]) => number[],
  at: (when: number, run: () => Promise<unknown> | void) => void,
): void {
  const { clock, restart } = stage;
  for (const days of [2, 6, 11, 15, 19, 27])
    storm(day(days, 12), day(days, 12) + 4 * MINUTE_MS, { host: hostOf(BOOKS), when: 'before', answer: answering(503, {}) });
  for (const days of [3, 14, 24])
    storm(day(days, 15), day(days, 17), {
      host: 'api.hubapi.com',
      when: 'before',
      times: 2,
      answer: answering(429, { message: 'You have reached your secondly limit.' }, { 'retry-after': '10' }),
    });
  storm(day(16, 10), day(16, 18), { host: 'api.brevo.com', when: 'before', times: 2, answer: undefined });
  // The server is started anew, and its clock is put ahead and back.
  for (const days of [4, 9, 17, 28]) at(day(days, 13), restart);
  at(day(7, 3), () => clock.set(2 * MINUTE_MS));
  at(day(7, 15), () => clock.set(-2 * MINUTE_MS));
  at(day(19, 16), () => clock.set(-90_000));
}
