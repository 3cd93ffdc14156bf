/**
 * A webpack loader: lets schemas of the API that the panel does not need be left out, and the names that the API's
 * documentation gives to them. Making a schema is a call, and a bundler keeps calls it cannot see through.
 */
module.exports = function leaveOutUnusedSchemas(code) {
  return code
    .replaceAll(/\s*\.meta\(\{[^{}]*\}\)/g, '')
    .replaceAll(/^((?:export )?const \w+ = )((?:z\b|\w+\s*\.extend\().*?);$/gms, '$1/* @__PURE__ */ (() => $2)();');
};
