import type { Field } from '@handoff/shared/panel';
import { type PreviewState, useEditor, useRecord } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Code } from '../../../ui/Code.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Notice } from '../../../ui/Notice.tsx';

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
  const record = useRecord(state, fields);
  return (
    <section class="handoff-record" aria-label={t('What is sent')} aria-busy={isStale}>
      <h3>{t('What is sent for this example')}</h3>
      {sample.request === undefined && <p class="handoff-quiet">{t('Choose an example to see it.')}</p>}
      {isEmpty && <p class="handoff-quiet">{t('Nothing yet: fill at least one field.')}</p>}
      {error !== null && <ErrorNotice error={error} />}
      {record !== undefined && (
        <div class={isStale ? 'is-stale' : ''}>
          <s-stack gap="small-200">
            {record.isRefused ? (
              <Notice tone="critical">
                {t('This record would not be sent as it is; the fields above say why.')}
                {elsewhere.map((message) => (
                  <s-paragraph key={message}>{message}</s-paragraph>
                ))}
              </Notice>
            ) : (
              <Matched match={match} />
            )}
            {record.warnings.map((message) => (
              <s-text key={message} tone="caution">
                {message}
              </s-text>
            ))}
            {record.values.length > 0 && (
              <dl class="handoff-record__values">
                {record.values.map(({ path, name, text }) => (
                  <div key={path}>
                    <dt>{name}</dt>
                    <dd>{text ?? t('(cleared)')}</dd>
                  </div>
                ))}
              </dl>
            )}
            <Folded title={t('Exactly as it is sent')}>
              <Code label={t('Exactly as it is sent')} text={record.asSent} />
              <s-text color="subdued">
                {t(
                  'Where another site or shop of yours knows this person too, newer contact details and opt-outs from there are sent in place of these. This page cannot show them: it knows only what came from here.',
                )}
              </s-text>
            </Folded>
          </s-stack>
        </div>
      )}
    </section>
  );
}

/** Which record this would update, where the destination can tell. */
function Matched({ match }: { match: PreviewState['match'] }) {
  return (
    <div role="status">
      {match === null && <s-text>{t('No such record is there yet: it would make a new one.')}</s-text>}
      {match !== null && match !== undefined && (
        <s-text>
          {fill(t('It would update a record that is there: {label}.'), { label: match.label })}{' '}
          {match.url !== undefined && <Go to={match.url}>{t('Open the record')}</Go>}
        </s-text>
      )}
    </div>
  );
}
