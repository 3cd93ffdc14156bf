import type { Flow } from '../../index.ts';

export interface Use {
  flow: Flow;
  /** It runs on real events now, or shows in shadow what it would send; else only its draft uses the connection. */
  live: boolean;
}

/** The flows with a step that sends to a connection. */
export function usesOf(connectionId: string, flows: readonly Flow[]): Use[] {
  return flows.flatMap((flow) => {
    const sends = (version: Flow['draft']) => version?.spec.steps.some(({ connection }) => connection === connectionId) === true;
    const live = sends(flow.published) || sends(flow.shadow);
    return live || sends(flow.draft) ? [{ flow, live }] : [];
  });
}
