import type { Plugin } from 'vite';
import { calledEndpoints } from './called.ts';

const ENDPOINTS = /\/(shared\/src\/api\/endpoints\/[\w-]+|shopify-app\/src\/panel-api\/endpoints)\.ts$/;

/**
 * Leaves out zod's makers of JSON Schema: the panel only reads answers, and its first screen is smaller without them. They
 * are called when somebody asks for a schema, and then only.
 */
export function leaveOutJsonSchema(): Plugin {
  return {
    name: 'leave-out-json-schema',
    enforce: 'pre',
    transform: {
      filter: { id: /\/zod\/.*\/(json-schema-processors|to-json-schema)\.js$/ },
      handler: (code) => ({
        code: [...code.matchAll(/export (?:const|function) (\w+)/g)].map(([, name]) => `export const ${name} = undefined;`).join('\n'),
        map: null,
      }),
    },
  };
}

/** Leaves out the names that the API's documentation gives to shapes. */
export function leaveOutNames(): Plugin {
  return {
    name: 'leave-out-names',
    enforce: 'pre',
    transform: {
      filter: { id: /\/(shared\/src\/(api|event|flow|mapping)|shopify-app\/src\/panel-api)\/.*\.ts$/ },
      handler: (code) => ({ code: code.replaceAll(/\s*\.meta\(\{[^{}]*\}\)/g, ''), map: null }),
    },
  };
}

/**
 * Lets schemas that no endpoint of the panel names be left out: making one is a call, and a bundler keeps calls it cannot see
 * through. Follows `leaveOutNames` and `leaveOutUncalled`, without which each schema would still be named.
 */
export function leaveOutUnusedSchemas(): Plugin {
  return {
    name: 'leave-out-unused-schemas',
    enforce: 'pre',
    transform: {
      filter: { id: /\/shared\/src\/api\/(?:endpoints\/)?[\w-]+\.ts$/ },
      handler: (code) => ({
        code: code.replaceAll(/^((?:export )?const \w+ = )((?:z\b|\w+\s*\.extend\().*?);$/gms, '$1/* @__PURE__ */ (() => $2)();'),
        map: null,
      }),
    },
  };
}

/**
 * Leaves out the endpoints that no screen calls: most of the API is for others, and all of it would be part of the first
 * screen. Whoever calls one names it in quotes (`useServer('listEvents', …)`), so what is named nowhere is not called.
 */
export function leaveOutUncalled(): Plugin {
  let named = new Set<string>();
  return {
    name: 'leave-out-uncalled',
    enforce: 'pre',
    buildStart: () => void (named = calledEndpoints()),
    transform: {
      filter: { id: ENDPOINTS },
      handler: (code) => ({
        code: code.replaceAll(/^ {2}(\w+): endpoint\(\{.*?^ {2}\}\),$/gms, (whole, name: string) => (named.has(name) ? whole : '')),
        map: null,
      }),
    },
  };
}

/** Leaves out what the endpoints' definitions say for the API's documentation, and for the server alone. */
export function leaveOutDocumentation(): Plugin {
  return {
    name: 'leave-out-documentation',
    enforce: 'pre',
    transform: {
      filter: { id: ENDPOINTS },
      handler: (code) => ({
        code: code.replaceAll(/\b(?:(?:summary|tag|access|needs):\s*(['"])(?:\\.|(?!\1).)*\1|status: \d+),/g, ''),
        map: null,
      }),
    },
  };
}
