import { z } from 'zod';
import { operation } from '../operation.ts';

const UserErrors = z.array(z.object({ code: z.string().nullable(), message: z.string() }));
const Pixel = z.object({ id: z.string() });

/** The app's own pixel of the shop; null where there is none. */
export const getPixel = operation({
  name: 'getPixel',
  document: 'query getPixel { webPixel { id } }',
  variables: z.object({}),
  data: z.object({ webPixel: Pixel.nullable() }),
  points: 1,
});

/** `settings` is JSON text with the fields of `extensions/handoff-pixel/shopify.extension.toml`. */
export const createPixel = operation({
  name: 'createPixel',
  document: `mutation createPixel($settings: JSON!) {
    webPixelCreate(webPixel: { settings: $settings }) { webPixel { id } userErrors { code message } }
  }`,
  variables: z.object({ settings: z.string() }),
  data: z.object({ webPixelCreate: z.object({ webPixel: Pixel.nullable(), userErrors: UserErrors }).nullable() }),
  points: 10,
});

export const updatePixel = operation({
  name: 'updatePixel',
  document: `mutation updatePixel($id: ID!, $settings: JSON!) {
    webPixelUpdate(id: $id, webPixel: { settings: $settings }) { webPixel { id } userErrors { code message } }
  }`,
  variables: z.object({ id: z.string(), settings: z.string() }),
  data: z.object({ webPixelUpdate: z.object({ webPixel: Pixel.nullable(), userErrors: UserErrors }).nullable() }),
  points: 10,
});

export const deletePixel = operation({
  name: 'deletePixel',
  document: 'mutation deletePixel($id: ID!) { webPixelDelete(id: $id) { deletedWebPixelId userErrors { code message } } }',
  variables: z.object({ id: z.string() }),
  data: z.object({ webPixelDelete: z.object({ deletedWebPixelId: z.string().nullable(), userErrors: UserErrors }).nullable() }),
  points: 10,
});
