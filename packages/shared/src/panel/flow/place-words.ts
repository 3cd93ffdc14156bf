import type { FlowSpec, Step } from '../../flow/flow.ts';
import { fill, type Translate } from '../translate.ts';
import type { Place } from './places.ts';

interface PlaceTools {
  spec: FlowSpec;
  /** What a field of a step's destination is called. */
  fieldName: (step: Step | undefined, target: string) => string;
  t: Translate;
}

/** The part of a flow that a problem is about, as the head of a line: "Step 2, E-mail:". Empty for the whole flow. */
export function placeWords(place: Place, { spec, fieldName, t }: PlaceTools): string {
  switch (place.part) {
    case 'trigger':
      return t('What starts it:');
    case 'conditions':
      return t('Conditions:');
    case 'step':
      return fill(t('Step {number}:'), { number: numberOf(place.key, spec) });
    case 'field': {
      const step = spec.steps.find(({ key }) => key === place.key);
      return fill(t('Step {number}, {field}:'), { number: numberOf(place.key, spec), field: fieldName(step, place.target) });
    }
    case 'flow':
      return '';
  }
}

function numberOf(stepKey: string, { steps }: FlowSpec): number {
  return steps.findIndex(({ key }) => key === stepKey) + 1;
}
