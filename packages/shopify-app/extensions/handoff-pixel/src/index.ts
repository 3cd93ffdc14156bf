import { register } from '@shopify/web-pixels-extension';
import { type Sandbox, watch } from './pixel.ts';

register((api) => watch(api as unknown as Sandbox, (url, init) => fetch(url, init)));
