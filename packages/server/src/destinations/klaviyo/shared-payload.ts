import { z } from 'zod';

/** What both operations know a person by. */
export const email = z.email('This is not an e-mail address. Map the field that holds it.').max(254).optional().meta({ title: 'E-mail' });

export const phone = z
  .string()
  .max(64)
  .optional()
  .meta({ title: 'Phone', field: 'phone', description: 'In international form, like +4930123456. Another form is left out and reported.' });

export const externalId = z
  .string()
  .max(255)
  .optional()
  .meta({ title: 'External ID', description: "Your own system's ID of the person, if you keep one in Klaviyo." });

/** A number as Klaviyo takes it; undefined where it is not in international form. */
export function internationalPhone(typed: string | undefined): string | undefined {
  const digits = typed?.replaceAll(/[\s().-]/g, '') ?? '';
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
