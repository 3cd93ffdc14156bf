import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { docker, fails } from './docker.ts';
import type { Findings } from '../lib/findings.ts';

const IMAGE = 'handoff-check/systemd';
const NAME = 'handoff-check-systemd';
/** What systemd needs to confine services; less than `--privileged`, which not every machine may give. */
const CAPABILITIES = ['SYS_ADMIN', 'SYS_PTRACE', 'NET_ADMIN', 'SYS_CHROOT', 'DAC_READ_SEARCH', 'SYS_NICE'];
const READY_MS = 60_000;
const READY = `fetch('http://127.0.0.1:8787/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;

/** deploy/*.service on a real systemd, which is process 1 of a container. */
export async function checkUnits(findings: Findings): Promise<void> {
  await docker(['build', '-f', join(import.meta.dirname, 'systemd.Dockerfile'), '-t', IMAGE, 'deploy']);
  const may = CAPABILITIES.flatMap((capability) => ['--cap-add', capability]);
  const open = ['--security-opt', 'seccomp=unconfined', '--security-opt', 'systempaths=unconfined'];
  const mounts = ['--tmpfs', '/run', '--tmpfs', '/run/lock', '-v', '/sys/fs/cgroup:/sys/fs/cgroup'];
  await docker(['run', '-d', '--name', NAME, '--network=none', ...may, ...open, ...mounts, IMAGE]);
  try {
    await checkService(findings);
    await checkBackup(findings);
    await inside('systemctl', 'stop', 'handoff');
    findings.check('handoff.service: told to stop, it ends by itself', (await shown('handoff', 'Result')) === 'success');
  } finally {
    await docker(['rm', '-f', NAME]);
  }
}

async function checkService(findings: Findings): Promise<void> {
  await until(() => inside('systemctl', 'is-system-running', '--wait'));
  await inside('systemctl', 'enable', '--now', 'handoff');
  await until(() => inside('node', '-e', READY));
  const mainPid = await shown('handoff', 'MainPID');
  const status = await inside('cat', `/proc/${mainPid}/status`);
  const confined = /^CapBnd:\t0+$/m.test(status) && /^NoNewPrivs:\t1$/m.test(status) && /^Seccomp:\t2$/m.test(status);
  findings.check('handoff.service: answers, as somebody who is not root, without capabilities', confined && !/^Uid:\t0/m.test(status));
  const asServer = (...command: string[]) => inside('nsenter', '-t', mainPid, '-m', ...command);
  const writable = await Promise.all(['/opt/handoff/x', '/usr/x', '/etc/x', '/home/x'].map((path) => fails(asServer('touch', path))));
  findings.check(
    'handoff.service: writes to its own folder only',
    writable.every(Boolean) && !(await fails(asServer('touch', '/var/lib/handoff/x'))),
  );
  findings.check('handoff.service: exposure by systemd’s own reckoning', (await exposure('handoff')) <= 2, await exposure('handoff'));

  await inside('kill', '-9', mainPid);
  await until(async () => {
    if ((await shown('handoff', 'MainPID')) === mainPid) throw new Error('still the same');
    return inside('node', '-e', READY);
  });
  findings.check('handoff.service: killed, it is started again', (await shown('handoff', 'NRestarts')) === '1');
}

async function checkBackup(findings: Findings): Promise<void> {
  const made = !(await fails(inside('systemctl', 'start', 'handoff-backup')));
  const copies = (await inside('ls', '/var/backups/handoff')).trim();
  findings.check('handoff-backup.service: makes a copy while the server runs', made && copies.endsWith('.sqlite'), copies);
  findings.check(
    'handoff-backup.service: exposure by systemd’s own reckoning',
    (await exposure('handoff-backup')) <= 2,
    await exposure('handoff-backup'),
  );
  await inside('systemctl', 'enable', '--now', 'handoff-backup.timer');
  findings.check(
    'handoff-backup.timer: waits for the night',
    (await inside('systemctl', 'list-timers')).includes('handoff-backup.service'),
  );
}

const inside = (...command: string[]): Promise<string> => docker(['exec', NAME, ...command]);

const shown = async (unit: string, property: string): Promise<string> =>
  (await inside('systemctl', 'show', '--value', '-p', property, unit)).trim();

/** From 0, confined in all that systemd knows, to 10. */
async function exposure(unit: string): Promise<number> {
  const told = await inside('systemd-analyze', 'security', '--no-pager', `${unit}.service`);
  return Number(/exposure level for \S+: ([\d.]+)/.exec(told)?.[1]);
}

async function until(works: () => Promise<unknown>): Promise<void> {
  const late = performance.now() + READY_MS;
  while (await fails(works())) {
    if (performance.now() > late)
      throw new Error(`systemd: not within ${READY_MS / 1000} s. ${await inside('journalctl', '--no-pager', '-n', '20')}`);
    await pause(500);
  }
}
