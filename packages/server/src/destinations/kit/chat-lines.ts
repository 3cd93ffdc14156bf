import { z } from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const LineValue = z.union([Scalar, z.array(Scalar).max(1000)]);

/** Values for people to read in a chat, each under its name. */
export const ChatLines = z.record(z.string().min(1), LineValue).meta({
  title: 'Lines',
  description: 'One line for each value, after its name. May be all answers of a form at once. Empty values are left out.',
});

/** A value as a person reads it; empty where there is nothing to read. */
export function lineText(value: z.infer<typeof LineValue>): string {
  if (Array.isArray(value))
    return value
      .map(lineText)
      .filter((part) => part !== '')
      .join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? '' : String(value).trim();
}
