import { deflateSync, inflateSync } from 'node:zlib';
import type { Features } from './features.ts';
import type { ContentModel } from './model.ts';
import { KNOWN_BYTES } from './known.ts';
import type { Packed } from './pack.ts';

/** Goes up whenever features, learners or made-up texts change: what an older version wrote is learned anew. */
export const MODEL_VERSION = 13;

/** Written in this order, after the set of what is known. Only these two are always there. */
const PARTS = ['words', 'pieces'] as const;
const KIND_PARTS = ['telling', 'centres'] as const;
const LATELY_PARTS = ['domain', 'words', 'pieces'] as const;

interface Header extends Pick<ContentModel, 'calibration' | 'longest' | 'alike' | 'spam' | 'genuine'> {
  version: number;
  /** Whether there are kinds of spam. */
  kinds: boolean;
  /** The level of `offers`; null where there are none. */
  offers: number | null;
  /** The lift of `lately`; null where nothing is learned apart. */
  lately: number | null;
  vectors: { length: number; step: number; bias: number }[];
}

/** A model as text: JSON with its vectors deflated in base64. */
export function writeModel(model: ContentModel): string {
  const { calibration, longest, alike, offers, kinds, lately, spam, genuine } = model;
  const packed = [
    ...PARTS.map((part) => model[part]),
    ...KIND_PARTS.flatMap((part) => kinds?.[part] ?? []),
    ...(offers === undefined ? [] : [offers.weights]),
    ...LATELY_PARTS.flatMap((part) => lately?.[part] ?? []),
  ];
  const header: Header = {
    version: MODEL_VERSION,
    calibration,
    longest,
    alike,
    kinds: kinds !== undefined,
    offers: offers?.level ?? null,
    lately: lately?.lift ?? null,
    spam,
    genuine,
    vectors: packed.map(({ values, step, bias }) => ({ length: values.length, step, bias })),
  };
  const bytes = Buffer.concat([model.known, ...packed.map(({ values }) => bytesOf(values))]);
  return JSON.stringify({ ...header, data: deflateSync(bytes, { level: 3 }).toString('base64') });
}

/** Undefined where another version of the learner wrote it. */
export function readModel(text: string): ContentModel | undefined {
  const { data, version, vectors, kinds: hasKinds, offers: level, lately: lift, ...header } = JSON.parse(text) as Header & { data: string };
  if (version !== MODEL_VERSION) return undefined;
  const bytes = inflateSync(Buffer.from(data, 'base64'));
  let start = KNOWN_BYTES;
  const packed = vectors.map(({ length, step, bias }): Packed => {
    const values = new Int8Array(bytes.buffer, bytes.byteOffset + start, length);
    start += length;
    return { values, step, bias };
  });
  const [words, pieces, ...rest] = packed as [Packed, Packed, ...Packed[]];
  const [telling, centres] = hasKinds ? rest.splice(0, KIND_PARTS.length) : [];
  const offers = level === null ? undefined : rest.shift();
  const [domain, latelyWords, latelyPieces] = rest;
  return {
    ...header,
    words,
    pieces,
    known: bytes.subarray(0, KNOWN_BYTES),
    kinds: telling === undefined || centres === undefined ? undefined : { telling, centres },
    offers: level === null || offers === undefined ? undefined : { weights: offers, level },
    lately:
      lift === null || domain === undefined || latelyWords === undefined || latelyPieces === undefined
        ? undefined
        : { domain, words: latelyWords, pieces: latelyPieces, lift },
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
