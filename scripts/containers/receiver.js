// A webhook's receiver in a container of its own: keeps each body as a line of /kept/bodies.
const { appendFileSync } = require('node:fs');
const { createServer } = require('node:http');

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    appendFileSync('/kept/bodies', `${Buffer.concat(chunks).toString()}\n`);
    response.end();
  });
}).listen(9000);
process.once('SIGTERM', () => process.exit(0));
