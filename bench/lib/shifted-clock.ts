import { readFileSync } from 'node:fs';

/**
 * Preloaded into a server (`node --import`), so that hours pass for it in a moment: its clock is ahead of the machine's
 * by the milliseconds in the file that CLOCK_SHIFT_FILE names, which is looked at again and again.
 */
const file = process.env['CLOCK_SHIFT_FILE'] ?? '';
const LOOK_EVERY_MS = 20;
const RealDate = Date;
let shift = 0;
shift = read();
setInterval(() => void (shift = read()), LOOK_EVERY_MS).unref();

function read(): number {
  const written = Number(readFileSync(file, 'utf8'));
  // Read while it was being written.
  return Number.isFinite(written) && written >= shift ? written : shift;
}

const now = () => RealDate.now() + shift;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], self) => Reflect.construct(target, given.length === 0 ? [now()] : given, self),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
