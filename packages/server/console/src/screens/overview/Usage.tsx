import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { Folded } from '@handoff/wp-plugin/ui/Folded.tsx';
import { Section } from '@handoff/wp-plugin/ui/Section.tsx';
import { count } from '../../ui/numbers.ts';

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
        <table className="handoff-console-table is-small">
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col" className="is-number">
                Events
              </th>
              <th scope="col" className="is-number">
                Delivered
              </th>
              <th scope="col" className="is-number">
                Failed tries
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, events, delivered, failed }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td data-label="Events" className="is-number">
                  {count(events)}
                </td>
                <td data-label="Delivered" className="is-number">
                  {count(delivered)}
                </td>
                <td data-label="Failed tries" className="is-number">
                  {count(failed)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Folded>
    </Section>
  );
}
