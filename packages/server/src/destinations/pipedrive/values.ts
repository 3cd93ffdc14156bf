import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';

/** A Pipedrive number, as a number or as the text an earlier step gives. */
export const RecordId = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^\d{1,15}$/, 'A Pipedrive ID has digits only.')
    .transform(Number),
]);

const isTable = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether what is there holds what is sent; Pipedrive adds parts of its own to addresses and amounts. */
export function holds(kept: unknown, sent: unknown): boolean {
  if (sent === null) return kept === null || kept === undefined || kept === '';
  if (Array.isArray(sent)) {
    return Array.isArray(kept) && sent.length === kept.length && sent.every((part, index) => holds(kept[index], part));
  }
  if (isTable(sent)) return isTable(kept) && Object.entries(sent).every(([key, part]) => holds(kept[key], part));
  if (typeof sent === 'string') return typeof kept === 'string' && kept.trim() === sent.trim();
  return typeof sent === 'number' ? Number(kept) === sent : kept === sent;
}

/** The members of `wanted` the record does not hold yet; custom fields one by one. Undefined members are left alone. */
export function changesTo(
  record: Record<string, unknown>,
  { custom_fields: custom = {}, ...wanted }: Record<string, unknown> & { custom_fields?: Record<string, unknown> },
): Record<string, unknown> {
  const differing = (kept: Record<string, unknown>, sent: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(sent).filter(([key, value]) => value !== undefined && !holds(kept[key], value)));
  const changed = differing(record, wanted);
  const customChanged = differing(isTable(record['custom_fields']) ? record['custom_fields'] : {}, custom);
  return { ...changed, ...(Object.keys(customChanged).length === 0 ? {} : { custom_fields: customChanged }) };
}

/** What Pipedrive kept otherwise than it was sent, as far as its answer shows it. `paths` are our names of its members. */
export function differencesFrom(sent: Record<string, unknown>, kept: Record<string, unknown>, paths: Record<string, string>): Problem[] {
  const compare = (path: string, value: unknown, stored: unknown): Problem[] => {
    if (holds(stored, value)) return [];
    const now = stored === undefined || stored === null ? 'nothing' : `"${show(stored)}"`;
    return [{ path, message: `Pipedrive kept ${now} instead of "${show(value)}".` }];
  };
  const custom = isTable(sent['custom_fields']) ? Object.entries(sent['custom_fields']) : [];
  const keptCustom = isTable(kept['custom_fields']) ? kept['custom_fields'] : undefined;
  return [
    ...Object.entries(paths).flatMap(([member, path]) =>
      sent[member] === undefined || !Object.hasOwn(kept, member) ? [] : compare(path, sent[member], kept[member]),
    ),
    ...(keptCustom === undefined ? [] : custom.flatMap(([code, value]) => compare(`/customFields/${code}`, value, keptCustom[code]))),
  ];
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
