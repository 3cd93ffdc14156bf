import { entityWords } from '@handoff/shared/panel';
import { useAudit } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __, t } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusHeading, Page } from '../../ui/Page.tsx';
import './audit.scss';
import { ChangeItem } from './ChangeItem.tsx';
import { Filters } from './Filters.tsx';

/** Who changed what, and when; and the way back. */
export default function AuditScreen() {
  const { changes, next, pages, filter, isFiltered, narrow, error, retry } = useAudit();
  return (
    <Page
      title={__('Changes', 'handoff')}
      intro={__('Who changed what, with what was before and after. What can be put back has an Undo.', 'handoff')}
    >
      <Filters filter={filter} kinds={entityWords(t)} onChange={narrow} />
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {changes === undefined && error === null && <Loading lines={8} />}
      {changes?.length === 0 && (
        <Empty title={isFiltered ? __('Nothing like this was changed', 'handoff') : __('Nothing was changed yet', 'handoff')}>
          <p>
            {isFiltered
              ? __('Choose other days, or everything.', 'handoff')
              : __('As soon as somebody changes something, it says so here.', 'handoff')}
          </p>
        </Empty>
      )}
      {changes !== undefined && changes.length > 0 && (
        <ol className="handoff-audit">
          {changes.map((change) => (
            <ChangeItem key={change.id} change={change} onOnly={(actor) => narrow({ actor })} />
          ))}
        </ol>
      )}
      {(next !== null || !pages.isFirst) && (
        <div className="handoff-actions handoff-audit__pages">
          <Button
            variant="secondary"
            disabled={pages.isFirst}
            accessibleWhenDisabled
            onClick={() => {
              pages.newer();
              focusHeading();
            }}
          >
            {__('Newer', 'handoff')}
          </Button>
          <Button
            variant="secondary"
            disabled={next === null}
            accessibleWhenDisabled
            onClick={() => {
              if (next !== null) pages.older(next);
              focusHeading();
            }}
          >
            {__('Older', 'handoff')}
          </Button>
        </div>
      )}
    </Page>
  );
}
