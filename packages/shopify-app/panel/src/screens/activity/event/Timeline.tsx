import { timelineWords } from '@handoff/shared/panel';
import type { EventDetail } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/status.ts';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { secondWords } from '../../../ui/times.ts';

/** All that happened to it, in order. */
export function Timeline({ entries }: { entries: EventDetail['timeline'] }) {
  const { shop } = useStatus();
  return (
    <Section title={t('What happened')}>
      <ol class="handoff-rows">
        {entries.map(({ at, kind, message }, index) => {
          const { tone, label } = timelineWords(kind, t);
          return (
            <li key={index}>
              <s-stack gap="small-300">
                <s-stack direction="inline" gap="small-200" alignItems="center">
                  <Status tone={tone}>{label}</Status>
                  <time dateTime={at}>{secondWords(at, shop.timezone)}</time>
                </s-stack>
                <s-text>{message}</s-text>
              </s-stack>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
