export interface Soql {
  select: string[];
  object: string;
  field?: string;
  values?: string[];
}

/** Reads the few queries we make. A quote a stranger typed and we did not escape ends the text early, which is refused. */
export function readSoql(text: string): Soql | undefined {
  const match = /^SELECT (\w+(?:,\w+)*) FROM (\w+)(?: WHERE (\w+) IN \(('(?:[^'\\]|\\.)*'(?:,'(?:[^'\\]|\\.)*')*)\))?$/s.exec(text);
  if (match === null) return undefined;
  const [, select = '', object = '', field, list] = match;
  const base = { select: select.split(','), object };
  if (field === undefined || list === undefined) return base;
  const values = [...list.matchAll(/'((?:[^'\\]|\\.)*)'/gs)].map(([, value = '']) => value.replaceAll(/\\(.)/gs, '$1'));
  return { ...base, field, values };
}
