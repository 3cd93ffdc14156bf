import { toldWords } from '@handoff/shared/panel';
import type { AlertView } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';

/** Who was told of an alert, and what became of each message. */
export function Told({ notices }: { notices: AlertView['notices'] }) {
  const shown = notices.filter(({ state }) => state !== 'dropped');
  if (shown.length === 0) return null;
  return (
    <ul class="handoff-told" aria-label={t('Who was told')}>
      {shown.map((notice) => (
        <li key={`${notice.to} ${notice.kind} ${notice.at}`}>
          <s-text {...(notice.error === null ? { color: 'subdued' } : { tone: 'critical' })}>
            {toldWords(notice, t)} {notice.state === 'sent' && <Ago at={notice.at} />}
            {notice.error !== null && notice.state !== 'sent' && ` ${notice.error}`}
          </s-text>
        </li>
      ))}
    </ul>
  );
}
