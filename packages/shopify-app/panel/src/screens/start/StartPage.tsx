import { useQueryClient } from '@tanstack/react-query';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Go } from '../../ui/Go.tsx';
import { Page } from '../../ui/Page.tsx';

type Step = 'destination' | 'flow' | 'test';

interface StartPageProps {
  step: Step;
  title: string;
  intro?: string | undefined;
  /** More links and buttons for the page's head. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** One step of setting up: where one is, and what is done already. */
export function StartPage({ step, title, intro, actions, children }: StartPageProps) {
  const { setup } = useStatus();
  const names: Record<Step, string> = { destination: t('Destination'), flow: t('Flow'), test: t('Test') };
  const queries = useQueryClient();
  // What the step before has done shows at once.
  useEffect(() => void queries.invalidateQueries({ queryKey: ['shop', 'status'] }), [step]);
  const isDone = (key: Step) => setup.some((one) => one.key === key && one.done);
  return (
    <Page
      title={title}
      intro={intro}
      actions={
        <>
          <Go slot="breadcrumb-actions" to="/">
            {t('Home')}
          </Go>
          {actions}
        </>
      }
    >
      <nav aria-label={t('Setting up')}>
        <ol class="handoff-steps">
          {(['destination', 'flow', 'test'] as const).map((key) => (
            <li key={key} aria-current={key === step ? 'step' : undefined}>
              <s-icon type={isDone(key) ? 'check-circle-filled' : 'circle-dashed'} tone={isDone(key) ? 'success' : 'neutral'} />
              {key === step ? <span>{names[key]}</span> : <Go to={`/start/${key}`}>{names[key]}</Go>}
              {isDone(key) && <s-text accessibilityVisibility="exclusive">{t('(done)')}</s-text>}
            </li>
          ))}
        </ol>
      </nav>
      {children}
    </Page>
  );
}
