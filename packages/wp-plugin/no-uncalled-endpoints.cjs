const { globSync, readFileSync } = require('node:fs');
const path = require('node:path');

const SOURCES = ['src', '../shared/src/panel'].map((folder) => path.join(__dirname, folder));
let named;

/** Whoever calls an endpoint names it in quotes (`useServer('listEvents', …)`), so what is named nowhere is not called. */
function namesInSources() {
  const names = new Set();
  for (const folder of SOURCES)
    for (const file of globSync(`${folder}/**/*.{ts,tsx}`))
      for (const [, name] of readFileSync(file, 'utf8').matchAll(/'(\w+)'/g)) names.add(name);
  return names;
}

/**
 * A webpack loader: leaves out the endpoints that no screen calls, and what the others say for the API's documentation.
 * Most of the API is for others, and all of it would be part of the first screen.
 */
module.exports = function leaveOutUncalled(code) {
  named ??= namesInSources();
  return code
    .replaceAll(/^ {2}(\w+): endpoint\(\{.*?^ {2}\}\),$/gms, (whole, name) => (named.has(name) ? whole : ''))
    .replaceAll(/\b(?:(?:summary|tag|access|needs):\s*(['"])(?:\\.|(?!\1).)*\1|status: \d+),/g, '');
};
