import { learnedWords, sizeWords } from '@handoff/shared/panel';
import { type Learning, usePanelHost } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Forget } from './Forget.tsx';

/** What the filter has learned from what people marked and let go on; to hand out, and to forget. */
export function Learned({ learned, error, retry, handOut, forget }: Learning) {
  const { locale } = usePanelHost();
  const [asking, setAsking] = useState(false);
  const title = t('What it has learned from you');
  if (learned === undefined) {
    return <Section title={title}>{error !== null && <ErrorNotice error={error} retry={retry} />}</Section>;
  }
  const count = learned.spam + learned.genuine;
  return (
    <Section title={title}>
      <s-paragraph>{learnedWords(learned, t)}</s-paragraph>
      {count > 0 && (
        <s-unordered-list>
          <s-list-item>
            {fill(_n('{count} message as an example of spam', '{count} messages as examples of spam', learned.spam), {
              count: learned.spam,
            })}
          </s-list-item>
          <s-list-item>
            {fill(
              _n('{count} message as an example of what is genuine', '{count} messages as examples of what is genuine', learned.genuine),
              { count: learned.genuine },
            )}
          </s-list-item>
          {learned.state === 'ready' && (
            <s-list-item>
              {t('Learned last:')} <Ago at={learned.learnedAt} />, {sizeWords(learned.modelBytes, locale)}
            </s-list-item>
          )}
        </s-unordered-list>
      )}
      <s-paragraph color="subdued">
        {t(
          'It learns of this shop only, and only when you mark something or let it go on. Personal data such as addresses and numbers are replaced first, and what it keeps are weights from which no word can be read.',
        )}
      </s-paragraph>
      <s-stack direction="inline" gap="small-200">
        <Button busy={handOut.busy} disabled={count === 0} onClick={handOut.run}>
          {t('Download the weights')}
        </Button>
        <Button critical disabled={count === 0} onClick={() => setAsking(true)}>
          {t('Forget it all')}
        </Button>
      </s-stack>
      <div role="status">
        {forget.isDone && count === 0 && <s-text>{t('Forgotten. It starts anew with the next message you mark.')}</s-text>}
      </div>
      {handOut.error !== null && <ErrorNotice error={handOut.error} />}
      {asking && <Forget count={count} forget={forget} onClose={() => setAsking(false)} />}
    </Section>
  );
}
