import { fail, type Run } from '../run.ts';
import { bare, quote } from '../values.ts';
import { oneText } from './input.ts';

const LOCAL = /^[^\s"(),:;<>@[\\\]\p{C}]{1,64}$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;
const PLAIN = /^[\w!#$%&'*+/=?^`{|}~-]{1,64}(?:\.[\w!#$%&'*+/=?^`{|}~-]{1,64}){0,8}$/;
const PLAIN_DOMAIN = /^(?:[a-z0-9]{1,63}\.){1,5}[a-z]{2,63}$/;

/** An e-mail address, without space around it and with its domain in lower case; the part before the @ stays as typed. */
export function toEmail(value: unknown, run: Run): unknown {
  const text = oneText(value, run);
  if (typeof text !== 'string') return text;
  const given = bare(text);
  if (given === '') return undefined;
  const at = given.lastIndexOf('@');
  const local = given.slice(0, at);
  const domain = given.slice(at + 1).toLowerCase();
  if (at < 1 || given.length > 254 || !isLocal(local) || !isDomain(domain)) {
    return fail(
      run,
      `${quote(given)} is not a complete e-mail address like ada@example.com. Correct it, or map the field that holds the address.`,
    );
  }
  return `${local}@${domain}`;
}

function isLocal(local: string): boolean {
  if (local.length > 64) return false;
  if (PLAIN.test(local)) return true;
  return LOCAL.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
}

function isDomain(domain: string): boolean {
  if (PLAIN_DOMAIN.test(domain)) return domain.length <= 253;
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  return labels.length > 1 && top.length > 1 && !/^\d+$/.test(top) && labels.every((label) => LABEL.test(label));
}
