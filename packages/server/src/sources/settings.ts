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
        blockedWords: z.array(z.string().min(1).max(200)).max(1000).default([]),
        blockedSenders: z.array(z.string().min(1).max(320)).max(1000).default([]),
        trustedEmails: z.array(z.string().min(1).max(320)).max(1000).default([]),
      })
      .prefault({}),
    /** Generic webhooks: which event type a body that is no envelope becomes. */
    eventType: EventType.default('form.submitted'),
    /** ISO country used for phone numbers without a country code. */
    country: z.string().length(2).optional(),
  })
  .meta({ id: 'SourceSettings' });
export type SourceSettings = z.infer<typeof SourceSettings>;
