import { __ } from '@handoff/wp-plugin/app/i18n.ts';

export interface Step {
  key: string;
  title: string;
  state: 'done' | 'current' | 'later';
}

/** The way through setting up, with what is done already. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="handoff-console-steps" aria-label={__('Setting up', 'handoff')}>
      {steps.map(({ key, title, state }) => (
        <li key={key} className={`is-${state}`} {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}>
          {title}
          {state === 'done' && <span className="screen-reader-text"> {__('(done)', 'handoff')}</span>}
        </li>
      ))}
    </ol>
  );
}
