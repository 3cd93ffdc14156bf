import { Button, SelectControl } from '@wordpress/components';
import { useNewStep } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';

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
      <div className="handoff-stack">
        <p>
          {__(
            'Nothing is connected yet. Connect the system your submissions go to, then come back: what you chose here is kept.',
            'handoff',
          )}
        </p>
        <p>
          <Button variant="primary" __next40pxDefaultSize href="#/destinations">
            {__('Connect a destination', 'handoff')}
          </Button>
        </p>
      </div>
    );
  }
  return (
    <div className="handoff-stack">
      <div className="handoff-options">
        <SelectControl
          label={__('Where to', 'handoff')}
          value={connection}
          options={[
            ...(connection === '' ? [{ value: '', label: __('Choose…', 'handoff') }] : []),
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setConnection}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
        {operations.length > 0 && (
          <SelectControl
            label={__('What to do there', 'handoff')}
            value={operation?.name ?? ''}
            options={operations.map(({ name, title }) => ({ value: name, label: title }))}
            help={operation?.description}
            onChange={setOperation}
            __next40pxDefaultSize
            __nextHasNoMarginBottom
          />
        )}
      </div>
      <div className="handoff-actions">
        <Button variant="primary" __next40pxDefaultSize disabled={operation === undefined} accessibleWhenDisabled onClick={add}>
          {__('Add this step', 'handoff')}
        </Button>
        {onCancel !== undefined && (
          <Button variant="tertiary" __next40pxDefaultSize onClick={onCancel}>
            {__('Cancel', 'handoff')}
          </Button>
        )}
      </div>
    </div>
  );
}
