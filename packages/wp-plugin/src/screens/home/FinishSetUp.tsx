import { Button } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { useStatus } from '../../app/panel.tsx';
import { Section } from '../../ui/Section.tsx';
import { useSetUp } from './useSetUp.ts';

/** What is left of setting up; gone when nothing is. */
export function FinishSetUp() {
  const { person } = useStatus();
  const steps = useSetUp();
  if (!person.canManage || steps === undefined || steps.every(({ done }) => done)) return null;
  const next = steps.find(({ done }) => !done);
  return (
    <Section title={__('Finish setting up', 'handoff')}>
      <ol className="handoff-set-up">
        {steps.map(({ key, title, done, href }) => (
          <li key={key} className={done ? 'is-done' : undefined}>
            <span>
              {title}
              {done && <span className="screen-reader-text"> {__('(done)', 'handoff')}</span>}
            </span>
            {!done && href !== null && (
              <Button variant={key === next?.key ? 'primary' : 'secondary'} __next40pxDefaultSize href={`#${href}`}>
                {__('Go on', 'handoff')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
