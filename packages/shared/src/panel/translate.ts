/**
 * Says an English text in the person's language. Each host brings its own: `__` of WordPress, a catalogue in Shopify's
 * app. Texts are written out where they are used, so that the tools which collect them find them: `t('Try again')`.
 */
export type Translate = (english: string) => string;

/** A name in the person's quotation marks. */
export const quoted = (name: string, t: Translate): string => fill(t('“{name}”'), { name });

/** Puts values into a translated text: `fill(t('{count} events wait'), { count: 3 })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
