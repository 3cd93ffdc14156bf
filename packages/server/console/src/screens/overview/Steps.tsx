export interface Step {
  key: string;
  title: string;
  state: 'done' | 'current' | 'later';
}

/** The way through setting up, with what is done already. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="handoff-console-steps" aria-label="Setting up">
      {steps.map(({ key, title, state }) => (
        <li key={key} className={`is-${state}`} {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}>
          {title}
          {state === 'done' && <span className="screen-reader-text"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
