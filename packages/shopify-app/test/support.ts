import { readdirSync, readFileSync } from 'node:fs';
import type { Envelope } from '@handoff/shared/event';
import { normalize, type Meta, type Normalized } from '../src/normalize/index.ts';

export const META: Meta = {
  shop: 'steep-and-co.myshopify.com',
  webhookId: 'b54557e4-5e1f-4c3a-9d20-00000000002a',
  eventId: '98880550-5e1f-4c3a-9d20-00000000002a',
  triggeredAt: '2026-11-20T10:00:00.000Z',
  apiVersion: '2026-10',
};

export interface Fixture {
  topic: string;
  meta: Meta;
  payload: Record<string, unknown>;
}

const FOLDER = new URL('../fixtures/', import.meta.url);

export const FIXTURES: string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

export function fixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

/** Normalises a fixture, with members of its payload replaced. */
export function run(name: string, changes: Record<string, unknown> = {}, topic?: string): Normalized {
  const { topic: recorded, payload, meta } = fixture(name);
  return normalize(topic ?? recorded, { ...payload, ...changes }, meta);
}

/** The one envelope of a normalisation that must have worked, and its problems' paths. */
export function only(result: Normalized): { envelope: Envelope; problemPaths: string[] } {
  if (!result.ok) throw new Error(`not normalised: ${JSON.stringify(result.problems)}`);
  const [envelope, ...more] = result.envelopes;
  if (envelope === undefined || more.length > 0) throw new Error(`${result.envelopes.length} envelopes`);
  return { envelope, problemPaths: result.problems.map(({ path }) => path) };
}
