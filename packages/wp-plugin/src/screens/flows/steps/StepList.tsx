import { useEditor } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';
import { AddStep } from './AddStep.tsx';
import { StepCard } from './StepCard.tsx';

/** What is done, step by step; one is open at a time. */
export function StepList() {
  const { spec, readOnly } = useEditor();
  const [opened, setOpened] = useState<string | null>();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string>();
  const { steps } = spec;
  const addButton = useRef<HTMLButtonElement>(null);
  const open = opened === undefined ? steps[0]?.key : opened;
  return (
    <>
      {steps.map((step, index) => (
        <StepCard
          key={step.key}
          step={step}
          index={index}
          isOpen={step.key === open}
          isNew={step.key === added}
          onToggle={() => setOpened(step.key === open ? null : step.key)}
          onRemoved={() => addButton.current?.focus()}
        />
      ))}
      {readOnly ? null : adding || steps.length === 0 ? (
        <Section title={steps.length === 0 ? __('Then', 'handoff') : fill(__('Step {number}', 'handoff'), { number: steps.length + 1 })}>
          <AddStep
            onAdded={(key) => {
              setAdding(false);
              setOpened(key);
              setAdded(key);
            }}
            onCancel={steps.length === 0 ? undefined : () => setAdding(false)}
          />
        </Section>
      ) : (
        <p>
          <Button ref={addButton} variant="secondary" __next40pxDefaultSize onClick={() => setAdding(true)}>
            {__('Add a step', 'handoff')}
          </Button>
        </p>
      )}
    </>
  );
}
