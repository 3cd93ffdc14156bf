import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceFile } from '@handoff/shared/api';
import { SourceSettings } from '../../sources/settings.ts';
import { createStripeSource } from '../source/create-stripe.ts';
import { createWebhookSource } from '../source/create-webhook.ts';
import { mergeSourceSettings } from '../source/settings.ts';
import { currentSigningSecret, setSigningSecret } from '../source/set-signing-secret.ts';
import { updateSource } from '../source/update.ts';
import type { SourceRow } from '../source/view.ts';
import { type Applying, attempt, keptSecret, reachOf, readSecret, refuse } from './applying.ts';

type WantedSource = WorkspaceFile['sources'][string];

/** Kinds that are made here; others come by pairing. */
const MADE_HERE: ReadonlySet<string> = new Set(['webhook', 'stripe']);

/** Makes the webhook and Stripe sources that are missing and changes the others. Sites and shops that are not paired yet are named in a note. */
export async function applySources(run: Applying): Promise<void> {
  const rows = await run.parts.store.db.selectFrom('sources').selectAll().where('workspace_id', '=', run.workspaceId).execute();
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  for (const [slug, wanted] of Object.entries(run.file.sources)) await applySource(run, slug, wanted, bySlug.get(slug));
}

async function applySource(run: Applying, slug: string, wanted: WantedSource, row: SourceRow | undefined): Promise<void> {
  const at = `/sources/${slug}`;
  if (wanted.signingSecret !== undefined && !MADE_HERE.has(wanted.kind)) {
    return refuse(run, at, [
      {
        path: `${at}/signingSecret`,
        message: 'Only sources of the kinds "webhook" and "stripe" have a signing secret; a paired site signs with its own key.',
      },
    ]);
  }
  if (row !== undefined && row.kind !== wanted.kind) {
    return refuse(run, at, [
      { path: `${at}/kind`, message: `The source "${slug}" is of the kind "${row.kind}". Choose another short name for this one.` },
    ]);
  }
  if (row === undefined && !MADE_HERE.has(wanted.kind)) {
    run.changes.push({ entry: `source ${slug}`, action: 'waiting', details: [] });
    run.notes.push(
      `The ${wanted.kind} source “${wanted.name}” (${slug}) is not paired yet: \`handoff connect\` makes a code for it. Pair it under a name that becomes "${slug}", then apply again.`,
    );
    return;
  }
  if (row !== undefined && row.revoked_at !== null) {
    run.changes.push({ entry: `source ${slug}`, action: 'waiting', details: [] });
    run.notes.push(
      `The source “${row.name}” (${slug}) was disconnected and was left as it is. Paired anew it gets another short name; use that in the file.`,
    );
    return;
  }
  const read = wanted.signingSecret === undefined ? undefined : readSecret(run, wanted.signingSecret, `${at}/signingSecret`);
  const isMissing = read !== undefined && 'message' in read;
  const held = row === undefined || !isMissing ? undefined : await currentSigningSecret(run.parts, row.id);
  if (isMissing && held === undefined) return refuse(run, at, [read]);
  if (isMissing) run.notes.push(keptSecret(wanted.name, 'signingSecret', wanted.signingSecret?.env ?? ''));
  const secret = isMissing ? undefined : read?.value;
  await attempt(run, at, () => (row === undefined ? create(run, slug, wanted, secret) : update(run, row, wanted, secret)));
}

async function create(run: Applying, slug: string, wanted: WantedSource, secret: string | undefined): Promise<void> {
  const { parts, workspaceId, by } = run;
  const request = { workspaceId, name: wanted.name, slug, settings: wanted.settings, by };
  const { id, hookUrl } = wanted.kind === 'stripe' ? await createStripeSource(parts, request) : await createWebhookSource(parts, request);
  if (secret !== undefined) await setSigningSecret(parts, reachOf(run), id, secret);
  if (wanted.kind === 'stripe')
    run.notes.push(
      `The source “${wanted.name}” (${slug}) waits for events at ${hookUrl}: enter that address in Stripe (Developers → Webhooks), name the secret Stripe then shows in the file as signingSecret, and apply again.`,
    );
  else if (secret === undefined)
    run.notes.push(
      `The source “${wanted.name}” (${slug}) got a secret that nobody has seen. Give it a new one over the API, or name one in the file as signingSecret.`,
    );
  run.changes.push({ entry: `source ${slug}`, action: 'created', details: [] });
}

async function update(run: Applying, row: SourceRow, wanted: WantedSource, secret: string | undefined): Promise<void> {
  const { parts } = run;
  const stored = JSON.parse(row.settings) as Record<string, unknown>;
  const merged = mergeSourceSettings(stored, wanted.settings);
  const details = [
    ...(row.name === wanted.name ? [] : ['name']),
    // As they work, with their defaults: to write a default out changes nothing.
    ...(isDeepStrictEqual(SourceSettings.parse(stored), SourceSettings.parse(merged)) ? [] : ['settings']),
  ];
  if (details.length > 0) await updateSource(parts, reachOf(run), row.id, { name: wanted.name, settings: wanted.settings });
  if (secret !== undefined && secret !== (await currentSigningSecret(parts, row.id))) {
    await setSigningSecret(parts, reachOf(run), row.id, secret);
    details.push('signing secret');
  }
  run.changes.push({ entry: `source ${row.slug}`, action: details.length === 0 ? 'unchanged' : 'updated', details });
}
