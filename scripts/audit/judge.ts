import { z } from 'zod';

/** What `npm audit --json` says; members we do not read are left out. */
export const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string(), severity: z.string() })])),
    }),
  ),
});

/** An advisory that does not concern us, why, and until when somebody vouches for it. */
export const Allowed = z.array(
  z.strictObject({ advisory: z.string().regex(/^GHSA(-[\w]{4}){3}$/), reason: z.string().min(20), until: z.iso.date() }),
);
export type Allowed = z.infer<typeof Allowed>;

export interface Verdict {
  ok: boolean;
  lines: string[];
}

/** Every advisory must be allowed, with a reason that has not run out. `today`: `2026-11-21`. */
export function judge(report: z.infer<typeof Report>, allowed: Allowed, today: string): Verdict {
  const found = new Map<string, string>();
  for (const [name, { via }] of Object.entries(report.vulnerabilities))
    for (const advisory of via)
      if (typeof advisory !== 'string') {
        const id = advisory.url.split('/').at(-1) ?? advisory.url;
        found.set(id, `${name}: ${advisory.title} (${advisory.severity}, ${id})`);
      }
  const refused = [...found].flatMap(([id, words]) => {
    const entry = allowed.find(({ advisory }) => advisory === id);
    if (entry === undefined) return [`${words}. Update the package, or say in scripts/audit/allowed.json why it does not concern us.`];
    return entry.until < today ? [`${words}. It was allowed until ${entry.until}: look again.`] : [];
  });
  const stale = allowed
    .filter(({ advisory }) => !found.has(advisory))
    .map(({ advisory }) => `${advisory} is allowed but no longer reported: take it off the list.`);
  const count = `${found.size} advisories in what ships, ${found.size - refused.length} of them allowed.`;
  return { ok: refused.length === 0 && stale.length === 0, lines: [...refused, ...stale, count] };
}
