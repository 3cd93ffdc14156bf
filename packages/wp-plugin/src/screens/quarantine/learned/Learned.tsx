import { learnedWords, sizeWords } from '@handoff/shared/panel';
import { type Learning, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Forget } from './Forget.tsx';

/** What the filter has learned from what people marked and let go on; to hand out, and to forget. */
export function Learned({ learned, error, retry, handOut, forget }: Learning) {
  const { canManage } = usePanelHost().person;
  const { locale } = usePanelHost();
  const [asking, setAsking] = useState(false);
  const title = __('What it has learned from you', 'handoff');
  if (learned === undefined) {
    return <Section title={title}>{error !== null && <ErrorNotice error={error} retry={retry} />}</Section>;
  }
  const count = learned.spam + learned.genuine;
  return (
    <Section title={title}>
      <div className="handoff-learned">
        <p>{learnedWords(learned, t)}</p>
        {count > 0 && (
          <ul>
            <li>
              {fill(_n('{count} message as an example of spam', '{count} messages as examples of spam', learned.spam, 'handoff'), {
                count: learned.spam,
              })}
            </li>
            <li>
              {fill(
                _n(
                  '{count} message as an example of what is genuine',
                  '{count} messages as examples of what is genuine',
                  learned.genuine,
                  'handoff',
                ),
                { count: learned.genuine },
              )}
            </li>
            {learned.state === 'ready' && (
              <li>
                {__('Learned last:', 'handoff')} <Ago at={learned.learnedAt} />, {sizeWords(learned.modelBytes, locale)}
              </li>
            )}
          </ul>
        )}
        <p className="handoff-quiet">
          {__(
            'It learns of this site only, and only when you mark something or let it go on. Personal data such as addresses and numbers are replaced first, and what it keeps are weights from which no word can be read.',
            'handoff',
          )}
        </p>
        {canManage && (
          <div className="handoff-actions">
            <Button
              variant="secondary"
              __next40pxDefaultSize
              isBusy={handOut.busy}
              disabled={handOut.busy || count === 0}
              accessibleWhenDisabled
              onClick={handOut.run}
            >
              {__('Download the weights', 'handoff')}
            </Button>
            <Button
              variant="secondary"
              isDestructive
              __next40pxDefaultSize
              disabled={count === 0}
              accessibleWhenDisabled
              onClick={() => setAsking(true)}
            >
              {__('Forget it all', 'handoff')}
            </Button>
          </div>
        )}
        <div role="status" className="handoff-saved">
          {forget.isDone && count === 0 && __('Forgotten. It starts anew with the next message you mark.', 'handoff')}
        </div>
        {handOut.error !== null && <ErrorNotice error={handOut.error} />}
      </div>
      {asking && <Forget count={count} forget={forget} onClose={() => setAsking(false)} />}
    </Section>
  );
}
