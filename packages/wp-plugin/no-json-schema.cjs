// Stands in for zod's makers of JSON Schema: the panel only reads answers, and its first screen is smaller without them.
// Not a plain `{}`, of which webpack would say that it lacks the exports.
module.exports = Object.create(null);
