import type { FlowSpec } from '../../flow/flow.ts';

/** Whether a flow runs on what a source sends; without any named, on what all of them send. */
export function runsFor({ trigger: { sources = [] } }: FlowSpec, sourceId: string): boolean {
  return sources.length === 0 || sources.includes(sourceId);
}

/** The same flow, for this source too. A site that was connected anew is another source than before. */
export function alsoFor(spec: FlowSpec, sourceId: string): FlowSpec {
  if (runsFor(spec, sourceId)) return spec;
  return { ...spec, trigger: { ...spec.trigger, sources: [...(spec.trigger.sources ?? []), sourceId] } };
}
