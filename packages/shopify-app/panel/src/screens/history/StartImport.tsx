import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useShopAction } from '../../app/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Form } from '../../ui/Form.tsx';
import { Section } from '../../ui/Section.tsx';

type Span = 'recent' | 'all';
type Mode = 'records' | 'remember' | 'live';

/** How far back, and what becomes of it. */
export function StartImport({ again }: { again: boolean }) {
  const [span, setSpan] = useState<Span>('all');
  const [mode, setMode] = useState<Mode>('records');
  const [asking, setAsking] = useState(false);
  const start = useShopAction('startImport');
  const run = () => start.mutate({ body: { span, mode } }, { onSettled: () => setAsking(false) });
  return (
    <Section title={again ? t('Import again') : t('Import past customers and orders')}>
      <Form onSubmit={() => (mode === 'live' ? setAsking(true) : run())}>
        <Choices<Span>
          label={t('How far back')}
          name="span"
          value={span}
          onChange={setSpan}
          choices={[
            { value: 'all', label: t('Everything'), details: t('The last 90 days first, then all that Shopify gives.') },
            { value: 'recent', label: t('The last 90 days') },
          ]}
        />
        <Choices<Mode>
          label={t('What to do with them')}
          name="mode"
          value={mode}
          onChange={setMode}
          choices={[
            {
              value: 'records',
              label: t('Bring them to my destinations, message nobody'),
              details: t('Contacts and orders are made or completed there. Steps that write to people are left out.'),
            },
            {
              value: 'remember',
              label: t('Only for the record'),
              details: t('Kept and shown here. Nothing is sent.'),
            },
            {
              value: 'live',
              label: t('Treat them as if they happened now'),
              details: t('Every flow that is on runs in full, with messages to people.'),
            },
          ]}
        />
        <s-paragraph color="subdued">
          {t('Nobody is subscribed by an import who did not agree, and who opted out stays out. What is known already is not doubled.')}
        </s-paragraph>
        {start.error !== null && <ErrorNotice error={start.error} />}
        <Button variant="primary" type="submit" busy={start.isPending}>
          {t('Start the import')}
        </Button>
      </Form>
      {asking && (
        <Confirm
          title={t('Run flows on everything that happened?')}
          verb={t('Import and run flows')}
          critical
          busy={start.isPending}
          onConfirm={run}
          onCancel={() => setAsking(false)}
        >
          <s-paragraph>
            {t(
              'Messages are sent to your team and to customers if a flow does that, also about orders that are long done. It cannot be undone here.',
            )}
          </s-paragraph>
        </Confirm>
      )}
    </Section>
  );
}
