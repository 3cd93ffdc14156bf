import { readFile } from 'node:fs/promises';
import type { DestinationDefinition } from '../../packages/server/src/destinations/kit/types.ts';
import { GENERATED, table } from './parts.ts';

const COMMON = `Every destination was built against the vendor's contract and a twin, none against a live account. This page is what a person with
accounts checks before a destination is called proven. Note the day, the account's kind and what differed in the destination's README
(\`packages/server/src/destinations/<type>/README.md\`); what differs from the twin is mended in the twin first.

## The same for each

1. Connect as its README says. The account's own name is shown, and no permission is missing.
2. Open a new flow: the fields listed are those of the account, its own ones included, with choices and required marks.
3. Send a contact form and an order of a shop through the first mapping, unedited. Both arrive, and no difference is reported.
4. Replay both: nothing is doubled, nothing changes.
5. Cut the network between call and answer (a firewall rule, five seconds after sending): the next try, or the look-up, makes no second record. Where there is no look-up the delivery is _uncertain_.
6. Take out a required field, misspell one, choose an option that is gone: the words say which field and what to do.
7. Send an opt-out of somebody who is subscribed, then an opt-in of the same person: they stay out. Import one event quietly: nobody is mailed.
8. End the access at the vendor: the connection is held, its owner told once; reconnect, and what waited goes out.
9. Send 200 events at once: all arrive, and no 429 is recorded.
10. Erase a person: what the receipt says is what the vendor shows. Remove the connection: the vendor lists the access no more.

## And in particular`;

/** What a person with live accounts checks, of each destination in its README's own words. */
export async function signOffPage(definitions: DestinationDefinition[]): Promise<string> {
  const rows = await Promise.all(definitions.map(({ type, title }) => rowOf(type, title)));
  return `${[GENERATED, '# Live sign-off', COMMON, table(['destination', 'needs', 'look at'], rows)].join('\n\n')}\n`;
}

async function rowOf(type: string, title: string): Promise<string[]> {
  const readme = await readFile(new URL(`../../packages/server/src/destinations/${type}/README.md`, import.meta.url), 'utf8');
  const [, needs, look] = /^## Live sign-off\n\n- Needs: (.+)\.\n- Look at: (.+)\.$/m.exec(readme) ?? [];
  if (needs === undefined || look === undefined)
    throw new Error(`The README of ${type} lacks its "Live sign-off": a line "- Needs: …." and a line "- Look at: ….".`);
  return [`[${title}](../../packages/server/src/destinations/${type}/README.md)`, needs, look];
}
