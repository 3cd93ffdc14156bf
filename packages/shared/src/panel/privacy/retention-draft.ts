import { RETENTION_KINDS, type RetentionDays, type RetentionKind, type RetentionSettings } from '../../api/privacy.ts';

/** Days as typed, by kind; empty: the server's default. */
export type RetentionDraft = Record<RetentionKind, string>;

export function retentionDraft(own: RetentionSettings): RetentionDraft {
  const typed = RETENTION_KINDS.map((kind) => [kind, own[kind] === undefined ? '' : String(own[kind])]);
  return Object.fromEntries(typed) as RetentionDraft;
}

/** What a draft says, or which kinds are not a number of days within the bounds. */
export function readRetentionDraft(
  draft: RetentionDraft,
  bounds: { min: RetentionDays; max: RetentionDays },
): { settings: RetentionSettings; wrong: RetentionKind[] } {
  const settings: RetentionSettings = {};
  const wrong: RetentionKind[] = [];
  for (const kind of RETENTION_KINDS) {
    const text = draft[kind].trim();
    if (text === '') continue;
    const days = Number(text);
    if (Number.isInteger(days) && days >= bounds.min[kind] && days <= bounds.max[kind]) settings[kind] = days;
    else wrong.push(kind);
  }
  return { settings, wrong };
}
