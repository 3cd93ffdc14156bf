import { useStepList } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Section.tsx';
import { AddStep } from './AddStep.tsx';
import { StepCard } from './StepCard.tsx';

/** What is done, step by step; one is open at a time. */
export function StepList() {
  const { steps, isOpen, isNew, toggle, isAdding, setAdding, onAdded } = useStepList();
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
        />
      ))}
      {isAdding ? (
        <Section title={steps.length === 0 ? t('Then') : fill(t('Step {number}'), { number: steps.length + 1 })}>
          <AddStep onAdded={onAdded} onCancel={steps.length === 0 ? undefined : () => setAdding(false)} />
        </Section>
      ) : (
        <s-stack direction="inline">
          <Button onClick={() => setAdding(true)}>{t('Add a step')}</Button>
        </s-stack>
      )}
    </>
  );
}
