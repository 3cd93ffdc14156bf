import { aboutEvent } from '@handoff/shared/panel';
import { type ListedEvent, useChangedCopies, usePages } from '@handoff/shared/panel/hooks';
import { __, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { eventPlace } from '../activity/addresses.ts';
import { Pager } from '../activity/list/Pager.tsx';

/** What came again under the same key with other content; nothing at all where there is none. */
export function ChangedCopies() {
  const pages = usePages('changed copies');
  const { items, next, error, retry } = useChangedCopies(pages);
  if (error !== null) return <ErrorNotice error={error} retry={retry} />;
  if (items === undefined || (items.length === 0 && pages.isFirst)) return null;
  return (
    <section className="handoff-kept-changed" aria-labelledby="handoff-changed-copies">
      <h2 id="handoff-changed-copies">{__('Came again, changed', 'handoff')}</h2>
      <p>
        {__(
          'The same submission or order arrived once more, with other content. Both are kept, and only the first was processed. Open one to process it too.',
          'handoff',
        )}
      </p>
      <ul className="handoff-kept-list">
        {items.map((event) => (
          <Copy key={event.id} event={event} />
        ))}
      </ul>
      <Pager pages={pages} next={next} />
    </section>
  );
}

function Copy({ event }: { event: ListedEvent }) {
  const { kind } = aboutEvent(event.type, event.envelope, t);
  const name = event.contact ?? kind;
  return (
    <li className="handoff-kept">
      <article className="handoff-kept__body" aria-label={name}>
        <header className="handoff-kept__head">
          <h3>
            <a href={`#${eventPlace(event.id)}`}>{name}</a>
          </h3>
          {event.contact !== null && <span>{kind}</span>}
          <span className="handoff-quiet">
            <Ago at={event.receivedAt} />
          </span>
        </header>
        {event.revisionOf !== null && (
          <a href={`#${eventPlace(event.revisionOf)}`}>
            {__('Open the first', 'handoff')}
            <span className="screen-reader-text"> {name}</span>
          </a>
        )}
      </article>
    </li>
  );
}
