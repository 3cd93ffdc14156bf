import type { Measured } from '../lib/checks.ts';
import { median, round, spread } from '../lib/stats.ts';
import { wilson } from '../lib/wilson.ts';
import type { Evaluated, EvaluationInput } from './evaluations.ts';
import { findFiles, type Labelled, readContacts, readFebrl } from './identity/contacts.ts';
import { identifyOneByOne } from './identity/events.ts';
import { type Answer, type Quality, qualityOf } from './identity/quality.ts';
import { type FreshServer, freshServer } from './identity/server.ts';
import { measureMatching } from './identity/speed.ts';

const GOALS = {
  autolink_precision: '>= 0.995',
  autolink_recall: '>= 0.75',
  review_recall: '>= 0.92',
  mixed_clusters: '<= 5',
  match_10k_p95_ms: '<= 5',
  match_1m_ratio: '<= 2',
};
const FEBRL_GOALS = { febrl_f1: '>= 0.984' };

/** How well people are told apart, over the API of a fresh workspace. Nothing is trained, so `--train` is not looked at. */
export async function evaluateIdentity({ data, say }: EvaluationInput): Promise<Evaluated> {
  const { contacts, febrl } = findFiles(data);
  if (contacts === undefined && febrl === undefined) throw new Error(`${data} holds neither contacts nor Febrl's two lists.`);
  const server = await freshServer();
  try {
    const measured: Measured[] = [];
    const notes: string[] = [];
    if (contacts !== undefined) {
      const rows = readContacts(contacts);
      say(`${rows.length} contacts`);
      const found = await judgeContacts(server, rows, say);
      measured.push(...found.measured);
      notes.push(...found.notes);
    }
    if (febrl !== undefined) {
      const found = await judgeFebrl(server, febrl);
      measured.push(...found.measured);
      notes.push(...found.notes);
    }
    return { measured, goals: { ...(contacts === undefined ? {} : GOALS), ...(febrl === undefined ? {} : FEBRL_GOALS) }, notes };
  } finally {
    await server.close();
  }
}

async function judgeContacts(server: FreshServer, rows: Labelled[], say: (text: string) => void) {
  const start = performance.now();
  const quality = qualityOf(rows, await resolve(server, rows));
  say(`resolved in ${Math.round(performance.now() - start)} ms`);
  const oneByOne = await identifyOneByOne(server.store, rows);
  const grown = qualityOf(rows, oneByOne);
  const speed = await measureMatching(server.store, rows, say);
  const mixed = (quality.mixed * 3000) / quality.people;
  const measured: Measured[] = [
    share('autolink_precision', quality.rightlyLinked, quality.linked),
    share('autolink_recall', quality.rightlyLinked, quality.truePairs),
    share('review_recall', quality.rightlyLinked + quality.rightlySuggested, quality.truePairs),
    { name: 'mixed_clusters', value: round(mixed), unit: 'per 3,000 people', note: `${quality.mixed} of ${quality.people} people` },
    { name: 'match_10k_p95_ms', value: round(median(speed.small)), unit: 'ms', note: spread(speed.small) },
    { name: 'match_1m_ratio', value: round(speed.ratio), unit: 'ratio', note: `p95 among 1,000,000: ${spread(speed.large)} ms` },
  ];
  const notes = [
    `of what is put up for review ${line(quality.rightlySuggested, quality.suggested)} is right`,
    `one by one, as events (${round(oneByOne.msPerEvent)} ms each): ${summary(grown)}`,
  ];
  return { measured, notes };
}

async function judgeFebrl(server: FreshServer, files: [string, string]) {
  const told = async (fields: (column: string) => boolean) => {
    const rows = readFebrl(files, fields);
    return qualityOf(rows, await resolve(server, rows));
  };
  const withDates = await told((column) => column !== 'soc_sec_id');
  const without = await told((column) => column !== 'soc_sec_id' && column !== 'date_of_birth');
  const measured = [
    { name: 'febrl_f1', value: round(f1(withDates), 4), unit: 'share', note: `names, addresses, dates of birth; ${summary(withDates)}` },
  ];
  return { measured, notes: [`Febrl without dates of birth: F1 ${round(f1(without), 4)}; ${summary(without)}`] };
}

function resolve({ client, workspaceId }: FreshServer, rows: Labelled[]): Promise<Answer> {
  return client('resolveContacts', { params: { workspaceId }, body: { contacts: rows.map(({ contact }) => contact) } });
}

/** Of links and suggestions together, as Febrl's lists hold nothing that could link without asking. */
function f1({ rightlyLinked, rightlySuggested, linked, suggested, truePairs }: Quality): number {
  return (2 * (rightlyLinked + rightlySuggested)) / (linked + suggested + truePairs);
}

function share(name: string, hits: number, of: number): Measured {
  return { name, value: of === 0 ? null : round(hits / of, 4), unit: 'share', note: line(hits, of) };
}

function line(hits: number, of: number): string {
  const [low, high] = wilson(hits, of);
  return `${round(hits / of, 4)} (${hits} of ${of}; ${round(low, 4)} to ${round(high, 4)})`;
}

function summary(quality: Quality): string {
  const { rightlyLinked, linked, rightlySuggested, suggested, truePairs, mixed } = quality;
  const links =
    linked === 0 ? 'nothing linked' : `links right ${line(rightlyLinked, linked)}, found ${round(rightlyLinked / truePairs, 4)}`;
  return `${links}; with review found ${round((rightlyLinked + rightlySuggested) / truePairs, 4)}, of it right ${round(rightlySuggested / suggested, 4)}; ${mixed} mixed`;
}
