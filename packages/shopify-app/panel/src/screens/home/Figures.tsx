import type { Health } from '@handoff/shared/panel/hooks';
import type { ComponentChildren } from 'preact';
import { fill, t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Ago } from '../../ui/Ago.tsx';
import { numberWords } from '../../ui/times.ts';

/** When something last arrived, and what is on its way: here and at the server. */
export function Figures({ health }: { health: Health | undefined }) {
  const { waiting, lastWebhookAt } = useStatus();
  const there = health?.deliveries;
  const onItsWay = there === undefined ? undefined : there.pending + there.waiting + there.leased + (health?.events.received ?? 0);
  return (
    <s-section accessibilityLabel={t('At a glance')}>
      <dl class="handoff-figures">
        <Figure name={t('Last arrived at a destination')}>{health === undefined ? '–' : <Ago at={health.lastSuccessAt} />}</Figure>
        <Figure name={t('Last word from Shopify')}>
          <Ago at={lastWebhookAt} />
        </Figure>
        <Figure name={t('Waiting in this app')}>{numberWords(waiting)}</Figure>
        <Figure name={t('Waiting at the server')} note={<Since at={there?.oldestPendingAt ?? null} />}>
          {onItsWay === undefined ? '–' : numberWords(onItsWay)}
        </Figure>
      </dl>
    </s-section>
  );
}

function Figure({ name, note, children }: { name: string; note?: ComponentChildren; children: ComponentChildren }) {
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

/** "oldest: 2 hours ago" */
function Since({ at }: { at: string | null }) {
  if (at === null) return null;
  const [before, after] = fill(t('oldest: {age}'), { age: '|' }).split('|');
  return (
    <small>
      {before}
      <Ago at={at} />
      {after}
    </small>
  );
}
