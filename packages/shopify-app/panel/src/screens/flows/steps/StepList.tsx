import { useEditor } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Section.tsx';
import { AddStep } from './AddStep.tsx';
import { StepCard } from './StepCard.tsx';

/** What is done, step by step; one is open at a time. */
export function StepList() {
  const { steps } = useEditor().spec;
  const [opened, setOpened] = useState<string | null>();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string>();
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
        />
      ))}
      {adding || steps.length === 0 ? (
        <Section title={steps.length === 0 ? t('Then') : fill(t('Step {number}'), { number: steps.length + 1 })}>
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
        <s-stack direction="inline">
          <Button onClick={() => setAdding(true)}>{t('Add a step')}</Button>
        </s-stack>
      )}
    </>
  );
}
