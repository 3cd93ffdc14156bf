import { evidenceWords, limitsWords, ruleTitle, signedWeight, type Thresholds, weightSum } from '@handoff/shared/panel';
import { type ListedEvent, usePanelHost } from '@handoff/shared/panel/hooks';
import { __, t } from '../../app/i18n.ts';

interface ReasonsProps {
  reasons: ListedEvent['reasons'];
  /** Where the score decided: from where on it does. */
  thresholds: Thresholds | undefined;
}

/** Why: each finding with what was seen and what it weighs, and the score they come to. */
export function Reasons({ reasons, thresholds }: ReasonsProps) {
  const { locale } = usePanelHost();
  const { counted, sum } = weightSum(reasons);
  return (
    <ul className="handoff-findings" aria-label={__('Why', 'handoff')}>
      {reasons.map(({ rule, evidence, weight, hard }, index) => (
        <li key={`${rule}-${index}`}>
          <span>
            <strong>{ruleTitle(rule, t)}:</strong> {evidenceWords(evidence, t, locale)}
            {hard === true && <> {__('Decides by itself.', 'handoff')}</>}
          </span>
          {weight !== 0 && <span className="handoff-findings__weight">{signedWeight(weight, locale)}</span>}
        </li>
      ))}
      {counted > 0 && (
        <li className="is-sum">
          <span>
            <strong>{__('Together', 'handoff')}</strong>{' '}
            {thresholds !== undefined && <small className="handoff-quiet">{limitsWords(thresholds, t, locale)}</small>}
          </span>
          <span className="handoff-findings__weight">{signedWeight(sum, locale)}</span>
        </li>
      )}
    </ul>
  );
}
