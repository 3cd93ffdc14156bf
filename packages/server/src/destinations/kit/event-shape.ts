import { z } from 'zod';
import { WhenText, ZoneName } from './when.ts';

/** What every event of a calendar is made of, within what the vendor takes. */
export const eventShape = ({ title, place }: { title: number; place: number }) => ({
  title: z
    .string()
    .trim()
    .min(1, 'An event needs a title.')
    .max(title, `A title has at most ${title} characters.`)
    .meta({ title: 'Title' }),
  start: WhenText.meta({
    title: 'Start',
    field: 'datetime',
    description: 'A day (2026-12-01) makes an event of the whole day. A time without a zone is meant in the time zone of the connection.',
  }),
  end: WhenText.optional().meta({
    title: 'End',
    field: 'datetime',
    description: 'For whole days the last day. Without it, the event is as long as the connection says.',
  }),
  description: z.string().max(100_000).optional().meta({ title: 'Description', field: 'text' }),
  location: z.string().max(place).optional().meta({ title: 'Place' }),
  timeZone: ZoneName.optional().meta({ title: 'Time zone', description: "Instead of the connection's own." }),
});
