import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from './outcome.ts';
import type { Seen } from './secrets.ts';
import type { Stage } from './stage.ts';
import type { Voice } from './voice.ts';

/** Everything this run showed, logged, would export and stored. The key file is left out: it is where a secret belongs. */
export async function collectSeen(stage: Stage, voice: Voice, outcomes: readonly Outcome[]): Promise<Seen[]> {
  const { client, workspaceId, directory, handoff } = stage;
  const params = { workspaceId };
  const asJson = async (where: string, answer: Promise<unknown>) => ({ where, text: JSON.stringify(await answer) });
  const files = (await readdir(directory)).filter((name) => name.startsWith('handoff.sqlite'));
  const seen = [
    { where: "the demo's own output", text: voice.transcript() },
    { where: "the server's log", text: handoff.log() },
    { where: 'the events and attempts', text: JSON.stringify(outcomes) },
    { where: 'the exported workspace', text: await handoff.run('export') },
    await asJson('the connections', client('listConnections', { params })),
    await asJson('the alerts', client('listAlerts', { params })),
    await asJson('the audit', client('listAudit', { params, query: { limit: 200 } })),
    { where: 'the database', text: (await Promise.all(files.map((name) => readFile(join(directory, name), 'latin1')))).join('\n') },
  ];
  const empty = seen.find(({ text }) => text.trim() === '');
  // Searching in nothing finds nothing: that must not pass for clean.
  if (empty !== undefined) throw new Error(`There is nothing in ${empty.where} to search for secrets.`);
  return seen;
}
