import type { AnswerOf, endpoints } from '../../../api/index.ts';
import type { Step } from '../../../flow/flow.ts';
import type { Flow } from '../../index.ts';
import { useWorkspaceId } from '../host.ts';
import { useServerAction } from '../server.ts';

type StepCheck = AnswerOf<(typeof endpoints)['checkDrift']>['items'][number];

/** What a check found of one step: what does not fit, or why nothing is known. */
export interface StepFinding extends Pick<StepCheck, 'drift' | 'unknown'> {
  key: string;
  /** As it is live; undefined where it was changed this instant. */
  step: Step | undefined;
}

export interface DriftCheck {
  /** Only what is on can drift away from anything. */
  isOn: boolean;
  check: () => void;
  isBusy: boolean;
  /** Steps with something to tell, empty where all is as it was; undefined until a check came back. */
  findings: readonly StepFinding[] | undefined;
  error: Error | null;
}

/** Compares what a flow fills with what its destinations have now, at a click. */
export function useDriftCheck(flow: Flow): DriftCheck {
  const workspaceId = useWorkspaceId();
  const { mutate, isPending, data, error } = useServerAction('checkDrift');
  const live = flow.published ?? flow.shadow;
  const told = data?.items.filter(({ drift, unknown }) => drift.length > 0 || unknown !== null);
  return {
    isOn: live !== null,
    check: () => mutate({ params: { workspaceId, flowId: flow.id } }),
    isBusy: isPending,
    findings: isPending
      ? undefined
      : told?.map(({ step: key, drift, unknown }) => ({ key, step: live?.spec.steps.find((one) => one.key === key), drift, unknown })),
    error,
  };
}
