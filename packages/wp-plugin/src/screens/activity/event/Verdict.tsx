import {
  erasedWords,
  eventStateWords,
  evidenceWords,
  limitsWords,
  ruleTitle,
  screeningOf,
  signedWeight,
  weightSum,
} from '@handoff/shared/panel';
import { type EventDetail, usePanelHost, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, t } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { eventPlace } from '../addresses.ts';

/** What was decided and why: each reason with its evidence and weight, and what they come to. */
export function Verdict({ event }: { event: EventDetail }) {
  const { tone, label, text } = eventStateWords(event, t);
  const { locale } = usePanelHost();
  const { counted, sum } = weightSum(event.reasons);
  const erased = erasedWords(event, t);
  return (
    <Section title={__('Verdict', 'handoff')}>
      <p>
        <Status tone={tone}>{label}</Status>
        {event.marked !== null && (
          <span className="handoff-quiet">
            {' '}
            {event.marked === 'spam' ? __('Marked as spam by a person.', 'handoff') : __('Marked as not spam by a person.', 'handoff')}
          </span>
        )}
      </p>
      {text !== null && <p>{text}</p>}
      {erased !== undefined && <p>{erased}</p>}
      {event.processError !== null && <p className="handoff-problem">{event.processError}</p>}
      <Linked event={event} />
      {event.reasons.length > 0 && (
        <table className="widefat striped handoff-reasons">
          <thead>
            <tr>
              <th scope="col">{__('Reason', 'handoff')}</th>
              <th scope="col">{__('What was seen', 'handoff')}</th>
              <th scope="col" className="handoff-number">
                {__('Weight', 'handoff')}
              </th>
            </tr>
          </thead>
          <tbody>
            {event.reasons.map(({ rule, evidence, weight, hard, suppress }, index) => (
              <tr key={`${rule}-${index}`}>
                <th scope="row">{ruleTitle(rule, t)}</th>
                <td>
                  {evidenceWords(evidence, t, locale)}
                  {(hard === true || suppress === true) && <small className="handoff-lines">{__('Decides by itself.', 'handoff')}</small>}
                </td>
                <td className="handoff-number">{weight === 0 ? '–' : signedWeight(weight, locale)}</td>
              </tr>
            ))}
          </tbody>
          {counted > 0 && (
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {__('Together', 'handoff')} <Thresholds sourceId={event.sourceId} />
                </th>
                <td className="handoff-number">{signedWeight(sum, locale)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      <Problems problems={event.problems} />
    </Section>
  );
}

function Thresholds({ sourceId }: { sourceId: string }) {
  const { locale } = usePanelHost();
  const sources = useServer('listSources', { params: { workspaceId: useWorkspaceId() } });
  const source = sources.data?.items.find(({ id }) => id === sourceId);
  if (source === undefined) return null;
  return <small className="handoff-quiet">{limitsWords(screeningOf(source.settings).thresholds, t, locale)}</small>;
}

function Linked({ event: { duplicateOf, revisionOf } }: { event: EventDetail }) {
  return (
    <>
      {duplicateOf !== null && (
        <p>
          {__('It says the same as an earlier one:', 'handoff')}{' '}
          <a href={`#${eventPlace(duplicateOf)}`}>{__('open the first', 'handoff')}</a>
        </p>
      )}
      {revisionOf !== null && (
        <p>
          {__('It came under the key of an earlier one, with other content:', 'handoff')}{' '}
          <a href={`#${eventPlace(revisionOf)}`}>{__('open the first', 'handoff')}</a>
        </p>
      )}
    </>
  );
}

function Problems({ problems }: { problems: EventDetail['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <>
      <h4>{__('Parts that could not be used as they came', 'handoff')}</h4>
      <ul className="ul-disc">
        {problems.map(({ path, message }) => (
          <li key={path + message}>
            <code>{path}</code> {message}
          </li>
        ))}
      </ul>
    </>
  );
}
