import { evidenceWords, limitsWords, ruleTitle, signedWeight, type Thresholds, weightSum } from '@handoff/shared/panel';
import { type ListedEvent, usePanelHost } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';

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
    <ul class="handoff-reasons" aria-label={t('Why')}>
      {reasons.map(({ rule, evidence, weight, hard }, index) => (
        <li key={`${rule}-${index}`} class="handoff-finding">
          <span>
            <s-text type="strong">{ruleTitle(rule, t)}:</s-text> {evidenceWords(evidence, t, locale)}
            {hard === true && <> {t('Decides by itself.')}</>}
          </span>
          {weight !== 0 && <span class="handoff-finding__weight">{signedWeight(weight, locale)}</span>}
        </li>
      ))}
      {counted > 0 && (
        <li class="handoff-finding handoff-finding--sum">
          <span>
            <s-text type="strong">{t('Together')}</s-text>{' '}
            {thresholds !== undefined && <s-text color="subdued">{limitsWords(thresholds, t, locale)}</s-text>}
          </span>
          <span class="handoff-finding__weight">{signedWeight(sum, locale)}</span>
        </li>
      )}
    </ul>
  );
}
