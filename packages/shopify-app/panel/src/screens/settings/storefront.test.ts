import { expect, it } from 'vitest';
import deNames from '../../../../extensions/handoff-storefront/locales/de.schema.json';
import enNames from '../../../../extensions/handoff-storefront/locales/en.default.schema.json';
import frNames from '../../../../extensions/handoff-storefront/locales/fr.schema.json';
import de from '../../../locales/de.json';
import fr from '../../../locales/fr.json';

it('calls the app embed what the theme editor calls it, in each language', () => {
  const name = enNames.blocks.embed.name;
  const text = Object.keys(de).find((english) => english.includes(`“${name}”`));
  expect(text).toBeDefined();
  expect(de[text as keyof typeof de]).toContain(deNames.blocks.embed.name);
  expect(fr[text as keyof typeof fr]).toContain(frNames.blocks.embed.name);
});
