import { type Connection, type Destination, useSuggestedFlow } from '@handoff/shared/panel/hooks';
import { Button, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { useLocation } from 'wouter';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { PlanTable } from './PlanTable.tsx';
import { choicesOf, whenWords } from './wanted.ts';

interface SuggestedFlowProps {
  connection: Connection;
  destination: Destination;
  operation: Destination['operations'][number];
}

/** Which form, what is done with it, and what fills which field. */
export function SuggestedFlow({ connection, destination, operation }: SuggestedFlowProps) {
  const [, go] = useLocation();
  const { sources, person } = useStatus();
  const choices = choicesOf(sources);
  const [value, setValue] = useState(choices[0]?.value ?? 'forms');
  const wanted = choices.find((choice) => choice.value === value)?.wanted ?? { kind: 'forms' as const, forms: [] };
  const { mapping, rows, missed, error, retry, turnOn } = useSuggestedFlow(connection, operation, wanted);
  return (
    <Section title={__('Suggested flow', 'handoff')}>
      <div className="handoff-suggested">
        {choices.length > 1 && (
          <SelectControl
            __next40pxDefaultSize
            __nextHasNoMarginBottom
            label={__('What should be sent?', 'handoff')}
            value={value}
            options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
            onChange={(chosen) => {
              setValue(chosen);
              turnOn.reset();
            }}
          />
        )}
        <p className="handoff-suggested__words">
          {fill(__('{when}, Handoff does this in {connection}: {operation}.', 'handoff'), {
            when: whenWords(wanted),
            connection: connection.name,
            operation: operation.title,
          })}{' '}
          <span className="handoff-quiet">{operation.description}</span>
        </p>
        {error !== null && <ErrorNotice error={error} retry={retry} />}
        {rows === undefined && error === null && <Loading lines={5} />}
        {rows !== undefined && <PlanTable rows={rows} orders={wanted.kind === 'orders'} destination={destination.title} />}
        {missed.length > 0 && (
          <p className="handoff-quiet">
            {fill(__('Not sent yet: {fields}. You can add them in the flow.', 'handoff'), { fields: missed.join(', ') })}
          </p>
        )}
        {turnOn.error !== null && <ErrorNotice error={turnOn.error} />}
        {turnOn.error !== null && turnOn.flowId !== undefined && (
          <p>
            <Button variant="link" href={`#/flows/${turnOn.flowId}`}>
              {__('Open the draft to mend it', 'handoff')}
            </Button>
          </p>
        )}
        {person.canManage ? (
          <div className="handoff-actions">
            <Button
              variant="primary"
              __next40pxDefaultSize
              isBusy={turnOn.busy}
              disabled={turnOn.busy || mapping === undefined}
              accessibleWhenDisabled
              onClick={() =>
                mapping !== undefined && void turnOn.run(wanted, mapping).then((id) => id !== undefined && go(`/start/test/${id}`))
              }
            >
              {__('Turn on', 'handoff')}
            </Button>
            <Button
              variant="tertiary"
              __next40pxDefaultSize
              disabled={turnOn.busy || mapping === undefined}
              accessibleWhenDisabled
              onClick={() =>
                mapping !== undefined && void turnOn.draft(wanted, mapping).then((id) => id !== undefined && go(`/flows/${id}`))
              }
            >
              {__('Change something first', 'handoff')}
            </Button>
          </div>
        ) : (
          <p>{__('You may look at this, but not turn it on. Ask whoever may change Handoff on this site.', 'handoff')}</p>
        )}
      </div>
    </Section>
  );
}
