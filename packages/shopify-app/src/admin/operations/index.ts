import type { Operation } from '../operation.ts';
import { getShop } from './shop.ts';

/** Every operation the app sends to Shopify. The scopes in `shopify.app.toml` are what these need. */
export const OPERATIONS: Record<string, Operation> = { getShop };
