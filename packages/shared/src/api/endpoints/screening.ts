import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import * as r from '../resources.ts';
import { id, inWs, ws } from './parts.ts';

/** The most items one call may screen, and their size together. */
export const MAX_SCREENED = 2000;
const SCREENED_BYTES = 16_777_216;

const base = '/v1/workspaces/{workspaceId}/sources/{sourceId}/screening';
const inSource = inWs({ sourceId: id });
const Thresholds = z.object({ review: z.number(), quarantine: z.number() });
const Time = z.iso.datetime();
const days = z.coerce.number().int().min(1).max(90).default(30);
const count = z.int().nonnegative();

/**
 * One thing to screen: a text, or an envelope as a site would send it, of which every part but `data` may be left out. Events
 * are screened as if they came in this order, so that rates and repeated texts show.
 */
export const ScreenItem = z
  .union([z.string(), z.looseObject({ text: z.string() }), z.looseObject({ envelope: z.looseObject({}) })])
  .meta({ id: 'ScreenItem' });

export const Screened = z
  .object({
    /** The item's place, from 0. */
    index: z.int(),
    /** What would become of it where verdicts are acted on, also for a source in observe mode. Null: it could not be read. */
    verdict: r.Verdict.nullable(),
    /** The sum of the reasons' weights. */
    score: z.number().nullable(),
    reasons: z.array(r.Reason),
    /** Why the item could not be read, in words; absent where it was. */
    error: z.string().optional(),
  })
  .meta({ id: 'Screened' });

/** What a source has taught so far. */
const Learned = z.object({
  spam: count,
  genuine: count,
  learnedAt: Time.nullable(),
  /** `learning`: too few examples of either kind (10 each). `ready`: the text alone may keep a message back. */
  state: z.enum(['learning', 'ready']),
  /** Bytes of the model as it is stored. */
  modelBytes: count,
});

const Sample = z.object({
  eventId: id,
  at: Time,
  verdict: r.Verdict,
  score: z.number(),
  contact: z.string().nullable(),
  /** The weightiest reasons, at most three. */
  reasons: z.array(r.Reason),
  marked: z.enum(['spam', 'not_spam']).nullable(),
});

export const screeningEndpoints = {
  screenBatch: endpoint({
    method: 'POST',
    path: '/v1/workspaces/{workspaceId}/screening/screen',
    tag: 'screening',
    access: 'panel',
    needs: 'viewer',
    status: 200,
    maxBodyBytes: SCREENED_BYTES,
    summary:
      'Screen up to 2,000 texts or envelopes (16 MiB) without storing or sending any. Answers are in the order of the items; one that cannot be read is told by its index, the others are answered. Nothing is learned from them, and no form token is used up.',
    params: ws,
    body: z.strictObject({
      /** As which source; left out: the one that has taught most. */
      sourceId: id.optional(),
      items: z
        .array(z.union([ScreenItem, z.unknown()]))
        .min(1)
        .max(MAX_SCREENED),
      /** In place of the source's own. */
      thresholds: Thresholds.optional(),
    }),
    answer: z.object({
      sourceId: id,
      /** The source only watches so far: the verdicts say what would be. */
      observe: z.boolean(),
      thresholds: Thresholds,
      results: z.array(Screened),
    }),
  }),
  getScreening: endpoint({
    method: 'GET',
    path: base,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary: 'How a source is screened: its thresholds, what it has taught, and the rules there are.',
    params: inSource,
    answer: z.object({
      observe: z.boolean(),
      thresholds: Thresholds,
      learned: Learned,
      rules: z.array(z.object({ rule: z.string(), title: z.string() })),
    }),
  }),
  screeningWhatIf: endpoint({
    method: 'GET',
    path: `${base}/what-if`,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary: 'What would have happened to the messages of the last days (at most 50,000) with other thresholds.',
    params: inSource,
    query: z.object({
      /** Left out: as it is now. */
      review: z.coerce.number().optional(),
      quarantine: z.coerce.number().optional(),
      days,
    }),
    answer: z.object({
      messages: count,
      /** With the present thresholds, whatever was done at the time. */
      then: z.object({ accept: count, review: count, quarantine: count }),
      now: z.object({ accept: count, review: count, quarantine: count }),
      /** Kept back with the new thresholds, not with the old; of these, how many a person called genuine. Latest first, at most 20 samples. */
      newlyKept: z.object({ count, genuine: count, samples: z.array(Sample) }),
      /** Let through with the new thresholds, not with the old; of these, how many a person called spam. */
      newlyThrough: z.object({ count, spam: count, samples: z.array(Sample) }),
    }),
  }),
  screeningQuality: endpoint({
    method: 'GET',
    path: `${base}/quality`,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary: 'How well a source was screened in the last days, by what people released and marked.',
    params: inSource,
    query: z.object({ days }),
    answer: z.object({
      messages: count,
      kept: count,
      flagged: count,
      /** Of those kept back: released or marked as genuine. */
      released: count,
      /** Of those kept back: marked as spam. Of the rest nobody has said anything. */
      confirmed: count,
      /** Of those let through: marked as spam. */
      missed: count,
      /** The share of what was kept back that nobody released, with a 95 % Wilson interval; null where nothing was. */
      precision: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
      /** How often each rule spoke against messages that were kept back, and how many of those were released. Most wrong first. */
      rules: z.array(z.object({ rule: z.string(), kept: count, released: count })),
    }),
  }),
  screeningDigest: endpoint({
    method: 'GET',
    path: '/v1/workspaces/{workspaceId}/screening/digest',
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary:
      'A day (or more) in brief: what was kept back, the likeliest mistakes first, and the worst-looking messages that went through.',
    params: ws,
    query: z.object({
      sourceId: id.optional(),
      /** From this time on; left out: the last 24 hours. */
      since: z.iso.datetime({ offset: true }).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({
      since: Time,
      messages: count,
      kept: count,
      flagged: count,
      released: count,
      /** Went through and nobody has marked them: highest score first. */
      worstThrough: z.array(Sample),
      /** Kept back and not released: lowest score first. */
      likeliestMistakes: z.array(Sample),
    }),
  }),
  exportScreening: endpoint({
    method: 'GET',
    path: `${base}/weights`,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary: 'The learned weights of a source. They are numbers by hashes: no word or person can be read from them.',
    params: inSource,
    answer: z.object({
      learned: Learned,
      /** Null while there are too few examples. `longest`: features of the longest text it judges. `alike`: how like the nearest of its kinds of spam, 0 to 1, nearly all of the site's spam is. `offers`: the level above which a text is kept back as an offer nobody asked for, null where none is. `data`: a set of 1,048,576 bits, then vectors of signed bytes as `vectors` says: words, ratios times weights, ratios, pieces, how telling each place is, kinds of spam one after another, what tells offers where `offers` is a number, and three where the latest corrections are learned apart; deflated, base64. */
      model: z
        .object({
          version: z.int(),
          calibration: z.object({ usual: z.number(), review: z.number(), quarantine: z.number() }),
          longest: z.number().nullish(),
          alike: z.number().nullish(),
          offers: z.number().nullish(),
          vectors: z.array(z.object({ length: z.int().optional(), step: z.number(), bias: z.number() })),
          data: z.string(),
        })
        .nullable(),
    }),
  }),
  forgetScreening: endpoint({
    method: 'POST',
    path: `${base}/forget`,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary: 'Forget all a source has taught: examples and weights. Events and what people marked stay.',
    params: inSource,
    answer: z.object({ forgotten: count }),
  }),
  formChallenge: endpoint({
    method: 'GET',
    path: '/v1/sources/{sourceId}/challenge',
    tag: 'screening',
    access: 'public',
    status: 200,
    summary:
      'What a page needs before it shows a form: a form token (once, for a day) to send as `context.formToken`, and, where the source asks for them, an ALTCHA challenge whose payload goes to `context.proofOfWork`, and a Turnstile widget whose token goes to `context.turnstile`.',
    params: z.object({ sourceId: id }),
    answer: z.object({
      formToken: z.string(),
      expiresAt: Time,
      proofOfWork: z.looseObject({}).nullable(),
      turnstile: z.object({ siteKey: z.string(), action: z.string() }).nullable(),
    }),
  }),
};
