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
    webPixelCreate: (_, args, { shop }) => createPixel(shop, args),
    webPixelUpdate: (_, args, { shop }) => {
      if (shop.pixel === undefined || shop.pixel.id !== args['id']) return payload('WebPixelUpdatePayload', {}, NO_PIXEL);
      shop.pixel.settings = settingsOf(args);
      return payload('WebPixelUpdatePayload', { webPixel: shop.pixel });
    },
    webPixelDelete: (_, { id }, { shop }) => {
      if (shop.pixel === undefined || shop.pixel.id !== id) return payload('WebPixelDeletePayload', {}, NO_PIXEL);
      shop.pixel = undefined;
      return payload('WebPixelDeletePayload', { deletedWebPixelId: id });
    },
    flowTriggerReceive: (_, args, { shop }) => {
      const { handle, payload: given } = args;
      if (typeof handle !== 'string') {
        return payload('FlowTriggerReceivePayload', {}, { field: ['handle'], message: "Handle can't be blank" });
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
  FlowTriggerReceivePayload: fields<{ userErrors: Refusal[] }>({ userErrors: errorsOf('UserError') }),
  UserError: refusal,
  BulkOperationUserError: refusal,
  ErrorsWebPixelUserError: refusal,
};

const NO_PIXEL: Refusal = { code: 'NOT_FOUND', field: ['id'], message: 'Pixel not found' };

function createPixel(shop: ShopState, args: Args) {
  if (shop.pixel !== undefined) {
    return payload('WebPixelCreatePayload', {}, { code: 'TAKEN', field: null, message: 'Web pixel already exists for this app' });
  }
  shop.pixel = { id: gid('WebPixel', shop.nextId()), settings: settingsOf(args) };
  return payload('WebPixelCreatePayload', { webPixel: shop.pixel });
}

/** Settings come as JSON text or as an object, and go out as text. */
function settingsOf({ webPixel }: Args): string {
  const { settings } = webPixel as { settings: unknown };
  return typeof settings === 'string' ? settings : JSON.stringify(settings);
}
