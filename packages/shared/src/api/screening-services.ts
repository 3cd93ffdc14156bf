import { z } from 'zod';

const Time = z.iso.datetime();

/** A key of an outside service, as people copy it. */
export const ServiceKey = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[\w.-]+$/, 'A key has letters, digits, dots, dashes and underscores only.');

/** The address Akismet knows a site by. */
export const ServiceSite = z.url({ protocol: /^https?$/ }).max(500);

const State = {
  on: z.boolean(),
  hasKey: z.boolean(),
  /** When the key was last tried; null where there is none. */
  checkedAt: Time.nullable(),
  /** Why it gave no answer when it was last asked, and since when; messages go on without it, flagged. */
  problem: z.object({ message: z.string(), since: Time }).nullable(),
};

/** The outside services a source may ask about messages. All are off unless somebody turns them on. Keys are never shown. */
export const ScreeningServices = z
  .object({
    /** `site`: the address Akismet knows the site by. */
    akismet: z.object({ ...State, site: z.string() }),
    /** `possible`: the source has pages of its own that can show it. */
    turnstile: z.object({ ...State, siteKey: z.string().nullable(), possible: z.boolean() }),
  })
  .meta({ id: 'ScreeningServices' });
export type ScreeningServices = z.infer<typeof ScreeningServices>;
