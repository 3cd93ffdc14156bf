import { z } from 'zod';
import { operation } from '../operation.ts';
import { MONEY, MoneyBag, PAGE_INFO, PageInfo } from './fields.ts';

const text = z.string().nullable();

const RefundLine = z.object({
  quantity: z.number(),
  restocked: z.boolean(),
  subtotalSet: MoneyBag,
  totalTaxSet: MoneyBag,
  lineItem: z.object({ id: z.string(), title: z.string(), sku: text }),
});

export const Refund = z.object({
  id: z.string(),
  createdAt: text,
  processedAt: z.string(),
  updatedAt: z.string(),
  note: text,
  order: z.object({ id: z.string(), currencyCode: z.string() }),
  duties: z.array(z.object({ amountSet: MoneyBag })).nullable(),
  refundShippingLines: z.object({ nodes: z.array(z.object({ subtotalAmountSet: MoneyBag, taxAmountSet: MoneyBag })) }),
  transactions: z.object({
    nodes: z.array(z.object({ kind: z.string(), status: z.string(), test: z.boolean(), amountSet: MoneyBag })),
  }),
  refundLineItems: z.object({ nodes: z.array(RefundLine), pageInfo: PageInfo }),
});
export type Refund = z.infer<typeof Refund>;

/** One refund with a page of its lines. A bulk operation cannot bring these: it takes no connection within a list. */
export const getRefund = operation({
  name: 'getRefund',
  document: `query getRefund($id: ID!, $after: String) {
    refund(id: $id) {
      id createdAt processedAt updatedAt note order { id currencyCode } duties { amountSet ${MONEY} }
      refundShippingLines(first: 10) { nodes { subtotalAmountSet ${MONEY} taxAmountSet ${MONEY} } }
      transactions(first: 10) { nodes { kind status test amountSet ${MONEY} } }
      refundLineItems(first: 50, after: $after) {
        nodes { quantity restocked subtotalSet ${MONEY} totalTaxSet ${MONEY} lineItem { id title sku } }
        ${PAGE_INFO}
      }
    }
  }`,
  variables: z.object({ id: z.string(), after: z.string().optional() }),
  data: z.object({ refund: Refund.nullable() }),
  points: 150,
});
