import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Folded } from '@handoff/wp-plugin/ui/Folded.tsx';
import { Section } from '@handoff/wp-plugin/ui/Section.tsx';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/Table.tsx';

/** How much there was: this month in figures, thirty days as a picture, and the same as a table. */
export function Usage({ usage: { month, days } }: { usage: AnswerOf<typeof endpoints.workspaceUsage> }) {
  const most = Math.max(1, ...days.map(({ events }) => events));
  const total = days.reduce((sum, { events }) => sum + events, 0);
  return (
    <Section title={__('How much it is used', 'handoff')}>
      <dl className="handoff-console-figures">
        <div>
          <dt>{__('Events this month', 'handoff')}</dt>
          <dd>{count(month.events)}</dd>
        </div>
        <div>
          <dt>{__('Delivered this month', 'handoff')}</dt>
          <dd>{count(month.delivered)}</dd>
        </div>
        <div>
          <dt>{__('Tries that failed this month', 'handoff')}</dt>
          <dd>{count(month.failed)}</dd>
        </div>
      </dl>
      {total === 0 ? (
        <p className="handoff-quiet">
          {fill(__('No event was counted in the last {days} days. What comes in is counted within minutes.', 'handoff'), {
            days: days.length,
          })}
        </p>
      ) : (
        <svg
          className="handoff-console-bars"
          viewBox={`0 0 ${days.length * 10} 60`}
          preserveAspectRatio="none"
          role="img"
          aria-label={fill(__('Events a day in the last {days} days: {total} in all, at most {most} on one day.', 'handoff'), {
            days: days.length,
            total: count(total),
            most: count(most),
          })}
        >
          {days.map(({ day, events }, index) => (
            <rect key={day} x={index * 10 + 1} width={8} y={60 - (events / most) * 60} height={(events / most) * 60} />
          ))}
        </svg>
      )}
      <Folded title={__('Day by day', 'handoff')} open={false}>
        <Table
          isSmall
          rows={days.toReversed()}
          keyOf={({ day }) => day}
          first={{ label: __('Day (UTC)', 'handoff'), cell: ({ day }) => day }}
          columns={[
            { label: __('Events', 'handoff'), isNumber: true, cell: ({ events }) => count(events) },
            { label: __('Delivered', 'handoff'), isNumber: true, cell: ({ delivered }) => count(delivered) },
            { label: __('Failed tries', 'handoff'), isNumber: true, cell: ({ failed }) => count(failed) },
          ]}
        />
      </Folded>
    </Section>
  );
}
