import type { Selectable } from 'kysely';
import { isRoleMailbox, normaliseEmail } from '../../identity/email.ts';
import type { Schema } from '../../store/schema.ts';
import type { Reach } from '../reach.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { readTime, type StandingOptOut } from './consent.ts';
import type { Held, HeldConsent, HeldFields } from './held.ts';
import type { StoredRecord } from './records.ts';

type PersonRow = Selectable<Schema['persons']>;

/**
 * A person as the API shows them: to a site's panel, what its own source said. `records`: those the caller reaches; `optOuts`: those
 * that stand for their addresses, whoever said so, by the records' ids.
 */
export function personView(
  row: PersonRow,
  records: Pick<StoredRecord, 'id' | 'contact'>[],
  optOuts: ReadonlyMap<string, StandingOptOut[]>,
  { sourceId }: Reach,
) {
  const reached = new Set(records.map(({ id }) => id));
  const held = JSON.parse(row.fields) as HeldFields;
  const fields = Object.entries(held)
    .filter(([, value]) => sourceId === undefined || (value.sourceId === sourceId && value.rule !== 'append'))
    .map(([field, value]): [string, ReturnType<typeof heldView>] => [field, heldView(value, sourceId)]);
  return {
    id: row.id,
    kind: isDesk(held) ? ('company' as const) : ('person' as const),
    fields: Object.fromEntries(fields),
    consent: [
      // Of persons nothing was heard of since an earlier version, no kind is kept.
      ...(JSON.parse(row.consent) as (Omit<HeldConsent, 'kind'> & Partial<HeldConsent>)[])
        .filter(({ recordId }) => reached.has(recordId))
        .map((consent) => ({ ...consent, kind: consent.kind ?? null, at: isoOrNull(consent.at), givenFor: null })),
      ...optOutsOfOthers(records, optOuts),
    ],
    records: records.length,
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
  };
}

/** Of each opt-out that somebody else gave, once: the record of this person whose address it stands for. */
function optOutsOfOthers(records: Pick<StoredRecord, 'id' | 'contact'>[], optOuts: ReadonlyMap<string, StandingOptOut[]>) {
  const own = new Set(records.map(({ id }) => id));
  const others = records.flatMap(({ id, contact }) =>
    (optOuts.get(id) ?? [])
      .filter(({ recordId }) => !own.has(recordId))
      .map(({ recordId, said: { channel, state, at = null } }) => {
        const givenFor = (channel === 'email' ? contact.email : contact.phone) ?? null;
        return [`${recordId} ${channel}`, { channel, state, at: isoOrNull(at), kind: null, recordId: id, givenFor }] as const;
      }),
  );
  return [...new Map(others).values()];
}

function isDesk({ email, name, firstName, lastName }: HeldFields): boolean {
  const address = email === undefined ? undefined : normaliseEmail(email.value);
  return address !== undefined && isRoleMailbox(address) && (name ?? firstName ?? lastName) === undefined;
}

/** Sources write times with an offset, or not well. */
function isoOrNull(at: string | null): string | null {
  const time = readTime(at ?? undefined);
  return time === undefined ? null : toIso(time);
}

function heldView({ value, recordId, sourceId, eventId, at, rule, waiting = [] }: Held, reachedSource: string | undefined) {
  const shown = waiting.filter((other) => reachedSource === undefined || other.sourceId === reachedSource);
  return { value, recordId, sourceId, eventId, at: toIso(at), rule, waiting: shown.map((other) => ({ ...other, at: toIso(other.at) })) };
}

export function recordView({ id, sourceId, eventId, contact, joinedBy, firstAt, lastAt }: StoredRecord) {
  return { id, sourceId, eventId, contact: { ...contact }, joinedBy, firstAt: toIso(firstAt), lastAt: toIso(lastAt) };
}

export function mergeView(row: Selectable<Schema['person_merges']>) {
  return {
    id: row.id,
    intoPerson: row.into_person,
    fromPerson: row.from_person,
    records: (JSON.parse(row.record_ids) as string[]).length,
    reason: row.reason,
    mergedAt: toIso(row.merged_at),
    mergedBy: row.merged_by,
    undoneAt: toIsoOrNull(row.undone_at),
    undoneBy: row.undone_by,
  };
}
