import { Amount } from '@handoff/shared/event';
import { z } from 'zod';

/** An amount as Shopify writes it. It stays text from end to end; arithmetic is on whole units. */
export const Decimal = Amount.max(40);

const Money = z.object({ amount: Decimal, currency_code: z.string().length(3) });

/** One amount in two currencies: the shop's own, and the one the customer saw. */
export const MoneySet = z.object({ shop_money: Money, presentment_money: Money.nullish() });
export type MoneySet = z.infer<typeof MoneySet>;

/**
 * The amount in the **shop's** currency, digit for digit as sent. Orders are kept in it throughout, because the plain
 * members (`total_price`, `price`) are in it too and adding up needs one currency.
 */
export function shopAmount(set: MoneySet | null | undefined, plain?: string | null): string | undefined {
  return set?.shop_money.amount ?? plain ?? undefined;
}

/** The amount in the given currency, if the set has it. */
export function amountIn(set: MoneySet | null | undefined, currency: string): string | undefined {
  return [set?.shop_money, set?.presentment_money].find((money) => money?.currency_code === currency)?.amount;
}

/** The exact sum of decimal texts; as many decimals as the most precise of them. */
export function sumAmounts(amounts: readonly string[]): string {
  const decimals = amounts.reduce((most, amount) => Math.max(most, fraction(amount).length), 0);
  const units = amounts.reduce((sum, amount) => sum + BigInt(amount.replace('.', '') + '0'.repeat(decimals - fraction(amount).length)), 0n);
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${units < 0n ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
}

/** The sum, or undefined where a part is unknown: a sum without it would look right and be wrong. None at all is no sum either. */
export function sumIfKnown(amounts: readonly (string | undefined)[]): string | undefined {
  const known = amounts.filter((amount) => amount !== undefined);
  return known.length === 0 || known.length < amounts.length ? undefined : sumAmounts(known);
}

/** One spelling for one amount (`10.50`, `10.5`), for keys: webhooks and GraphQL pad differently. */
export function canonicalAmount(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

function fraction(amount: string): string {
  return amount.split('.')[1] ?? '';
}
