import type { AppConfig } from '../../app-config.ts';
import type { BulkOperation } from '../bulk.ts';
import { gid, type ShopState } from '../../shop/state.ts';
import { type Args, fields, node, type Resolvers } from '../node.ts';

interface Refusal {
  code?: string;
  field: string[] | null;
  message: string;
}

const payload = (type: string, of: Record<string, unknown>, ...userErrors: Refusal[]) => node(type, { ...of, userErrors });
const errorsOf = (type: string) => (of: { userErrors: Refusal[] }) => of.userErrors.map((error) => node(type, error));
const refusal = fields<Refusal>({ code: ({ code }) => code ?? null, field: ({ field }) => field, message: ({ message }) => message });

export const MUTATIONS: Resolvers = {
  Mutation: fields<undefined>({
    bulkOperationRunQuery: async (_, { query, groupObjects }, { bulk }) => {
      const started = await bulk.run(String(query), groupObjects === true);
      return 'refused' in started
        ? payload('BulkOperationRunQueryPayload', {}, started.refused)
        : payload('BulkOperationRunQueryPayload', { bulkOperation: started });
    },
    bulkOperationCancel: (_, { id }, { bulk }) => {
      const operation = bulk.cancel(String(id));
      return operation === undefined
        ? payload('BulkOperationCancelPayload', {}, { field: ['id'], message: 'Bulk operation does not exist' })
        : payload('BulkOperationCancelPayload', { bulkOperation: operation });
    },
    webPixelCreate: (_, args, { shop, app }) => createPixel(shop, app, args),
    webPixelUpdate: (_, args, { shop, app }) => {
      if (shop.pixel === undefined || shop.pixel.id !== args['id']) return payload('WebPixelUpdatePayload', {}, NO_PIXEL);
      const settings = settingsOf(app, args);
      if (typeof settings !== 'string') return payload('WebPixelUpdatePayload', {}, settings);
      shop.pixel.settings = settings;
      return payload('WebPixelUpdatePayload', { webPixel: shop.pixel });
    },
    webPixelDelete: (_, { id }, { shop }) => {
      if (shop.pixel === undefined || shop.pixel.id !== id) return payload('WebPixelDeletePayload', {}, NO_PIXEL);
      shop.pixel = undefined;
      return payload('WebPixelDeletePayload', { deletedWebPixelId: id });
    },
    webhookSubscriptionCreate: (_, args, { shop }) => createSubscription(shop, args),
    webhookSubscriptionDelete: (_, { id }, { shop }) =>
      shop.subscriptions.delete(String(id))
        ? payload('WebhookSubscriptionDeletePayload', { deletedWebhookSubscriptionId: id })
        : payload('WebhookSubscriptionDeletePayload', {}, { field: ['id'], message: 'Webhook subscription does not exist' }),
    flowTriggerReceive: (_, { handle, payload: given }, { shop, app }) => {
      const declared = typeof handle === 'string' ? app.flowTriggers.get(handle) : undefined;
      if (typeof handle !== 'string' || declared === undefined) {
        return payload('FlowTriggerReceivePayload', {}, { field: ['handle'], message: 'The app has no trigger with this handle.' });
      }
      const stranger = Object.keys(given as Record<string, unknown>).find((name) => !declared.includes(name));
      if (stranger !== undefined) {
        return payload('FlowTriggerReceivePayload', {}, { field: ['payload'], message: `The trigger has no field "${stranger}".` });
      }
      shop.flowTriggers.push({ handle, payload: given });
      return payload('FlowTriggerReceivePayload', {});
    },
  }),
  BulkOperationRunQueryPayload: fields<{ bulkOperation?: BulkOperation; userErrors: Refusal[] }>({
    bulkOperation: ({ bulkOperation }) => node('BulkOperation', bulkOperation),
    userErrors: errorsOf('BulkOperationUserError'),
  }),
  BulkOperationCancelPayload: fields<{ bulkOperation?: BulkOperation; userErrors: Refusal[] }>({
    bulkOperation: ({ bulkOperation }) => node('BulkOperation', bulkOperation),
    userErrors: errorsOf('UserError'),
  }),
  WebPixelCreatePayload: fields<{ webPixel?: unknown; userErrors: Refusal[] }>({
    webPixel: ({ webPixel }) => node('WebPixel', webPixel),
    userErrors: errorsOf('ErrorsWebPixelUserError'),
  }),
  WebPixelUpdatePayload: fields<{ webPixel?: unknown; userErrors: Refusal[] }>({
    webPixel: ({ webPixel }) => node('WebPixel', webPixel),
    userErrors: errorsOf('ErrorsWebPixelUserError'),
  }),
  WebPixelDeletePayload: fields<{ deletedWebPixelId?: string; userErrors: Refusal[] }>({
    deletedWebPixelId: ({ deletedWebPixelId }) => deletedWebPixelId ?? null,
    userErrors: errorsOf('ErrorsWebPixelUserError'),
  }),
  WebhookSubscriptionCreatePayload: fields<{ webhookSubscription?: unknown; userErrors: Refusal[] }>({
    webhookSubscription: ({ webhookSubscription }) => node('WebhookSubscription', webhookSubscription),
    userErrors: errorsOf('UserError'),
  }),
  WebhookSubscriptionDeletePayload: fields<{ deletedWebhookSubscriptionId?: string; userErrors: Refusal[] }>({
    deletedWebhookSubscriptionId: ({ deletedWebhookSubscriptionId }) => deletedWebhookSubscriptionId ?? null,
    userErrors: errorsOf('UserError'),
  }),
  FlowTriggerReceivePayload: fields<{ userErrors: Refusal[] }>({ userErrors: errorsOf('UserError') }),
  UserError: refusal,
  BulkOperationUserError: refusal,
  ErrorsWebPixelUserError: refusal,
};

const NO_PIXEL: Refusal = { code: 'NOT_FOUND', field: ['id'], message: 'Pixel not found' };

function createPixel(shop: ShopState, app: AppConfig, args: Args) {
  if (shop.pixel !== undefined) {
    return payload('WebPixelCreatePayload', {}, { code: 'TAKEN', field: null, message: 'Web pixel already exists for this app' });
  }
  const settings = settingsOf(app, args);
  if (typeof settings !== 'string') return payload('WebPixelCreatePayload', {}, settings);
  shop.pixel = { id: gid('WebPixel', shop.nextId()), settings };
  return payload('WebPixelCreatePayload', { webPixel: shop.pixel });
}

function createSubscription(shop: ShopState, { topic, webhookSubscription }: Args) {
  const { uri } = webhookSubscription as { uri?: string };
  const refuse = (message: string) =>
    payload('WebhookSubscriptionCreatePayload', {}, { field: ['webhookSubscription', 'callbackUrl'], message });
  if (uri === undefined || !URL.canParse(uri)) return refuse('Address is invalid');
  const taken = [...shop.subscriptions.values()].some((one) => one.topic === topic && one.uri === uri);
  if (taken) return refuse('Address for this topic has already been taken');
  const made = { id: gid('WebhookSubscription', shop.nextId()), topic: String(topic), uri, at: shop.clock.now() };
  shop.subscriptions.set(made.id, made);
  return payload('WebhookSubscriptionCreatePayload', { webhookSubscription: made });
}

/** Settings come as JSON text or as an object, go out as text, and must be those the extension declares. */
function settingsOf({ pixelSettings }: AppConfig, { webPixel }: Args): string | Refusal {
  if (pixelSettings === undefined) return { code: 'NO_EXTENSION', field: null, message: 'The app has no web pixel extension' };
  const { settings } = webPixel as { settings: unknown };
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
  const given = JSON.parse(text) as Record<string, unknown>;
  const right = Object.keys(given).length === pixelSettings.length && pixelSettings.every((name) => typeof given[name] === 'string');
  return right ? text : { code: 'INVALID_SETTINGS', field: ['settings'], message: `The pixel's settings are ${pixelSettings.join(', ')}` };
}
