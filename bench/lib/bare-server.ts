import { monotonicFactory } from 'ulid';
import { serveBare } from './serve-bare.ts';

/**
 * The server without a store behind its door: the same app on the same HTTP server reads the body, looks up the
 * source, checks the signature and parses, then answers at once instead of keeping the event.
 */
const nextId = monotonicFactory();
await serveBare(async ({ open, createApp }) => {
  const { deps } = await open();
  return createApp({
    ...deps,
    receive: (_source, events) => Promise.resolve(events.map(() => ({ eventId: `evt_${nextId()}`, status: 'accepted' as const }))),
  });
});
