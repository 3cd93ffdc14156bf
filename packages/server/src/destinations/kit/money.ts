/** Amounts as whole numbers of 10⁻⁸, so that sums are exact and no cent is lost to binary fractions. */
export type Exact = bigint;

const DECIMALS = 8;
export const ONE = 10n ** BigInt(DECIMALS);

/** Reads a decimal (`"12.50"`, `12.5`). Undefined where it is none, or finer than eight decimals. */
export function exact(value: string | number): Exact | undefined {
  const match = /^(-?)(\d{1,30})(?:\.(\d+?)0*)?$/.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (fraction.length > DECIMALS) return undefined;
  const units = BigInt(whole) * ONE + BigInt(fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -units : units;
}

/** The product where it is exact, else undefined. */
export function times(a: Exact, b: Exact): Exact | undefined {
  const product = a * b;
  return product % ONE === 0n ? product / ONE : undefined;
}

export function sum(amounts: readonly Exact[]): Exact {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** `12.50`: at least as many decimals as the currency has. */
export function write(amount: Exact, decimals = 0): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '').padEnd(decimals, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** For JSON, where a number of up to 15 digits is written as the decimal it was read from. */
export function toNumber(amount: Exact): number {
  return Number(write(amount));
}

/** The smallest amount of a currency. */
export function smallest(decimals: number): Exact {
  return 10n ** BigInt(DECIMALS - decimals);
}

/** What one line of a document says: `quantity` at `price` each. */
export interface Priced {
  quantity: number;
  price: Exact;
}

/**
 * Writes an amount as quantities at prices that have no more decimals than the currency: 32.38 for 3 is 2 × 10.79 and
 * 1 × 10.80. A quantity that is no whole number, or an amount finer than the currency, is given back as one of it. Below
 * zero the quantities are, since electronic invoices (EN 16931) allow no price to be.
 */
export function spread(amount: Exact, quantity: number, decimals: number): Priced[] {
  if (amount < 0n) return spread(-amount, quantity, decimals).map((part) => ({ ...part, quantity: -part.quantity }));
  const unit = smallest(decimals);
  if (!Number.isSafeInteger(quantity) || quantity < 1 || amount % unit !== 0n) return [{ quantity: 1, price: amount }];
  const count = BigInt(quantity);
  const units = amount / unit;
  const dearer = Number(units % count);
  const price = ((units - BigInt(dearer)) / count) * unit;
  return [
    { quantity: quantity - dearer, price },
    { quantity: dearer, price: price + unit },
  ].filter((part) => part.quantity > 0);
}
