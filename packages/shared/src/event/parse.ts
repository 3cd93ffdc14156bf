import { z } from 'zod';
import { Consent } from './consent.ts';
import { Context, Envelope, EnvelopeCore, HONEYPOT_CHARACTERS, Signal, Subject } from './envelope.ts';

/** One thing wrong with a value: where (JSON pointer) and what to do. */
export interface Problem {
  path: string;
  message: string;
}

/** Turns a zod error into problems with JSON pointers. */
export function toProblems(error: z.ZodError, prefix = ''): Problem[] {
  return error.issues.map((issue) => ({
    path: prefix + issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message: issue.message,
  }));
}

export type ParsedEnvelope = { ok: true; envelope: Envelope; problems: Problem[] } | { ok: false; problems: Problem[] };

const OPTIONAL_PARTS = {
  subject: Subject,
  context: Context,
  consent: z.array(Consent).max(50),
  signals: z.array(Signal).max(50),
} as const;

/**
 * Reads one envelope. Only what makes it no event at all is an error; a malformed optional part is
 * left out of `envelope`, named in `problems`, and still kept in the stored original. Of `context` only the malformed
 * members are left out: a user agent that is too long must not turn a silent import into one that is pushed. A honeypot that is too
 * long was filled all the same, so it is cut.
 */
export function parseEnvelope(input: unknown): ParsedEnvelope {
  const whole = Envelope.safeParse(input);
  if (whole.success) return { ok: true, envelope: whole.data, problems: [] };
  const core = EnvelopeCore.safeParse(input);
  if (!core.success) return { ok: false, problems: toProblems(core.error) };
  const problems: Problem[] = [];
  const parts: Record<string, unknown> = { ...core.data };
  for (const [name, schema] of Object.entries(OPTIONAL_PARTS)) {
    if (parts[name] === undefined) continue;
    const part = schema.safeParse(parts[name]);
    if (part.success) continue;
    problems.push(...toProblems(part.error, `/${name}`));
    const rest = name === 'context' ? withoutMalformed(parts[name], part.error) : undefined;
    if (rest === undefined) delete parts[name];
    else parts[name] = rest;
  }
  return { ok: true, envelope: parts as Envelope, problems };
}

/** The context without the members that are named in `error`; undefined where it is no object at all. */
function withoutMalformed(value: unknown, error: z.ZodError): Context | undefined {
  const bad = new Set(error.issues.map((issue) => issue.path[0]));
  if (typeof value !== 'object' || value === null || Array.isArray(value) || bad.has(undefined)) return undefined;
  const rest: Record<string, unknown> = Object.fromEntries(Object.entries(value).filter(([name]) => !bad.has(name)));
  const honeypot = 'honeypot' in value ? value.honeypot : undefined;
  if (typeof honeypot === 'string') rest['honeypot'] = honeypot.slice(0, HONEYPOT_CHARACTERS);
  return Context.safeParse(rest).data;
}
