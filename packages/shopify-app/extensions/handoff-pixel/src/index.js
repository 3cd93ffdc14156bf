import { register } from '@shopify/web-pixels-extension';
import { watch } from './pixel.js';

register((api) => watch(api, (url, init) => fetch(url, init)));
