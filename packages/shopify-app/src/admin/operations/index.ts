import type { Operation } from '../operation.ts';
import { bulkCustomers, bulkOrders, cancelBulk, getBulk, runBulk } from './bulk.ts';
import { countCustomers, getCustomer, listCustomers } from './customers.ts';
import { countOrders, getOrder, listOrders } from './orders.ts';
import { getRefund } from './refunds.ts';
import { receiveTrigger } from './flow.ts';
import { createPixel, deletePixel, getPixel, updatePixel } from './pixel.ts';
import { getShop } from './shop.ts';
import { createSubscription, deleteSubscription, listSubscriptions } from './subscriptions.ts';

/** Every operation the app sends to Shopify. The scopes in `shopify.app.toml` are what these need. */
export const OPERATIONS: Record<string, Operation> = {
  getShop,
  getOrder,
  listOrders,
  countOrders,
  getRefund,
  getCustomer,
  listCustomers,
  countCustomers,
  runBulk,
  getBulk,
  cancelBulk,
  bulkOrders,
  bulkCustomers,
  getPixel,
  createPixel,
  updatePixel,
  deletePixel,
  receiveTrigger,
  listSubscriptions,
  createSubscription,
  deleteSubscription,
};
