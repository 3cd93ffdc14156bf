import { Notice } from '../../../ui/Notice.tsx';

/** What came of what a person did: what was done, and why the rest was not. */
export interface Outcome {
  done: string;
  notDone: readonly string[];
}

export const saying = (done: string): Outcome => ({ done, notDone: [] });

/** What came of what a person just did; screen readers hear it. */
export function Said({ outcome, error }: { outcome: Outcome | null; error: Error | null }) {
  return (
    <>
      <div role="status">
        {outcome !== null && (
          <s-banner tone={outcome.notDone.length === 0 ? 'success' : 'info'}>
            <s-paragraph>{outcome.done}</s-paragraph>
            {outcome.notDone.length > 0 && (
              <s-unordered-list>
                {outcome.notDone.map((reason) => (
                  <s-list-item key={reason}>{reason}</s-list-item>
                ))}
              </s-unordered-list>
            )}
          </s-banner>
        )}
      </div>
      {error !== null && <Notice tone="critical">{error.message}</Notice>}
    </>
  );
}
