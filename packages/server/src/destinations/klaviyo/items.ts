import type { Item } from './event-payload.ts';

/** Lines as Klaviyo's templates know them from its own shop integrations, and the names once more for its segments. */
export function itemProperties(items: readonly Item[] | undefined): { Items?: object[]; ItemNames?: string[] } {
  if (items === undefined || items.length === 0) return {};
  const names = [...new Set(items.flatMap(({ title }) => (title === undefined ? [] : [title])))];
  return { Items: items.map(toItem), ...(names.length === 0 ? {} : { ItemNames: names }) };
}

function toItem({ productId, variantId, sku, title, quantity, unitPrice, discount, amount }: Item): object {
  const price = number(unitPrice);
  const total =
    number(amount) ?? (price === undefined || quantity === undefined ? undefined : cents(price * quantity - (number(discount) ?? 0)));
  const item = {
    ProductID: productId,
    VariantID: variantId,
    SKU: sku,
    ProductName: title,
    Quantity: quantity,
    ItemPrice: price,
    RowTotal: total,
  };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}

function number(amount: string | number | undefined): number | undefined {
  return amount === undefined ? undefined : Number(amount);
}

/** Without the dust of binary fractions; four places are more than any currency has. */
function cents(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}
