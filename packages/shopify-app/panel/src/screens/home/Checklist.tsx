import { fill, t } from '../../app/i18n.ts';
import { type Status, useStatus } from '../../app/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';

type Step = Status['setup'][number];

/** What is left of setting up. What can be left out stays in reach in Settings. */
export default function Checklist() {
  const { setup } = useStatus();
  const needed = setup.filter(({ optional }) => !optional);
  const next = setup.find(({ done }) => !done);
  const done = needed.filter((step) => step.done).length;
  const count = fill(t('{done} of {total} done'), { done, total: needed.length });
  return (
    <Section title={t('Finish setting up')}>
      <s-stack gap="small-300">
        <s-text color="subdued">{count}</s-text>
        <Progress label={count} done={done} total={needed.length} />
      </s-stack>
      <ol class="handoff-rows">
        {setup.map((step) => (
          <li key={step.key}>
            <StepRow step={step} isNext={step.key === next?.key} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function StepRow({ step: { key, done, optional }, isNext }: { step: Step; isNext: boolean }) {
  const { title, why, to } = wordsOf(key);
  return (
    <Row
      mark={<s-icon type={done ? 'check-circle-filled' : 'circle-dashed'} tone={done ? 'success' : 'neutral'} />}
      end={
        !done && (
          <Button to={to} variant={isNext ? 'primary' : 'secondary'} label={fill(t('Go on: {step}'), { step: title })}>
            {t('Go on')}
          </Button>
        )
      }
    >
      <s-stack gap="none">
        <s-text type={done ? 'generic' : 'strong'} color={done ? 'subdued' : 'base'}>
          {title}
        </s-text>
        {done ? (
          <s-text accessibilityVisibility="exclusive">{t('Done')}</s-text>
        ) : (
          <s-text color="subdued">{optional ? `${t('Optional.')} ${why}` : why}</s-text>
        )}
      </s-stack>
    </Row>
  );
}

function wordsOf(key: Step['key']): { title: string; why: string; to: string } {
  switch (key) {
    case 'workspace':
      return { title: t('Connect this shop'), why: t('So that Handoff knows which business its events belong to.'), to: '/' };
    case 'destination':
      return { title: t('Connect a destination'), why: t('Where customers and orders should go.'), to: '/start/destination' };
    case 'flow':
      return { title: t('Turn on a flow'), why: t('We suggest one; you see each field before anything is sent.'), to: '/start/flow' };
    case 'test':
      return { title: t('Watch a test arrive'), why: t('A made-up order, so that you see the record over there.'), to: '/start/test' };
    case 'import':
      return { title: t('Import what happened before'), why: t('Past customers and orders, without messaging anybody.'), to: '/history' };
    case 'theme_embed':
      return {
        title: t('Turn on forms in your theme'),
        why: t('So that what people send through your storefront is captured too.'),
        to: '/settings/storefront',
      };
    case 'pixel':
      return {
        title: t('Turn on the web pixel'),
        why: t('Tells what customers who agreed to it look at.'),
        to: '/settings/storefront',
      };
  }
}
