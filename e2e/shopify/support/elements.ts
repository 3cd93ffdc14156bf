import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const require = createRequire(import.meta.url);

const Declaration = z.object({
  tagName: z.string().optional(),
  attributes: z.array(z.object({ name: z.string(), fieldName: z.string().optional() })).default([]),
  members: z.array(z.object({ name: z.string().nullish(), type: z.object({ text: z.string() }).nullish() })).default([]),
  slots: z.array(z.object({ name: z.string() })).default([]),
});
const Manifest = z.object({ modules: z.array(z.object({ declarations: z.array(Declaration).default([]) })) });

/** One of Polaris' elements, as its own manifest describes it. */
export interface PolarisElement {
  tag: string;
  /** Its properties: `boolean` ones are true by being there. */
  props: { name: string; boolean: boolean }[];
  /** Attribute (`accessibilitylabel`) → property (`accessibilityLabel`). */
  attributes: Record<string, string>;
  /** Its named slots. */
  slots: string[];
}

const OWN = new Set(['id', 'children', 'hideOverlay', 'showOverlay', 'toggleOverlay', 'formAssociated']);

/** Every element of Polaris, from @shopify/polaris-types' custom-elements.json. */
export function polarisElements(): PolarisElement[] {
  const file = require.resolve('@shopify/polaris-types/custom-elements');
  const { modules } = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  return modules
    .flatMap(({ declarations }) => declarations)
    .flatMap(({ tagName, attributes, members, slots }) => {
      if (tagName === undefined) return [];
      const props = members.flatMap(({ name, type }) =>
        typeof name === 'string' && /^[a-z]\w*$/i.test(name) && !OWN.has(name) ? [{ name, boolean: type?.text === 'boolean' }] : [],
      );
      return [
        {
          tag: tagName,
          props,
          attributes: Object.fromEntries(attributes.map(({ name, fieldName }) => [name.toLowerCase(), fieldName ?? name])),
          slots: slots.map(({ name }) => name).filter((name) => name !== ''),
        },
      ];
    });
}
