import { fitToForms, formsOf, leftOut, planRows, wantedType } from '@handoff/shared/panel';
import { type Connection, type Destination, useServer, useTurnOn, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { useLocation } from 'wouter';
import { __, fill, t } from '../../../app/i18n.ts';
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
  const params = { workspaceId: useWorkspaceId(), connectionId: connection.id, operation: operation.name };
  const mapping = useServer('defaultMapping', { params, query: { type: wantedType(wanted) } });
  const listed = useServer('listFields', { params });
  const turnOn = useTurnOn(connection, operation.name);

  const forms = formsOf(wanted);
  const suggested = mapping.data?.mapping;
  const fitted = suggested === undefined ? undefined : fitToForms(suggested, forms);
  const rows = fitted === undefined ? [] : planRows(fitted, listed.data?.items ?? operation.fields, forms, t);
  const missed = fitted === undefined || wanted.kind !== 'form' ? [] : leftOut(fitted, wanted.form.fields, t);
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
        {mapping.error !== null && <ErrorNotice error={mapping.error} retry={() => void mapping.refetch()} />}
        {(mapping.isPending || (fitted !== undefined && listed.isPending)) && <Loading lines={5} />}
        {fitted !== undefined && !listed.isPending && (
          <PlanTable rows={rows} orders={wanted.kind === 'orders'} destination={destination.title} />
        )}
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
              disabled={turnOn.busy || fitted === undefined}
              accessibleWhenDisabled
              onClick={() =>
                fitted !== undefined && void turnOn.run(wanted, fitted).then((id) => id !== undefined && go(`/start/test/${id}`))
              }
            >
              {__('Turn on', 'handoff')}
            </Button>
            <Button
              variant="tertiary"
              __next40pxDefaultSize
              disabled={turnOn.busy || fitted === undefined}
              accessibleWhenDisabled
              onClick={() => fitted !== undefined && void turnOn.draft(wanted, fitted).then((id) => id !== undefined && go(`/flows/${id}`))}
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
