import { parseArgs } from 'node:util';
import { judge, printChecks } from '../../../bench/lib/checks.ts';
import { GOALS, measure } from './judge.ts';
import { collectSeen } from './seen.ts';
import { recordsAt } from './records.ts';
import { sayContents, sayTable, sayWhatWaits } from './report.ts';
import { findSecrets } from './secrets.ts';
import { setUp, type Stage } from './stage.ts';
import { tell } from './tell.ts';
import { createVoice, type Voice } from './voice.ts';

/** `npm run demo [-- --json] [-- --keep]`, or `npm run demo -- shopify` */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});
const voice = createVoice(flags.json ? process.stderr : process.stdout);
if (positionals[0] === 'shopify') {
  const { runShopifyDemo } = await import('./shopify/run.ts');
  await runShopifyDemo(voice);
  process.exit();
}
const started = performance.now();
voice.say(
  voice.style('bold', 'Handoff demo: from a form or an order to the CRM, once, and visibly'),
  '   Bloom & Steep is a florist with a WordPress site, and sells tea on Shopify. This is its first day with Handoff.',
);

// Ctrl-C half-way: leaving takes the server and the temporary folder along.
const leave = () => process.exit(130);
process.once('SIGINT', leave).once('SIGTERM', leave);
const stage = await setUp(voice);
try {
  const ok = await show(stage, voice);
  process.exitCode = ok ? 0 : 1;
  if (flags.keep) await keepRunning(stage, voice);
} finally {
  await stage.close();
}

async function show(on: Stage, to: Voice): Promise<boolean> {
  const outcomes = await tell(on, to);
  const found = recordsAt(on.twins);
  sayTable(to, outcomes, found);
  sayContents(to, found);
  await sayWhatWaits(to, on);
  const leaks = findSecrets(on.secrets(), await collectSeen(on, to, outcomes));
  const measured = measure({ outcomes, found, violations: [...on.twins.violations(), ...(on.shop?.violations ?? [])], leaks });
  const checks = judge(measured, GOALS);
  const seconds = Math.round((performance.now() - started) / 1000);
  to.say('', to.style('bold', `Checked, ${seconds} seconds after the start`));
  printChecks(checks, { json: flags.json, measured });
  if (!flags.json) sayWhatNext(to);
  return checks.every((check) => check.ok);
}

function sayWhatNext(to: Voice): void {
  to.say(
    '',
    to.style('bold', 'What to try next'),
    '  npm run demo -- --keep    the same, and leaves server and stand-ins running for you to look around',
    '  npm run demo -- --json    the checks alone, for machines',
    '  npm run demo -- shopify   the Shopify app in an admin on this machine, to click through',
    '  npm run serve             a server of your own; it says what to do first',
    '  packages/server/demo/workspace.yaml is the whole set-up in one file: change a mapping and run the demo again.',
  );
}

async function keepRunning(on: Stage, to: Voice): Promise<void> {
  const query = { verdict: 'quarantine' as const, limit: 1 };
  const { items: spam } = await on.client('listEvents', { params: { workspaceId: on.workspaceId }, query });
  const api = `${on.url}/v1/workspaces/${on.workspaceId}`;
  to.say(
    '',
    to.style('bold', 'Still running'),
    `  Server     ${on.url} (API: ${on.url}/openapi.json)`,
    `  Token      ${on.token}`,
    `  Data       ${on.directory} (removed at the end)`,
    `  Activity   curl -H 'Authorization: Bearer ${on.token}' ${api}/events`,
    `  Kept back  curl -H 'Authorization: Bearer ${on.token}' '${api}/events?verdict=quarantine'`,
    `  Let it go  curl -H 'Authorization: Bearer ${on.token}' -H 'content-type: application/json' \\`,
    `               -d '{"eventIds":["${spam[0]?.id ?? ''}"]}' ${api}/events/release`,
    '  Ctrl-C stops everything.',
  );
  process.off('SIGINT', leave).off('SIGTERM', leave);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
}
