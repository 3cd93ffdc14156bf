import { Notice } from '@wordpress/components';
import type { Field } from '@handoff/shared/panel';
import { type PreviewState, useEditor, usePanelHost, useRecord } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';

interface RecordPaneProps {
  state: PreviewState;
  fields: readonly Field[];
  /** Problems that belong to no field that is shown. */
  elsewhere: readonly string[];
  /** Nothing is mapped yet. */
  isEmpty: boolean;
}

/** The exact record the example becomes, and the record it would meet at the destination. */
export function RecordPane({ state, fields, elsewhere, isEmpty }: RecordPaneProps) {
  const { sample } = useEditor();
  const { isStale, error, match } = state;
  const { signsIn } = usePanelHost();
  const record = useRecord(state, fields);
  return (
    <section className="handoff-record" aria-label={__('What is sent', 'handoff')} aria-busy={isStale}>
      <h4>{__('What is sent for this example', 'handoff')}</h4>
      {sample.request === undefined && <p className="handoff-quiet">{__('Choose an example to see it.', 'handoff')}</p>}
      {isEmpty && <p className="handoff-quiet">{__('Nothing yet: fill at least one field.', 'handoff')}</p>}
      {error !== null && <ErrorNotice error={error} />}
      {record !== undefined && (
        <div className={isStale ? 'is-stale' : ''}>
          {record.isRefused ? (
            <Notice status="error" isDismissible={false}>
              {__('This record would not be sent as it is; the fields above say why.', 'handoff')}
              {elsewhere.map((message) => (
                <p key={message}>{message}</p>
              ))}
            </Notice>
          ) : (
            <Matched match={match} />
          )}
          {record.warnings.map((message) => (
            <p key={message} className="handoff-warning">
              {message}
            </p>
          ))}
          {record.values.length > 0 && (
            <dl className="handoff-record__values">
              {record.values.map(({ path, name, text }) => (
                <div key={path}>
                  <dt>{name}</dt>
                  <dd>{text ?? __('(cleared)', 'handoff')}</dd>
                </div>
              ))}
            </dl>
          )}
          <details className="handoff-folded">
            <summary>{__('Exactly as it is sent', 'handoff')}</summary>
            <pre className="handoff-record-text">{record.asSent}</pre>
            {signsIn === undefined && (
              <p className="handoff-quiet">
                {__(
                  'Where another site or shop of yours knows this person too, newer contact details and opt-outs from there are sent in place of these. This page cannot show them: it knows only what came from here.',
                  'handoff',
                )}
              </p>
            )}
          </details>
        </div>
      )}
    </section>
  );
}

/** Which record this would update, where the destination can tell. */
function Matched({ match }: { match: PreviewState['match'] }) {
  return (
    <div role="status">
      {match === null && <p>{__('No such record is there yet: it would make a new one.', 'handoff')}</p>}
      {match !== null && match !== undefined && (
        <p>
          {fill(__('It would update a record that is there: {label}.', 'handoff'), { label: match.label })}{' '}
          {match.url !== undefined && (
            <a href={match.url} target="_blank" rel="noreferrer">
              {__('Open the record', 'handoff')}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
