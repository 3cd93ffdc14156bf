import { type Connection, type Destination, type Operation, usePanelHost, useSuggestedFlow } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Go } from '../../ui/Go.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { PlanTable } from './PlanTable.tsx';
import { choicesOf, fromWords, whenWords } from './wanted.ts';

interface SuggestedFlowProps {
  connection: Connection;
  destination: Destination;
  operation: Operation;
}

/** What is sent, what is done with it, and what fills which field. */
export function SuggestedFlow({ connection, destination, operation }: SuggestedFlowProps) {
  const [, go] = useLocation();
  const choices = choicesOf(operation, usePanelHost().forms);
  const [value, setValue] = useState(choices[0]?.value ?? 'orders');
  const wanted = choices.find((choice) => choice.value === value)?.wanted ?? { kind: 'orders' as const };
  const { mapping, rows, error, retry, turnOn } = useSuggestedFlow(connection, operation, wanted);
  return (
    <Section title={t('Suggested flow')}>
      <Select
        label={t('What should be sent?')}
        value={value}
        options={choices}
        onChange={(chosen) => {
          setValue(chosen);
          turnOn.reset();
        }}
      />
      <s-paragraph>
        {fill(t('{when}, Handoff does this in {connection}: {operation}.'), {
          when: whenWords(wanted),
          connection: connection.name,
          operation: operation.title,
        })}{' '}
        <s-text color="subdued">{operation.description}</s-text>
      </s-paragraph>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {rows === undefined && error === null && <Loading lines={5} />}
      {rows !== undefined && <PlanTable rows={rows} from={fromWords(wanted)} destination={destination.title} />}
      {turnOn.error !== null && <ErrorNotice error={turnOn.error} />}
      {turnOn.error !== null && turnOn.flowId !== undefined && <Go to={`/flows/${turnOn.flowId}`}>{t('Open the draft to mend it')}</Go>}
      <s-stack direction="inline" gap="small-200">
        <Button
          variant="primary"
          busy={turnOn.busy}
          disabled={mapping === undefined}
          onClick={() =>
            mapping !== undefined && void turnOn.run(wanted, mapping).then((id) => id !== undefined && go(`/start/test/${id}`))
          }
        >
          {t('Turn on')}
        </Button>
        <Button
          disabled={turnOn.busy || mapping === undefined}
          onClick={() => mapping !== undefined && void turnOn.draft(wanted, mapping).then((id) => id !== undefined && go(`/flows/${id}`))}
        >
          {t('Change something first')}
        </Button>
      </s-stack>
    </Section>
  );
}
