import type { IdentitySettings } from '@handoff/shared/api';
import { type Transaction, sql } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { valueRows } from '../../store/values.ts';
import { type Choices, heldConsent, heldFields } from './held.ts';
import { recordsOfPersons } from './records.ts';

const PERSONS_PER_STATEMENT = 200;

/** Chooses anew what is held of these persons; who has no record left is nobody any more, and goes. */
export async function refreshPersons(
  trx: Transaction<Schema>,
  workspaceId: string,
  personIds: string[],
  settings: IdentitySettings,
  now: number,
): Promise<void> {
  const ids = [...new Set(personIds)];
  for (let start = 0; start < ids.length; start += PERSONS_PER_STATEMENT) {
    await refreshSome(trx, workspaceId, ids.slice(start, start + PERSONS_PER_STATEMENT), settings, now);
  }
}

async function refreshSome(
  trx: Transaction<Schema>,
  workspaceId: string,
  ids: string[],
  settings: IdentitySettings,
  now: number,
): Promise<void> {
  const records = Map.groupBy(await recordsOfPersons(trx, ids), ({ personId }) => personId);
  const persons = await trx.selectFrom('persons').select(['id', 'fields', 'merged_into']).where('id', 'in', ids).execute();
  const held = persons.flatMap(({ id, fields }) => {
    const own = records.get(id);
    if (own === undefined) return [];
    const before = JSON.parse(fields) as Choices;
    return [{ id, fields: JSON.stringify(heldFields(own, settings, before)), consent: JSON.stringify(heldConsent(own)) }];
  });
  if (held.length > 0) {
    await sql`
      with held(id, fields, consent) as (${valueRows({ id: 'text', fields: 'text', consent: 'text' }, held)})
      update persons set fields = held.fields, consent = held.consent, updated_at = ${now} from held where persons.id = held.id`.execute(
      trx,
    );
  }
  const empty = persons.filter(({ id, merged_into: into }) => !records.has(id) && into === null).map(({ id }) => id);
  if (empty.length > 0) await forget(trx, workspaceId, empty);
}

/** What was decided about somebody of whom nothing is kept. */
async function forget(trx: Transaction<Schema>, workspaceId: string, ids: string[]): Promise<void> {
  await trx
    .deleteFrom('person_suggestions')
    .where('workspace_id', '=', workspaceId)
    .where((where) => where.or([where('person_a', 'in', ids), where('person_b', 'in', ids)]))
    .execute();
  await trx
    .deleteFrom('persons')
    .where('workspace_id', '=', workspaceId)
    .where((where) => where.or([where('id', 'in', ids), where('merged_into', 'in', ids)]))
    .execute();
}
