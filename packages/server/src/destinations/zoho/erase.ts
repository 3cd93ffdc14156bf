import { DestinationFailure, type CallContext, type Erased, type PersonAtVendor } from '../kit/index.ts';
import { UpsertAnswer } from './answers.ts';
import { classifyRecord } from './classify.ts';
import { parseAnswer, readRecords } from './read.ts';
import { API, type Settings } from './settings.ts';

const MODULES: Record<string, string> = { upsertLead: 'Leads', upsertContact: 'Contacts' };
/** Zoho deletes at most this many in one call. */
const AT_ONCE = 100;

/** Asked for at sign-in. A connection made before can do all but erase until it is signed in again. */
export const ERASURE_SCOPES = Object.values(MODULES).map((module) => `ZohoCRM.modules.${module.toLowerCase()}.DELETE`);

/** Deletes the leads and contacts with this address, and those we made. Accounts and deals are the business's own. */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<Erased> {
  for (const [operation, module] of Object.entries(MODULES)) {
    const ids = records.filter((record) => record.operation === operation).map(({ id }) => id);
    for (const some of inParts(ids))
      await remove(ctx, module, await readRecords(ctx, `/${module}`, { ids: some.join(','), fields: 'Email' }));
    if (email === undefined) continue;
    for (const some of inParts(await readRecords(ctx, `/${module}/search`, { email, fields: 'Email' }))) await remove(ctx, module, some);
  }
  return {
    stays:
      'Zoho CRM keeps what was deleted in its recycle bin for 60 days, unless you empty it. Accounts and deals stay; where they hold the person’s name, change it there.',
  };
}

function inParts<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) => items.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}

/** Only of what is there: Zoho refuses a call with an id it does not know. */
async function remove(ctx: CallContext<Settings>, module: string, found: { id: string }[]): Promise<void> {
  if (found.length === 0) return;
  const response = await ctx.call({ method: 'DELETE', path: `${API}/${module}`, query: { ids: found.map(({ id }) => id).join(',') } });
  const refused = parseAnswer(UpsertAnswer, response).data.find(({ code }) => code !== 'SUCCESS');
  if (refused !== undefined) throw new DestinationFailure(classifyRecord(refused), response);
}
