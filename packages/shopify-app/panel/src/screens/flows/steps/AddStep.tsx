import { newStep } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';

interface AddStepProps {
  onAdded: (key: string) => void;
  /** Absent for the first step, without which there is no flow. */
  onCancel: (() => void) | undefined;
}

/** Chooses where something goes and what is done there. */
export function AddStep({ onAdded, onCancel }: AddStepProps) {
  const { catalog, spec, edit } = useEditor();
  const { connections } = catalog;
  const [wanted, setConnection] = useState(connections.length === 1 ? (connections[0]?.id ?? '') : '');
  const operations = catalog.destinationOf(wanted)?.operations ?? [];
  const [chosen, setOperation] = useState('');
  const operation = operations.some(({ name }) => name === chosen) ? chosen : (operations[0]?.name ?? '');
  if (connections.length === 0) {
    return (
      <>
        <s-paragraph>
          {t('Nothing is connected yet. Connect the system your orders and customers go to, then come back: what you chose here is kept.')}
        </s-paragraph>
        <s-stack direction="inline">
          <Button variant="primary" to="/destinations/new">
            {t('Connect a destination')}
          </Button>
        </s-stack>
      </>
    );
  }
  const add = () => {
    const step = newStep(wanted, operation, spec.steps);
    edit({ do: 'addStep', step });
    onAdded(step.key);
  };
  return (
    <>
      <div class="handoff-options">
        <Select
          label={t('Where to')}
          value={wanted}
          options={[
            ...(wanted === '' ? [{ value: '', label: t('Choose…') }] : []),
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setConnection}
        />
        {operations.length > 0 && (
          <Select
            label={t('What to do there')}
            value={operation}
            options={operations.map(({ name, title }) => ({ value: name, label: title }))}
            details={operations.find(({ name }) => name === operation)?.description}
            onChange={setOperation}
          />
        )}
      </div>
      <s-stack direction="inline" gap="small-200">
        <Button variant="primary" disabled={operation === ''} onClick={add}>
          {t('Add this step')}
        </Button>
        {onCancel !== undefined && (
          <Button variant="tertiary" onClick={onCancel}>
            {t('Cancel')}
          </Button>
        )}
      </s-stack>
    </>
  );
}
