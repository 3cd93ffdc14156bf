import type { FlowSpec } from '@handoff/shared/flow';
import type { Findings } from '../lib/findings.ts';
import { pairSite, type Site } from '../lib/site.ts';
import { createGround, type Ground, type Version, type Versions } from './servers.ts';

const EVENTS = 10;

/** An upgrade that is taken back, and made again: one server after the other on the same data. */
export async function checkBack(findings: Findings, versions: Versions, databaseUrl: string | undefined): Promise<void> {
  const engine = databaseUrl === undefined ? 'SQLite' : 'PostgreSQL';
  const ground = await createGround(versions, databaseUrl);
  try {
    const port = await ground.port();
    const newer = await ground.start('now', port);
    const site = await siteOn(ground, newer.url);
    await works(findings, `${engine}: this version`, site);
    await newer.stop();

    const older = await ground.start('before', port);
    await works(findings, `${engine}: the version before on this schema`, site);
    await edits(findings, `${engine}: the version before on this schema`, site);
    await diagnoses(findings, engine, ground, 'before');
    await older.stop();

    await ground.start('now', port);
    await works(findings, `${engine}: this version, again`, site);
    await diagnoses(findings, engine, ground, 'now');
  } finally {
    await ground.close();
  }
}

/** A rollout half-way: servers of both versions on one PostgreSQL, each given half of what comes. */
export async function checkBeside(findings: Findings, versions: Versions, databaseUrl: string): Promise<void> {
  const ground = await createGround(versions, databaseUrl);
  try {
    const newer = await ground.start('now', await ground.port());
    const site = await siteOn(ground, newer.url);
    const older = await ground.start('before', await ground.port());
    const sent = await Promise.all(Array.from({ length: EVENTS * 4 }, (_, index) => site.send(index % 2 === 0 ? newer : older)));
    findings.check(
      'both versions at once on PostgreSQL: all is taken',
      sent.every((status) => status === 202),
    );
    await delivered(findings, 'both versions at once on PostgreSQL', site);
  } finally {
    await ground.close();
  }
}

async function siteOn(ground: Ground, url: string): Promise<Site> {
  const token = (await ground.command('now', 'token', 'create')).trim();
  return pairSite({ url, token, receiverUrl: ground.receiverUrl, received: ground.received });
}

/** Accepts, delivers, lists, and tells of each event. */
async function works(findings: Findings, who: string, { client, workspaceId, send, outcome }: Site): Promise<void> {
  const sent: number[] = [];
  for (let index = 0; index < EVENTS; index += 1) sent.push(await send());
  findings.check(
    `${who} accepts`,
    sent.every((status) => status === 202),
  );
  await delivered(findings, who, { outcome });

  const params = { workspaceId };
  const { items } = await client('listEvents', { params, query: { limit: 100 } });
  const { acknowledged } = await outcome();
  findings.check(`${who} lists what every version took`, items.length === acknowledged, `${items.length} of ${acknowledged}`);
  const told = await Promise.all(items.map(({ id }) => client('getEvent', { params: { ...params, eventId: id } })));
  findings.check(`${who} tells of each of them`, told.length === acknowledged);
}

async function delivered(findings: Findings, who: string, { outcome }: Pick<Site, 'outcome'>): Promise<void> {
  const { acknowledged, lost, doubled } = await outcome();
  findings.check(
    `${who}: what it took is delivered once`,
    lost === 0 && doubled === 0,
    `${acknowledged} taken, ${lost} lost, ${doubled} doubled`,
  );
}

/** Writes where people write: a flow that is made, changed and put away again. */
async function edits(findings: Findings, who: string, { client, workspaceId }: Site): Promise<void> {
  const params = { workspaceId };
  const [flow] = (await client('listFlows', { params })).items;
  const spec = flow?.published?.spec as FlowSpec;
  const { id: flowId } = await client('createFlow', { params, body: { name: 'A second one', spec } });
  const changed = { ...spec, trigger: { types: ['custom.other'] } };
  const draft = await client('saveDraft', { params: { ...params, flowId }, body: { spec: changed } });
  findings.check(`${who} takes changes`, draft.spec.trigger.types[0] === 'custom.other');
  await client('archiveFlow', { params: { ...params, flowId } });
}

async function diagnoses(findings: Findings, engine: string, ground: Ground, version: Version): Promise<void> {
  const said = await ground
    .command(version, 'doctor')
    .catch((error: { stdout?: string; message: string }) => `✗ ${error.stdout ?? error.message}`);
  const wrong = said.split('\n').filter((line) => line.startsWith('✗'));
  findings.check(
    `${engine}: doctor of ${version === 'now' ? 'this version' : 'the version before'} finds nothing wrong`,
    wrong.length === 0,
    wrong.join(' '),
  );
}
