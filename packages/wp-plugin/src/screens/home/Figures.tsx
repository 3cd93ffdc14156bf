import type { Health } from '@handoff/shared/panel/hooks';
import type { ReactNode } from 'react';
import { __, fill } from '../../app/i18n.ts';
import { useStatus } from '../../app/panel.tsx';
import { Ago } from '../../ui/Ago.tsx';

/** When something last arrived, and what is on its way: here and at the server. */
export function Figures({ health }: { health: Health | undefined }) {
  const { outbox } = useStatus();
  const here = outbox.pending + outbox.leased + outbox.inFile;
  const there = health?.deliveries;
  const onItsWay = there === undefined ? undefined : there.pending + there.waiting + there.leased + (health?.events.received ?? 0);
  return (
    <dl className="handoff-figures">
      <Figure name={__('Last arrived at a destination', 'handoff')} note={null}>
        {health === undefined ? '–' : <Ago at={health.lastSuccessAt} />}
      </Figure>
      <Figure name={__('Last handed to the server', 'handoff')} note={null}>
        <Ago at={outbox.lastDeliveredAt} />
      </Figure>
      <Figure name={__('Waiting on this site', 'handoff')} note={<Since at={outbox.oldestPendingAt} />}>
        {here}
      </Figure>
      <Figure name={__('Waiting at the server', 'handoff')} note={<Since at={there?.oldestPendingAt ?? null} />}>
        {onItsWay ?? '–'}
      </Figure>
    </dl>
  );
}

function Figure({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {note}
      </dd>
    </div>
  );
}

/** "the oldest for 2 hours" */
function Since({ at }: { at: string | null }) {
  if (at === null) return null;
  const [before, after] = fill(__('oldest: {age}', 'handoff'), { age: '|' }).split('|');
  return (
    <small>
      {before}
      <Ago at={at} />
      {after}
    </small>
  );
}
