import type { Flow, FlowVersion } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import type { z } from 'zod';
import { toIso, toIsoOrNull } from '../times.ts';
import type { FoundFlow, VersionRow } from './find.ts';

export type FlowView = z.output<typeof Flow>;
export type VersionView = z.output<typeof FlowVersion>;

/** A flow as the API shows it. */
export function flowView({ row, draft, shadow, published }: FoundFlow): FlowView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    owner: row.owner,
    ownerId: row.owner_member_id,
    createdAt: toIso(row.created_at),
    draft: draft === undefined ? null : versionView(draft),
    shadow: shadow === undefined ? null : versionView(shadow),
    published: published === undefined ? null : versionView(published),
    driftCheckedAt: toIsoOrNull(row.drift_checked_at),
  };
}

export function versionView(row: VersionRow): VersionView {
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    spec: specOf(row),
    createdBy: row.created_by,
    createdAt: toIso(row.created_at),
    publishedAt: toIsoOrNull(row.published_at),
  };
}

/** What a version does. It was checked when it was saved. */
export function specOf(row: Pick<VersionRow, 'spec'>): FlowSpec {
  return JSON.parse(row.spec) as FlowSpec;
}
