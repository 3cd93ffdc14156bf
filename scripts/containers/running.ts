import { fails } from './docker.ts';
import type { Findings } from '../lib/findings.ts';
import type { Project } from './project.ts';

/** How a server's container is confined, seen from inside it. */
export async function checkConfined(findings: Findings, { exec }: Project, service: string): Promise<void> {
  const status = await exec(service, 'cat', '/proc/1/status');
  const of = (field: string) => new RegExp(`^${field}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
  findings.check(`${service}: runs as somebody who is not root`, of('Uid') === '1000', `uid ${of('Uid')}`);
  findings.check(`${service}: no capabilities, and no way to gain any`, /^0+$/.test(of('CapBnd')) && of('NoNewPrivs') === '1');
  findings.check(`${service}: system calls are filtered`, of('Seccomp') === '2');
  const program = (await exec(service, 'cat', '/proc/1/cmdline')).split('\0')[0];
  findings.check(`${service}: process 1 is Node itself, so that signals reach it`, program === 'node', program);
  const writable = await Promise.all(['/handoff/x', '/usr/x', '/home/node/x'].map((path) => fails(exec(service, 'touch', path))));
  findings.check(`${service}: its file system is read-only`, writable.every(Boolean));
  findings.check(
    `${service}: its data folder is nobody else’s`,
    (await exec(service, 'stat', '-c', '%a %U', '/data')).trim() === '700 node',
  );
  findings.check(`${service}: doctor finds nothing wrong`, !(await fails(exec(service, 'handoff', 'doctor'))));
}

/** Told to stop, it ends by itself, within the time that it is given. */
export async function checkStop(findings: Findings, { compose, inspect }: Project, service: string): Promise<void> {
  const began = performance.now();
  await compose(['stop', service]);
  const code = await inspect(service, '.State.ExitCode');
  findings.check(
    `${service}: told to stop, it ends by itself`,
    code === 0,
    `code ${String(code)}, ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
}
