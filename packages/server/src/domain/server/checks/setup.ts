import { stat } from 'node:fs/promises';
import type { Config } from '../../../config/config.ts';
import { type Check, count } from './check.ts';

const HOUR_MS = 3_600_000;
/** A nightly backup that took its time is still in order. */
const OLD_HOURS = 26;

/** What only the person who set the server up can put right. */
export function checkSetup(config: Pick<Config, 'publicUrl' | 'mail'>): Check[] {
  return [checkPublicUrl(config.publicUrl), checkMail(config.mail)];
}

function checkPublicUrl(publicUrl: string | undefined): Check {
  const name = 'public address';
  if (publicUrl === undefined)
    return {
      name,
      status: 'warning',
      message: 'HANDOFF_PUBLIC_URL is not set, so only sites on this machine can be paired. Set it to the https address of your proxy.',
    };
  const { protocol, pathname, hostname } = new URL(publicUrl);
  const local = /^(localhost|127\.|\[::1\])/.test(hostname);
  if (pathname !== '/')
    return { name, status: 'problem', message: `${publicUrl} has a path. Sites look for the server at the root of an address of its own.` };
  if (protocol !== 'https:' && !local)
    return { name, status: 'problem', message: `${publicUrl} is not https: whoever listens in could read events. Put TLS in front.` };
  return local
    ? { name, status: 'warning', message: `${publicUrl} is this machine: no site elsewhere reaches it.` }
    : { name, status: 'ok', message: `Sites reach this server at ${publicUrl}.` };
}

function checkMail(mail: Config['mail']): Check {
  return mail === undefined
    ? {
        name: 'mail',
        status: 'warning',
        message: 'No mail server is set (HANDOFF_MAIL_URL, HANDOFF_MAIL_FROM): alerts and sign-in links cannot be mailed.',
      }
    : { name: 'mail', status: 'ok', message: `Alerts and sign-in links are mailed from ${mail.from}.` };
}

/** Whether the newest backup is there and from today; its content `handoff restore` looks at. */
export async function checkBackup(file: string, now: number): Promise<Check> {
  const name = 'backup';
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || found.size === 0)
    return { name, status: 'problem', message: `There is no backup at ${file}. Run \`handoff backup\` every night.` };
  const hours = Math.floor((now - found.mtimeMs) / HOUR_MS);
  return hours > OLD_HOURS
    ? { name, status: 'problem', message: `The backup ${file} is ${count(hours, 'hour')} old. See why no newer one was made.` }
    : { name, status: 'ok', message: `The backup ${file} is ${count(Math.max(0, hours), 'hour')} old.` };
}
