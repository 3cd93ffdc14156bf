import type { Plugin } from 'vite';

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

/** Leaves out what the endpoints' definitions say for the API's documentation, and for the server alone. */
export function leaveOutDocumentation(): Plugin {
  return {
    name: 'leave-out-documentation',
    enforce: 'pre',
    transform: {
      filter: { id: /\/(shared\/src\/api\/endpoints\/[\w-]+|shopify-app\/src\/panel-api\/endpoints)\.ts$/ },
      handler: (code) => ({ code: code.replaceAll(/\b(summary|tag|access):\s*(['"])(?:\\.|(?!\2).)*\2,/g, ''), map: null }),
    },
  };
}
