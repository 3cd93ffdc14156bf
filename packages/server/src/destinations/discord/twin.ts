import type { Hono } from 'hono';
import { z } from 'zod';
import type { VendorLimit } from '../testing/rate.ts';
import { createTwin, type Twin, type TwinOptions } from '../testing/twin.ts';

const ID = '1234567890123456789';
const TOKEN = 'twin-Token_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST';
export const WEBHOOK_URL = `https://discord.com/api/webhooks/${ID}/${TOKEN}`;

const text = (max: number) => z.string().trim().min(1).max(max);
const Embed = z
  .strictObject({
    title: text(256).optional(),
    description: text(4096).optional(),
    fields: z
      .array(z.strictObject({ name: text(256), value: text(1024), inline: z.boolean().optional() }))
      .max(25)
      .optional(),
  })
  .refine(({ title = '', description = '', fields = [] }) => {
    const all = [title, description, ...fields.flatMap(({ name, value }) => [name, value])];
    return all.join('').length <= 6000;
  }, 'Embed size exceeds maximum size of 6000');
const Body = z.strictObject({
  embeds: z.array(Embed).min(1).max(10),
  allowed_mentions: z.strictObject({ parse: z.array(z.enum(['roles', 'users', 'everyone'])) }),
});
type Embed = z.infer<typeof Embed>;

export interface DiscordTwin extends Twin {
  messages: Map<string, Embed>;
  /** Somebody deletes the webhook in Discord. */
  remove: () => void;
}

/** A stand-in for one channel with one webhook. */
export function createDiscordTwin(options: TwinOptions = {}): DiscordTwin {
  const messages = new Map<string, Embed>();
  const webhook = { isRemoved: false };
  const twin = createTwin({
    ...options,
    origins: ['https://discord.com'],
    routes: (app) => addRoutes(app, messages, webhook),
    snapshot: () => structuredClone([...messages]),
    limits: () => [
      { scope: 'webhook', max: 5, windowMs: 2000, answer: slowDown },
      { scope: 'channel', max: 30, windowMs: 60_000, answer: slowDown },
    ],
  });
  return { ...twin, messages, remove: () => void (webhook.isRemoved = true) };
}

function addRoutes(app: Hono, messages: Map<string, Embed>, webhook: { isRemoved: boolean }): void {
  const base = '/api/v10/webhooks/:id/:token';
  let posted = 0;
  app.use(`${base}/*`, async (c, next) => {
    if (webhook.isRemoved || c.req.param('id') !== ID) return c.json({ message: 'Unknown Webhook', code: 10015 }, 404);
    if (c.req.param('token') !== TOKEN) return c.json({ message: 'Invalid Webhook Token', code: 50027 }, 401);
    return next();
  });
  app.get(base, (c) => c.json({ id: ID, type: 1, name: 'Shop orders', channel_id: '99', token: TOKEN }));
  app.post(base, async (c) => {
    const body = Body.safeParse(await c.req.json());
    if (!body.success) {
      const [issue] = body.error.issues;
      const errors = {
        embeds: { 0: { [String(issue?.path[2] ?? '_')]: { _errors: [{ code: 'INVALID', message: issue?.message ?? '' }] } } },
      };
      return c.json({ message: 'Invalid Form Body', code: 50035, errors }, 400);
    }
    const id = String(1_000_000_000_000_000_000n + BigInt((posted += 1)));
    const [embed = {}] = body.data.embeds;
    messages.set(id, embed);
    // Without `wait` it only says that it has heard.
    return c.req.query('wait') === 'true' ? c.json({ id, type: 0, channel_id: '99', content: '', embeds: [embed] }) : c.body(null, 204);
  });
  app.delete(`${base}/messages/:message`, (c) =>
    messages.delete(c.req.param('message')) ? c.body(null, 204) : c.json({ message: 'Unknown Message', code: 10008 }, 404),
  );
}

const slowDown: VendorLimit['answer'] = (waitMs) => ({
  status: 429,
  headers: { 'retry-after': String(Math.ceil(waitMs / 1000)), 'x-ratelimit-scope': 'user' },
  body: { message: 'You are being rate limited.', retry_after: waitMs / 1000, global: false },
});
