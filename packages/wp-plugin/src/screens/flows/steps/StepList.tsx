import { useEditor, useStepList } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';
import { AddStep } from './AddStep.tsx';
import { StepCard } from './StepCard.tsx';

/** What is done, step by step; one is open at a time. */
export function StepList() {
  const { readOnly } = useEditor();
  const { steps, isOpen, isNew, toggle, isAdding, setAdding, onAdded } = useStepList();
  const addButton = useRef<HTMLButtonElement>(null);
  return (
    <>
      {steps.map((step, index) => (
        <StepCard
          key={step.key}
          step={step}
          index={index}
          isOpen={isOpen(step.key)}
          isNew={isNew(step.key)}
          onToggle={() => toggle(step.key)}
          onRemoved={() => addButton.current?.focus()}
        />
      ))}
      {readOnly ? null : isAdding ? (
        <Section title={steps.length === 0 ? __('Then', 'handoff') : fill(__('Step {number}', 'handoff'), { number: steps.length + 1 })}>
          <AddStep onAdded={onAdded} onCancel={steps.length === 0 ? undefined : () => setAdding(false)} />
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
