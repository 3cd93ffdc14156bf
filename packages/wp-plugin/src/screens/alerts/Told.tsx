import type { AlertView } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';

type Notice = AlertView['notices'][number];

/** Who was told of an alert, and what became of each message. */
export function Told({ notices }: { notices: readonly Notice[] }) {
  const shown = notices.filter(({ state }) => state !== 'dropped');
  if (shown.length === 0) return null;
  return (
    <ul className="handoff-told" aria-label={__('Who was told', 'handoff')}>
      {shown.map((notice) => (
        <li key={`${notice.to} ${notice.kind} ${notice.at}`} className={notice.error === null ? 'handoff-quiet' : 'handoff-problem'}>
          {sentence(notice)} {notice.state === 'sent' && <Ago at={notice.at} />}
          {notice.error !== null && notice.state !== 'sent' && ` ${notice.error}`}
        </li>
      ))}
    </ul>
  );
}

function sentence({ to, kind, state, error }: Notice): string {
  if (state === 'failed') return fill(__('{to} could not be told.', 'handoff'), { to });
  if (state === 'pending')
    return error === null
      ? fill(__('{to} will be told.', 'handoff'), { to })
      : fill(__('{to} could not be told yet; it is tried again.', 'handoff'), { to });
  if (kind === 'resolved') return fill(__('{to} was told that it is over', 'handoff'), { to });
  return kind === 'reminder' ? fill(__('{to} was reminded', 'handoff'), { to }) : fill(__('{to} was told', 'handoff'), { to });
}
