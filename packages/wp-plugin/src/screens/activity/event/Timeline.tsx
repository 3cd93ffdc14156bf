import { timelineWords } from '@handoff/shared/panel';
import type { EventDetail } from '@handoff/shared/panel/hooks';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, t } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';

/** All that happened to it, in order. */
export function Timeline({ entries }: { entries: EventDetail['timeline'] }) {
  const { formats } = getSettings();
  return (
    <Section title={__('What happened', 'handoff')}>
      <ol className="handoff-timeline">
        {entries.map(({ at, kind, message }, index) => {
          const { tone, label } = timelineWords(kind, t);
          return (
            <li key={index}>
              <time dateTime={at} title={dateI18n('Y-m-d H:i:s', at)}>
                {dateI18n(`${formats.date} H:i:s`, at)}
              </time>
              <div>
                <Status tone={tone}>{label}</Status>
                <p>{message}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
