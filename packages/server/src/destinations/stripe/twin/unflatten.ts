/** Reads `address[city]=Bonn` and `preferred_locales[0]=de` back into objects and lists. */
export function unflatten(form: Record<string, string>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(form)) {
    const keys = name.replaceAll(']', '').split('[');
    let node = root;
    for (const key of keys.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>;
    node[keys.at(-1) ?? ''] = value;
  }
  return withLists(root) as Record<string, unknown>;
}

function withLists(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, withLists(value)] as const);
  if (entries.length > 0 && entries.every(([key], index) => key === String(index))) return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}
