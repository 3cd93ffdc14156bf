import { deflateSync, inflateSync } from 'node:zlib';
import type { Features } from './features.ts';
import type { Calibration } from './calibrate.ts';
import type { ContentModel } from './model.ts';
import type { Packed } from './pack.ts';
import { seenFrom } from './seen.ts';
import { DIMENSIONS } from './space.ts';

/** Goes up whenever features or learners change: what an older version wrote is learned anew. */
export const MODEL_VERSION = 1;

const PARTS = ['words', 'told', 'ratios', 'pieces'] as const;

interface Header {
  version: number;
  calibration: Calibration;
  spam: number;
  genuine: number;
  vectors: { step: number; bias: number }[];
}

/** A model as text: JSON with its vectors deflated in base64. */
export function writeModel(model: ContentModel): string {
  const { calibration, spam, genuine } = model;
  const header: Header = {
    version: MODEL_VERSION,
    calibration,
    spam,
    genuine,
    vectors: PARTS.map((part) => ({ step: model[part].step, bias: model[part].bias })),
  };
  const bytes = Buffer.concat([...PARTS.map((part) => Buffer.from(model[part].values.buffer)), model.seen.words, model.seen.pairs]);
  return JSON.stringify({ ...header, data: deflateSync(bytes, { level: 3 }).toString('base64') });
}

/** Undefined where another version of the learner wrote it. */
export function readModel(text: string): ContentModel | undefined {
  const { data, ...header } = JSON.parse(text) as Header & { data: string };
  if (header.version !== MODEL_VERSION) return undefined;
  const bytes = inflateSync(Buffer.from(data, 'base64'));
  const length = DIMENSIONS;
  const vector = (part: number): Packed => {
    const { step, bias } = header.vectors[part] as Header['vectors'][number];
    return { values: new Int8Array(bytes.buffer, bytes.byteOffset + part * length, length), step, bias };
  };
  const seen = bytes.subarray(PARTS.length * length);
  const half = seen.length / 2;
  return {
    words: vector(0),
    told: vector(1),
    ratios: vector(2),
    pieces: vector(3),
    seen: seenFrom(seen.subarray(0, half), seen.subarray(half)),
    calibration: header.calibration,
    spam: header.spam,
    genuine: header.genuine,
  };
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
