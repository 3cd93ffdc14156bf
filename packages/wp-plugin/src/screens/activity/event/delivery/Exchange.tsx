import { exchangeWords } from '@handoff/shared/panel';
import { __, t } from '../../../../app/i18n.ts';
import { Folded } from '../Folded.tsx';

/** One question to a destination and its answer. */
export function Exchange({ exchange }: { exchange: Record<string, unknown> }) {
  const { title, outcome, asked, answered } = exchangeWords(exchange, t);
  return (
    <div className="handoff-exchange">
      <p>
        <code>{title}</code> <span className="handoff-quiet">{outcome}</span>
      </p>
      {asked !== undefined && <Folded title={__('What was asked', 'handoff')} value={asked} />}
      {answered !== undefined && <Folded title={__('What was answered', 'handoff')} value={answered} />}
    </div>
  );
}
