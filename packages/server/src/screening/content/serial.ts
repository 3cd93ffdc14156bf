import { deflateSync, inflateSync } from 'node:zlib';
import type { Features } from './features.ts';
import type { Calibration } from './calibrate.ts';
import type { ContentModel } from './model.ts';
import type { Packed } from './pack.ts';
import { SEEN_BYTES, seenFrom } from './seen.ts';
import { DIMENSIONS, LATELY_DIMENSIONS } from './space.ts';

/** Goes up whenever features or learners change: what an older version wrote is learned anew. */
export const MODEL_VERSION = 5;

const PARTS = ['words', 'told', 'ratios', 'pieces'] as const;
const SETS = ['words', 'pairs', 'spam'] as const;
/** Written last, where there are such. */
const LATELY_PARTS = ['domain', 'words', 'pieces'] as const;

interface Header {
  version: number;
  calibration: Calibration;
  longest?: number;
  familiar: number;
  spam: number;
  genuine: number;
  vectors: { step: number; bias: number }[];
}

/** A model as text: JSON with its vectors deflated in base64. */
export function writeModel(model: ContentModel): string {
  const { calibration, longest, familiar, lately, spam, genuine } = model;
  const packed = [...PARTS.map((part) => model[part]), ...LATELY_PARTS.flatMap((part) => lately?.[part] ?? [])];
  const header: Header = {
    version: MODEL_VERSION,
    calibration,
    longest,
    familiar,
    spam,
    genuine,
    vectors: packed.map(({ step, bias }) => ({ step, bias })),
  };
  const last = LATELY_PARTS.flatMap((part) => lately?.[part].values ?? []).map(bytesOf);
  const bytes = Buffer.concat([...PARTS.map((part) => bytesOf(model[part].values)), ...SETS.map((set) => model.seen[set]), ...last]);
  return JSON.stringify({ ...header, data: deflateSync(bytes, { level: 3 }).toString('base64') });
}

/** Undefined where another version of the learner wrote it. */
export function readModel(text: string): ContentModel | undefined {
  const { data, ...header } = JSON.parse(text) as Header & { data: string };
  if (header.version !== MODEL_VERSION) return undefined;
  const bytes = inflateSync(Buffer.from(data, 'base64'));
  const length = DIMENSIONS;
  const at = (part: number, start: number, size: number): Packed => {
    const { step, bias } = header.vectors[part] as Header['vectors'][number];
    return { values: new Int8Array(bytes.buffer, bytes.byteOffset + start, size), step, bias };
  };
  const vector = (part: number) => at(part, part * length, length);
  const seenStart = PARTS.length * length;
  const set = (part: number) => bytes.subarray(seenStart + part * SEEN_BYTES, seenStart + (part + 1) * SEEN_BYTES);
  const latelyStart = seenStart + SETS.length * SEEN_BYTES;
  const after = (part: number) => at(PARTS.length + part, latelyStart + part * LATELY_DIMENSIONS, LATELY_DIMENSIONS);
  return {
    words: vector(0),
    told: vector(1),
    ratios: vector(2),
    pieces: vector(3),
    seen: seenFrom(set(0), set(1), set(2)),
    calibration: header.calibration,
    longest: header.longest ?? Number.POSITIVE_INFINITY,
    familiar: header.familiar,
    lately: header.vectors.length === PARTS.length ? undefined : { domain: after(0), words: after(1), pieces: after(2) },
    spam: header.spam,
    genuine: header.genuine,
  };
}

function bytesOf(values: Int8Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

const KINDS = ['words', 'pairs', 'shape', 'pieces'] as const;

/** An example's features as text. */
export function writeFeatures(features: Features): string {
  const counts = Uint32Array.from(KINDS, (kind) => features[kind].length);
  const parts = [counts, ...KINDS.map((kind) => features[kind])];
  return Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))).toString('base64');
}

export function readFeatures(text: string): Features {
  const bytes = Buffer.from(text, 'base64');
  const all = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let start = KINDS.length;
  const take = (kind: number) => all.subarray(start, (start += all[kind] as number));
  return { words: take(0), pairs: take(1), shape: take(2), pieces: take(3) };
}
