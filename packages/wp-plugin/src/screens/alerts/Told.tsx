import { toldWords } from '@handoff/shared/panel';
import type { AlertView } from '@handoff/shared/panel/hooks';
import { __, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';

/** Who was told of an alert, and what became of each message. */
export function Told({ notices }: { notices: AlertView['notices'] }) {
  const shown = notices.filter(({ state }) => state !== 'dropped');
  if (shown.length === 0) return null;
  return (
    <ul className="handoff-told" aria-label={__('Who was told', 'handoff')}>
      {shown.map((notice) => (
        <li key={`${notice.to} ${notice.kind} ${notice.at}`} className={notice.error === null ? 'handoff-quiet' : 'handoff-problem'}>
          {toldWords(notice, t)} {notice.state === 'sent' && <Ago at={notice.at} />}
          {notice.error !== null && notice.state !== 'sent' && ` ${notice.error}`}
        </li>
      ))}
    </ul>
  );
}
