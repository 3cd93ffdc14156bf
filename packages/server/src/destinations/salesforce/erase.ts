import { unlessGone, type CallContext, type Erased, type PersonAtVendor } from '../kit/index.ts';
import { queryBy } from './read.ts';
import { DATA, type Settings } from './settings.ts';

const OBJECTS: Record<string, string> = { upsertLead: 'Lead', upsertContact: 'Contact', createTask: 'Task' };

/** Deletes the leads and contacts with this address, and the tasks we made. Accounts and opportunities are the business's own. */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<Erased> {
  for (const { operation, id } of records) {
    const object = OBJECTS[operation];
    if (object !== undefined) await remove(ctx, object, id);
  }
  if (email !== undefined) {
    for (const object of ['Lead', 'Contact']) {
      const found = await queryBy(ctx, object, ['Id'], { field: 'Email', values: [email.trim().toLowerCase()] });
      for (const { Id } of found) if (Id !== undefined) await remove(ctx, object, Id);
    }
  }
  return {
    stays:
      'Salesforce keeps what was deleted in its recycle bin for 15 days, unless you empty it. Accounts and opportunities stay; where they hold the person’s name, change it there.',
  };
}

async function remove(ctx: CallContext<Settings>, object: string, id: string): Promise<void> {
  await unlessGone(ctx.call({ method: 'DELETE', path: `${DATA}/sobjects/${object}/${encodeURIComponent(id)}` }));
}
