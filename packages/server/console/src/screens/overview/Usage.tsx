import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Folded } from '@handoff/wp-plugin/ui/Folded.tsx';
import { Section } from '@handoff/wp-plugin/ui/Section.tsx';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/Table.tsx';

/** How much there was: this month in figures, thirty days as a picture, and the same as a table. */
export function Usage({ usage: { month, days } }: { usage: AnswerOf<typeof endpoints.workspaceUsage> }) {
  const most = Math.max(1, ...days.map(({ events }) => events));
  const total = days.reduce((sum, { events }) => sum + events, 0);
  return (
    <Section title="How much it is used">
      <dl className="handoff-console-figures">
        <div>
          <dt>Events this month</dt>
          <dd>{count(month.events)}</dd>
        </div>
        <div>
          <dt>Delivered this month</dt>
          <dd>{count(month.delivered)}</dd>
        </div>
        <div>
          <dt>Tries that failed this month</dt>
          <dd>{count(month.failed)}</dd>
        </div>
      </dl>
      {total === 0 ? (
        <p className="handoff-quiet">No event was counted in the last {days.length} days. What comes in is counted within minutes.</p>
      ) : (
        <svg
          className="handoff-console-bars"
          viewBox={`0 0 ${days.length * 10} 60`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Events a day in the last ${days.length} days: ${count(total)} in all, at most ${count(most)} on one day.`}
        >
          {days.map(({ day, events }, index) => (
            <rect key={day} x={index * 10 + 1} width={8} y={60 - (events / most) * 60} height={(events / most) * 60} />
          ))}
        </svg>
      )}
      <Folded title="Day by day" open={false}>
        <Table
          isSmall
          rows={days.toReversed()}
          keyOf={({ day }) => day}
          first={{ label: 'Day (UTC)', cell: ({ day }) => day }}
          columns={[
            { label: 'Events', isNumber: true, cell: ({ events }) => count(events) },
            { label: 'Delivered', isNumber: true, cell: ({ delivered }) => count(delivered) },
            { label: 'Failed tries', isNumber: true, cell: ({ failed }) => count(failed) },
          ]}
        />
      </Folded>
    </Section>
  );
}
