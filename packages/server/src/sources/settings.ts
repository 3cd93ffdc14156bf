import { EventType } from '@handoff/shared/event';
import { z } from 'zod';

/** How one source is treated. Everything has a default that suits a small site. */
export const SourceSettings = z
  .object({
    screening: z
      .object({
        /** Verdicts are shown, none is acted on. */
        observe: z.boolean().default(false),
        thresholds: z
          .object({ review: z.number().default(2), quarantine: z.number().default(4) })
          .default({ review: 2, quarantine: 4 })
          .meta({ description: 'Scores from which an event is flagged, and kept back.' }),
        requireFormToken: z
          .boolean()
          .default(false)
          .meta({ description: 'Keep back what comes without a form token of this server, used once, at most a day old.' }),
        requireProofOfWork: z
          .boolean()
          .default(false)
          .meta({ description: 'Keep back what comes without the answer to a small calculation (ALTCHA) that this server asked for.' }),
        blockedWords: z.array(z.string().min(1).max(200)).max(1000).default([]),
        blockedSenders: z.array(z.string().min(1).max(320)).max(1000).default([]),
        trustedEmails: z.array(z.string().min(1).max(320)).max(1000).default([]),
      })
      .prefault({}),
    /** How long the same content again is taken for a double click; 0: never. Orders are never compared. */
    duplicateWindowMinutes: z.int().min(0).max(1440).default(10),
    /** Generic webhooks: which event type a body that is no envelope becomes. */
    eventType: EventType.default('form.submitted'),
    /** ISO country used for phone numbers without a country code. */
    country: z.string().length(2).optional(),
  })
  .meta({ id: 'SourceSettings' });
export type SourceSettings = z.infer<typeof SourceSettings>;
