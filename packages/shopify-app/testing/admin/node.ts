import { GraphQLError } from 'graphql';
import type { ProtectedData, ShopState } from '../shop/state.ts';
import type { AppConfig } from '../app-config.ts';
import type { BulkOffice } from './bulk.ts';

/** What every resolver may ask. */
export interface Context {
  shop: ShopState;
  /** What was deployed of the app. */
  app: AppConfig;
  bulk: BulkOffice;
  /** In a bulk query a connection needs no `first` and gives everything. */
  unpaged: boolean;
}

/** A value of a named type of the schema, on its way to its resolvers. */
export interface Node {
  type: string;
  of: unknown;
}

export function node(type: string, of: unknown): Node | null {
  return of === null || of === undefined ? null : { type, of };
}

/**
 * Protected customer data. Where Shopify did not approve the app for it, the field is null and the answer says so; in the
 * file of a bulk operation it is only null.
 */
export function guarded<Value>({ shop, unpaged }: Context, what: keyof ProtectedData, value: Value): Value | null {
  if (shop.protectedData[what]) return value;
  if (unpaged) return null;
  throw new GraphQLError(`This app is not approved to use the ${what} of customers.`, { extensions: { code: 'ACCESS_DENIED' } });
}

export type Args = Readonly<Record<string, unknown>>;
export type FieldsOf<Of> = Record<string, (of: Of, args: Args, context: Context) => unknown>;
/** Type name → field → resolver. What is not in here is not implemented, and asking for it is an error. */
export type Resolvers = Record<string, FieldsOf<never>>;
export type Resolver = FieldsOf<never>[string];

/** The resolvers of one type, written with the type of what they read. */
export function fields<Of>(map: FieldsOf<Of>): FieldsOf<Of> {
  return map;
}
