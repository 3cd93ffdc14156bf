import { Link } from 'wouter';
import { __ } from '../../../app/i18n.ts';
import { useSetUp } from '../../home/useSetUp.ts';

/** Where one is in the first run, and what is done already. */
export function Steps({ current }: { current: string }) {
  const steps = useSetUp();
  const names = [
    ['', __('Forms', 'handoff')],
    ['destination', __('Destination', 'handoff')],
    ['flow', __('Flow', 'handoff')],
    ['test', __('Test', 'handoff')],
  ] as const;
  return (
    <nav aria-label={__('Setting up', 'handoff')}>
      <ol className="handoff-steps">
        {names.map(([key, name]) => {
          const step = steps?.find((candidate) => candidate.key === key);
          const isCurrent = key === current;
          return (
            <li key={key} aria-current={isCurrent ? 'step' : undefined} className={step?.done === true ? 'is-done' : undefined}>
              {step === undefined || step.href === null || isCurrent ? <span>{name}</span> : <Link href={step.href}>{name}</Link>}
              {step?.done === true && <span className="screen-reader-text"> {__('(done)', 'handoff')}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
