import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { tooManyRequests, type VendorLimit } from '../testing/rate.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../testing/twin.ts';

export interface SlackTwinOptions extends TwinOptions {
  /** Where it is served over HTTP; by default Slack's own hosts. */
  origin?: string;
  botToken?: string;
  /** Granted to the token. */
  scopes?: string[];
  channels?: TwinChannel[];
  /** The channel the webhook posts into. */
  webhookChannel?: string;
  checkContract?: ContractCheck | undefined;
}

export interface TwinChannel {
  id: string;
  name: string;
  isMember: boolean;
  isArchived: boolean;
}

/** A message in a channel, as a test wants to see one. */
export interface SeenMessage {
  channel: string;
  text: string;
  /** What a person reads: the blocks' texts in order, or the text where there are no blocks. */
  shown: string[];
  via: 'bot' | 'webhook';
}

export interface SlackTwin extends Twin {
  botToken: string;
  webhookUrl: string;
  /** In the order they were posted. */
  messages: () => SeenMessage[];
  /** Somebody removes the app: token and webhook stop working. */
  removeApp: () => void;
  /** Somebody archives the channel. */
  archive: (name: string) => void;
}

const MAX_BLOCKS_TOTAL = 13_000;
const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(150) }) }),
  z.strictObject({ type: z.literal('section'), text: z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(3000) }) }),
]);
const WebhookBody = z.strictObject({
  text: z.string().optional(),
  blocks: z.array(Block).min(1).max(50).optional(),
  unfurl_links: z.boolean().optional(),
});
const PostBody = WebhookBody.extend({
  channel: z.string().min(1),
  parse: z.literal('none').optional(),
  link_names: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});
const DeleteBody = z.strictObject({ channel: z.string(), ts: z.string() });
type Content = Pick<z.infer<typeof WebhookBody>, 'text' | 'blocks'>;

const DEFAULT_CHANNELS: TwinChannel[] = [
  { id: 'C0SALES', name: 'sales', isMember: true, isArchived: false },
  { id: 'C0OTHER', name: 'other', isMember: false, isArchived: false },
];

/** A stand-in for one Slack workspace with one app, which has a bot token and one incoming webhook. */
export function createSlackTwin(options: SlackTwinOptions = {}): SlackTwin {
  const workspace: Workspace = {
    botToken: options.botToken ?? 'xoxb-0000000000-twin-bot-token',
    scopes: options.scopes ?? ['chat:write'],
    channels: structuredClone(options.channels ?? DEFAULT_CHANNELS),
    webhookPath: '/services/T0TWIN/B0TWIN/0123456789abcdefghijklmn',
    webhookChannel: options.webhookChannel ?? 'sales',
    hasApp: true,
    messages: [],
    named: new Map(),
  };
  const twin = createTwin({
    origins: options.origin === undefined ? ['https://slack.com', 'https://hooks.slack.com'] : [options.origin],
    routes: (app) => addRoutes(app, workspace),
    snapshot: () => structuredClone(workspace.messages),
    checkContract: options.checkContract,
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    botToken: workspace.botToken,
    webhookUrl: `https://hooks.slack.com${workspace.webhookPath}`,
    messages: () => structuredClone(workspace.messages),
    removeApp: () => void (workspace.hasApp = false),
    archive: (name) => {
      const channel = findChannel(workspace, name);
      if (channel !== undefined) channel.isArchived = true;
    },
  };
}

interface Workspace {
  botToken: string;
  scopes: string[];
  channels: TwinChannel[];
  webhookPath: string;
  webhookChannel: string;
  hasApp: boolean;
  messages: SeenMessage[];
  /** By what Slack names them: `C0SALES:1700000000.000001`. */
  named: Map<string, SeenMessage>;
}

function findChannel(workspace: Workspace, named: string): TwinChannel | undefined {
  return workspace.channels.find(({ id, name }) => id === named || name === named.replace(/^#/, ''));
}

function addRoutes(app: Hono, workspace: Workspace): void {
  app.use('/api/*', async (c, next) => {
    c.header('x-oauth-scopes', workspace.scopes.join(','));
    const error = refusedToken(c, workspace);
    if (error !== undefined) return c.json({ ok: false, error });
    await next();
  });
  app.get('/api/auth.test', (c) =>
    c.json({
      ok: true,
      url: 'https://twin.slack.com/',
      team: 'Twin & Co',
      user: 'handoff',
      team_id: 'T0TWIN',
      user_id: 'U0TWIN',
      bot_id: 'B0TWIN',
    }),
  );
  app.post('/api/chat.postMessage', async (c) => {
    if (!workspace.scopes.includes('chat:write'))
      return c.json({ ok: false, error: 'missing_scope', needed: 'chat:write', provided: workspace.scopes.join(',') });
    const body = PostBody.safeParse(await c.req.json());
    if (!body.success)
      return c.json({
        ok: false,
        error: 'invalid_arguments',
        response_metadata: { messages: body.error.issues.map((issue) => `[ERROR] ${issue.path.join('/')}: ${issue.message}`) },
      });
    const channel = findChannel(workspace, body.data.channel);
    const error = refusedChannel(channel) ?? refusedContent(body.data);
    if (channel === undefined || error !== undefined) return c.json({ ok: false, error });
    const ts = post(workspace, channel, body.data, 'bot');
    return c.json({ ok: true, channel: channel.id, ts, message: { type: 'message', text: body.data.text, ts, bot_id: 'B0TWIN' } });
  });
  app.post('/api/chat.delete', async (c) => {
    const { channel, ts } = DeleteBody.parse(await c.req.json());
    const message = workspace.named.get(`${channel}:${ts}`);
    const place = message === undefined ? -1 : workspace.messages.indexOf(message);
    if (message === undefined || place === -1) return c.json({ ok: false, error: 'message_not_found' });
    if (message.via === 'webhook') return c.json({ ok: false, error: 'cant_delete_message' });
    workspace.messages.splice(place, 1);
    return c.json({ ok: true, channel, ts });
  });
  app.post('/services/:team/:app/:secret', async (c) => {
    if (c.req.path !== workspace.webhookPath) return c.text('invalid_token', 403);
    if (!workspace.hasApp) return c.text('no_service', 404);
    const channel = findChannel(workspace, workspace.webhookChannel);
    if (channel === undefined) return c.text('channel_not_found', 404);
    if (channel.isArchived) return c.text('channel_is_archived', 410);
    const body = WebhookBody.safeParse(await c.req.json());
    if (!body.success) return c.text('invalid_payload', 400);
    const error = refusedContent(body.data);
    if (error !== undefined) return c.text(error, 400);
    post(workspace, channel, body.data, 'webhook');
    return c.text('ok');
  });
}

function refusedToken(c: Context, workspace: Workspace): string | undefined {
  const header = c.req.header('authorization');
  if (header === undefined || header === 'Bearer ') return 'not_authed';
  if (header !== `Bearer ${workspace.botToken}`) return 'invalid_auth';
  return workspace.hasApp ? undefined : 'account_inactive';
}

function refusedChannel(channel: TwinChannel | undefined): string | undefined {
  if (channel === undefined) return 'channel_not_found';
  if (channel.isArchived) return 'is_archived';
  return channel.isMember ? undefined : 'not_in_channel';
}

function refusedContent({ text, blocks }: Content): string | undefined {
  if ((text ?? '') === '' && blocks === undefined) return 'no_text';
  if ((text ?? '').length > 40_000) return 'msg_too_long';
  const total = (blocks ?? []).reduce((sum, block) => sum + block.text.text.length, 0);
  return total > MAX_BLOCKS_TOTAL ? 'msg_blocks_too_long' : undefined;
}

function post(workspace: Workspace, channel: TwinChannel, { text = '', blocks }: Content, via: SeenMessage['via']): string {
  const message = { channel: channel.name, text, shown: blocks?.map((block) => block.text.text) ?? [text], via };
  workspace.messages.push(message);
  const ts = `1700000000.${String(workspace.named.size + 1).padStart(6, '0')}`;
  workspace.named.set(`${channel.id}:${ts}`, message);
  return ts;
}

/** Slack's page on rate limits: one message a second in a channel. How many an app may post in a workspace it does not say. */
function limits({ method, path, body }: RequestSeen): VendorLimit[] {
  if (method !== 'POST') return [];
  const channel = path.startsWith('/services/')
    ? path
    : path === '/api/chat.postMessage'
      ? PostBody.safeParse(body).data?.channel
      : undefined;
  if (channel === undefined) return [];
  const answer = (waitMs: number) => ({ ...tooManyRequests(waitMs), body: { ok: false, error: 'ratelimited' } });
  return [{ scope: `channel:${channel}`, max: 1, windowMs: 1000, answer }];
}
