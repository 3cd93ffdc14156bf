/** Currencies Stripe counts in whole units. It counts króna and Ugandan shilling in hundredths although they have none. */
const WHOLE = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THOUSANDTHS = new Set('BHD JOD KWD OMR TND'.split(' '));

/** Stripe's whole number of smallest units as a decimal text: 1250 EUR → "12.50". */
export function toAmount(units: number, currency: string): string {
  const code = currency.toUpperCase();
  const digits = WHOLE.has(code) ? 0 : THOUSANDTHS.has(code) ? 3 : 2;
  const sign = units < 0 ? '-' : '';
  const text = String(Math.abs(Math.trunc(units))).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
