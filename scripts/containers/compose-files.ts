import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { docker, fails } from './docker.ts';
import type { Findings } from '../lib/findings.ts';
import { IMAGE, openProject, type Project } from './project.ts';
import { checkConfined, checkStop } from './running.ts';
import { pairSite, type Site } from '../lib/site.ts';

const PUBLIC_URL = { HANDOFF_PUBLIC_URL: 'https://handoff.example.com' };
const EVENTS = 20;

/** deploy/compose.sqlite.yaml: one server, whose volume is all there is. */
export async function checkSqlite(findings: Findings): Promise<void> {
  const front = { service: 'handoff', port: 8787 };
  const project = await openProject({ file: 'compose.sqlite.yaml', servers: ['handoff'], front, env: PUBLIC_URL });
  try {
    await project.up();
    await checkConfined(findings, project, 'handoff');
    const site = await siteOf(project);
    await sendSome(site);
    await delivered(findings, 'sqlite: what a paired site sends comes to the webhook', site);
    await checkStop(findings, project, 'handoff');
    await keeps(findings, 'sqlite', project, site);
    const copied = !(await fails(project.exec('handoff', 'handoff', 'backup', '/data/copy.sqlite')));
    findings.check('sqlite: a backup is made while it runs', copied);
  } finally {
    await project.close();
  }
}

/** deploy/compose.postgres.yaml: two servers behind nginx, restarted and killed while events come in. */
export async function checkPostgres(findings: Findings): Promise<void> {
  const env = {
    ...PUBLIC_URL,
    POSTGRES_PASSWORD: randomBytes(12).toString('hex'),
    HANDOFF_SECRET_KEYS: (await docker(['run', '--rm', IMAGE, 'rotate-keys', '--print'])).trim(),
    // Beside a network that is there under the shipped addresses.
    HANDOFF_NETWORK: '172.30.88',
  };
  const servers = ['handoff-1', 'handoff-2'];
  const project = await openProject({ file: 'compose.postgres.yaml', servers, front: { service: 'proxy', port: 80 }, env });
  try {
    await project.up();
    for (const server of servers) await checkConfined(findings, project, server);
    const site = await siteOf(project);
    await undisturbed(findings, 'postgres: servers replaced one after the other', site, async () => {
      for (const server of servers) {
        await project.compose(['up', '-d', '--no-deps', '--force-recreate', server]);
        await project.untilHealthy(server);
      }
    });
    await undisturbed(findings, 'postgres: a server killed and started again', site, async () => {
      await project.compose(['kill', 'handoff-1']);
      await project.compose(['up', '-d', '--no-deps', 'handoff-1']);
      await project.untilHealthy('handoff-1');
    });
    for (const server of servers) await checkStop(findings, project, server);
    await keeps(findings, 'postgres', project, site);
  } finally {
    await project.close();
  }
}

/** With a token made as an operator makes it, inside a container. */
async function siteOf(project: Project): Promise<Site> {
  const token = (await project.exec(project.servers[0] as string, 'handoff', 'token', 'create')).trim();
  return pairSite({ url: project.url, token, receiverUrl: project.receiverUrl, received: project.received });
}

async function sendSome(site: Site): Promise<void> {
  for (let sent = 0; sent < EVENTS; sent += 1) await site.send();
}

async function delivered(findings: Findings, name: string, site: Site): Promise<void> {
  const { acknowledged, lost, doubled } = await site.outcome();
  findings.check(name, acknowledged > 0 && lost === 0 && doubled === 0, `${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled`);
}

/** Does something while events stream in, none of which is sent twice: all must be taken at once, and delivered. */
async function undisturbed(findings: Findings, name: string, site: Site, act: () => Promise<void>): Promise<void> {
  const stream = site.stream();
  await act();
  const statuses = await stream.stop();
  const others = Object.entries(statuses).filter(([status]) => status !== '202');
  findings.check(
    `${name}: nothing is refused`,
    others.length === 0,
    `${statuses[202] ?? 0} taken, other answers ${JSON.stringify(others)}`,
  );
  await delivered(findings, `${name}: nothing is lost`, site);
}

/** Taken down and brought up again, with other containers on the same volume. */
async function keeps(findings: Findings, name: string, project: Project, site: Site): Promise<void> {
  const latest = async () => {
    const { items } = await site.client('listEvents', { params: { workspaceId: site.workspaceId }, query: { limit: 100 } });
    return items.map(({ id }) => id);
  };
  await project.up();
  const before = await latest();
  await project.compose(['down']);
  await project.up();
  const same = before.length > 0 && isDeepStrictEqual(before, await latest());
  findings.check(`${name}: events survive down and up`, same, `the latest ${before.length}`);
  await sendSome(site);
  await delivered(findings, `${name}: the site stays paired, and its credentials open`, site);
}
