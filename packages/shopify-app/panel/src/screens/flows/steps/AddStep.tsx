import { useNewStep } from '@handoff/shared/panel/hooks';
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
  const { connections, connection, setConnection, operations, operation, setOperation, add } = useNewStep(onAdded);
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
  return (
    <>
      <div class="handoff-options">
        <Select
          label={t('Where to')}
          value={connection}
          options={[
            ...(connection === '' ? [{ value: '', label: t('Choose…') }] : []),
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setConnection}
        />
        {operations.length > 0 && (
          <Select
            label={t('What to do there')}
            value={operation?.name ?? ''}
            options={operations.map(({ name, title }) => ({ value: name, label: title }))}
            details={operation?.description}
            onChange={setOperation}
          />
        )}
      </div>
      <s-stack direction="inline" gap="small-200">
        <Button variant="primary" disabled={operation === undefined} onClick={add}>
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
