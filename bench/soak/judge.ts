import type { Fault } from './faults.ts';
import type { Told } from './mailbox.ts';

export interface Judged {
  alerted: Fault[];
  /** With how often it was told as new. */
  wrong: { fault: Fault; times: number }[];
  late: { fault: Fault; byMs: number }[];
  /** Told of nothing that went wrong, or to somebody whom it does not concern. */
  stray: Told[];
}

/** Holds what people were told against what went wrong: each fault once, to its owner, in time; and nothing else. */
export function judgeTold(faults: readonly Fault[], told: readonly Told[]): Judged {
  const opened = told.filter(({ state }) => state === 'opened' || state === 'again');
  const explained = new Set<Told>();
  const judged: Judged = { alerted: [], wrong: [], late: [], stray: [] };
  for (const fault of faults) {
    const inTime = opened.filter((one) => one.about === fault.about && one.at >= fault.from && one.at <= fault.until);
    const of = inTime.filter(({ kind, to }) => kind === fault.kind && to === fault.owner);
    of.forEach((one) => explained.add(one));
    for (const kind of fault.also ?? []) {
      const along = inTime.find((one) => one.kind === kind);
      if (along !== undefined) explained.add(along);
    }
    const deadline = fault.deadline();
    const [first] = of;
    if (of.length !== 1 || first === undefined || deadline === undefined) {
      judged.wrong.push({ fault, times: of.length });
      continue;
    }
    judged.alerted.push(fault);
    if (first.at > deadline) judged.late.push({ fault, byMs: first.at - deadline });
  }
  judged.stray = opened.filter((one) => !explained.has(one));
  return judged;
}
