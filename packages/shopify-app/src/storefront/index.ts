export { EVENT_TOPIC, keepEvent } from './keep-event.ts';
export { hasPixelScopes, PIXEL_SCOPES, pixelOf } from './pixel-of.ts';
export { storefrontRoutes } from './routes.ts';
export { setPixel } from './set-pixel.ts';
export { themeEmbedOf } from './theme-embed.ts';
