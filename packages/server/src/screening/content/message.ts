import type { Envelope } from '@handoff/shared/event';
import { foldText } from '../../identity/fold.ts';
import { submittedFields } from '../../identity/submitted-fields.ts';
import { extractPlain, type Features } from './features.ts';
import { normalise, type Plain } from './normalise.ts';

/**
 * An address or a number and nothing else: who writes, not what they say. For a trimmed text: with spaces of its own at both
 * ends, the time it takes would grow with the cube of a run of spaces.
 */
const ONLY_CONTACT = /^(?:[^\s@]+@[^\s@]+|\+?[\d\s().-]+)$/u;
const LETTER = /\p{L}/u;

/** What a message says, without who says it: fields that only repeat the sender's name, address or number are left out. */
export function textsOf(envelope: Envelope): string[] {
  const { email, phone, name, firstName, lastName } = envelope.subject ?? {};
  const sender = new Set([email, phone, name, firstName, lastName].filter((part) => part !== undefined).map(foldText));
  return submittedFields(envelope)
    .map(({ text }) => text)
    .filter((text) => LETTER.test(text) && !ONLY_CONTACT.test(text.trim()) && !sender.has(foldText(text)));
}

const plain = new WeakMap<Envelope, Plain[]>();

/** The texts of a message without their disguises. Several rules look at them, and to take them off costs most of screening. */
export function plainTextsOf(envelope: Envelope): Plain[] {
  const known = plain.get(envelope) ?? textsOf(envelope).map(normalise);
  plain.set(envelope, known);
  return known;
}

const features = new WeakMap<Envelope, Features>();

/** The features of a message; the sender's names in it count as names, not as words. */
export function featuresOf(envelope: Envelope): Features {
  const known = features.get(envelope) ?? takeFeatures(envelope);
  features.set(envelope, known);
  return known;
}

function takeFeatures(envelope: Envelope): Features {
  const { name, firstName, lastName } = envelope.subject ?? {};
  const names = [name, firstName, lastName].flatMap((part) => (part === undefined ? [] : (foldText(part).match(/\p{L}{2,}/gu) ?? [])));
  return extractPlain(plainTextsOf(envelope), new Set(names));
}
