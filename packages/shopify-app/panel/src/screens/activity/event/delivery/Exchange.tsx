import { exchangeWords } from '@handoff/shared/panel';
import { t } from '../../../../app/i18n.ts';
import { Code } from '../../../../ui/Code.tsx';
import { Folded } from '../../../../ui/Folded.tsx';

/** One question to a destination and its answer. */
export function Exchange({ exchange }: { exchange: Record<string, unknown> }) {
  const { title, outcome, asked, answered } = exchangeWords(exchange, t);
  return (
    <s-stack gap="small-300">
      <div class="handoff-exchange">
        <code>{title}</code> <s-text color="subdued">{outcome}</s-text>
      </div>
      {asked !== undefined && (
        <Folded title={t('What was asked')}>
          <Code label={t('What was asked')} text={asked} />
        </Folded>
      )}
      {answered !== undefined && (
        <Folded title={t('What was answered')}>
          <Code label={t('What was answered')} text={answered} />
        </Folded>
      )}
    </s-stack>
  );
}
