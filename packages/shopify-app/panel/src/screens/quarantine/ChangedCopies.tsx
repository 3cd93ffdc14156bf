import { aboutEvent } from '@handoff/shared/panel';
import { type ListedEvent, useChangedCopies, usePages } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Go } from '../../ui/Go.tsx';
import { eventPlace } from '../activity/addresses.ts';
import { Pager } from '../activity/list/Pager.tsx';

/** What came again under the same key with other content; nothing at all where there is none. */
export function ChangedCopies() {
  const pages = usePages('changed copies');
  const { items, next, error, retry } = useChangedCopies(pages);
  if (error !== null) return <ErrorNotice error={error} retry={retry} />;
  if (items === undefined || (items.length === 0 && pages.isFirst)) return null;
  return (
    <s-section heading={t('Came again, changed')}>
      <s-stack gap="base">
        <s-paragraph>
          {t(
            'The same submission or order arrived once more, with other content. Both are kept, and only the first was processed. Open one to process it too.',
          )}
        </s-paragraph>
        <ul class="handoff-kept-list">
          {items.map((event) => (
            <Copy key={event.id} event={event} />
          ))}
        </ul>
        <Pager pages={pages} next={next} />
      </s-stack>
    </s-section>
  );
}

function Copy({ event }: { event: ListedEvent }) {
  const { kind } = aboutEvent(event.type, event.envelope, t);
  return (
    <li>
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <Go to={eventPlace(event.id)}>{event.contact ?? kind}</Go>
        {event.contact !== null && <s-text>{kind}</s-text>}
        <s-text color="subdued">
          <Ago at={event.receivedAt} />
        </s-text>
        {event.revisionOf !== null && <Go to={eventPlace(event.revisionOf)}>{t('Open the first')}</Go>}
      </s-stack>
    </li>
  );
}
