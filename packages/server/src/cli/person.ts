import type { PersonReceipt } from '@handoff/shared/api';
import type { Command } from 'commander';
import { erasePerson } from '../domain/people/erase.ts';
import { exportPerson } from '../domain/people/export.ts';
import { getReceipt, listReceipts } from '../domain/people/receipts/list.ts';
import { runErasures } from '../domain/people/run-erasures.ts';
import type { Reach } from '../domain/reach.ts';
import type { Person } from '../identity/person.ts';
import { AppError } from '../observe/app-error.ts';
import type { Opened } from '../main.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { BY_COMMAND_LINE, withServer } from './context.ts';
import { note, say, sayJson, sayTable } from './print.ts';

interface Options {
  workspace?: string;
  json?: true;
  yes?: true;
}

/** `handoff person export|erase WHO`, `handoff person receipts [ID]`: what is kept of a person, and the proofs of what was done. */
export function personCommand(program: Command): void {
  const person = program.command('person').description('Hand out or erase what is kept of a person.');
  const workspace = ['--workspace <id or name>', 'the workspace; needed where there are several'] as const;

  person
    .command('export')
    .description('Print all that is kept of a person, as JSON.')
    .argument('<who>', 'their e-mail address or phone number')
    .option(...workspace)
    .action((who: string, options: Options) => withServer(({ deps }) => handOut(deps, who, options)));

  person
    .command('erase')
    .description('Erase what is kept of a person, ask destinations to do so too, and print the receipt.')
    .argument('<who>', 'their e-mail address or phone number')
    .option(...workspace)
    .option('--yes', 'do it; without it nothing is erased')
    .option('--json', 'the receipt as JSON')
    .action((who: string, options: Options) => withServer(({ deps }) => erase(deps, who, options)));

  person
    .command('receipts')
    .description('List receipts of exports and erasures, or print one.')
    .argument('[id]', 'a receipt (rcp_…)')
    .option(...workspace)
    .option('--json', 'as JSON')
    .action((id: string | undefined, options: Options) => withServer(({ deps }) => receipts(deps, id, options)));
}

async function handOut(deps: Opened['deps'], who: string, options: Options): Promise<void> {
  const reach = await reachOf(deps, options);
  const all: { persons: unknown[]; events: unknown[] } = { persons: [], events: [] };
  for (let before: number | null | undefined; before !== null;) {
    const page = await exportPerson(deps, reach, whoIs(who), before);
    all.persons.push(...page.persons);
    all.events.push(...page.items);
    before = page.next;
  }
  sayJson(all);
}

async function erase(deps: Opened['deps'], who: string, options: Options): Promise<void> {
  const reach = await reachOf(deps, options);
  if (options.yes !== true) {
    throw new AppError('invalid', 'Nothing was erased. This cannot be undone: look with `handoff person export`, then say --yes.');
  }
  let answer = await erasePerson(deps, reach, whoIs(who), undefined);
  while (answer.next !== null) answer = await erasePerson(deps, reach, whoIs(who), answer.next);
  await runErasures(deps);
  const receipt = await getReceipt(deps.store.db, reach, answer.receiptId);
  if (options.json) return sayJson(receipt);
  say(await pageOf(receipt));
  if (receipt.destinations.some(({ state }) => state === 'asked'))
    note('', 'A running server goes on asking destinations that did not answer.');
}

async function receipts(deps: Opened['deps'], id: string | undefined, options: Options): Promise<void> {
  const reach = await reachOf(deps, options);
  if (id !== undefined) {
    const receipt = await getReceipt(deps.store.db, reach, id);
    if (options.json) return sayJson(receipt);
    return say(await pageOf(receipt));
  }
  const items = await listReceipts(deps.store.db, reach, { open: false });
  if (options.json) return sayJson(items);
  if (items.length === 0) return say('No receipts.');
  sayTable(
    ['RECEIPT', 'WHAT', 'ASKED FOR', 'BY', 'EVENTS', 'LEFT TO DO BY HAND'],
    items.map((item) => [
      item.id,
      item.kind,
      item.requestedAt,
      item.requestedBy,
      String(item.counts.events),
      String(item.destinations.filter(({ state }) => state === 'by_hand').length),
    ]),
  );
}

/** What the panels share is loaded only where it is used: every command and the server start without it. */
async function pageOf(receipt: PersonReceipt): Promise<string> {
  const { receiptDocument } = await import('@handoff/shared/panel');
  return receiptDocument(receipt, (english) => english).trimEnd();
}

/** What has an @ is an address, all else a number. */
function whoIs(who: string): Person {
  const given = who.trim();
  if (given === '') throw new AppError('invalid', 'Say who: an e-mail address or a phone number.');
  if (given.includes('@')) return { email: given };
  // Nobody would be found, and the receipt would say that nothing is kept of them.
  if (!/\p{Nd}/u.test(given))
    throw new AppError(
      'invalid',
      `“${given}” is neither an e-mail address nor a phone number. People are found by these, not by their names.`,
    );
  return { phone: given };
}

async function reachOf({ store }: Opened['deps'], options: Options): Promise<Reach> {
  const { id } = await chooseWorkspace(store, options.workspace);
  return { workspaceId: id, sourceId: undefined, by: BY_COMMAND_LINE };
}
