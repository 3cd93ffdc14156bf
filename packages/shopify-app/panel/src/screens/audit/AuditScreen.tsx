import { useAudit } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Pager } from '../activity/list/Pager.tsx';
import { Parts } from '../settings/Parts.tsx';
import './audit.css';
import { ChangeItem } from './ChangeItem.tsx';
import { Filters } from './Filters.tsx';

/** Who changed what, and when; and the way back. */
export default function AuditScreen() {
  const { changes, next, pages, filter, isFiltered, narrow, error, retry } = useAudit();
  return (
    <Page
      title={t('Changes')}
      tabs={<Parts />}
      intro={t('Who changed what, with what was before and after. What can be put back has an Undo.')}
    >
      <Filters filter={filter} onChange={narrow} />
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {changes === undefined && error === null && <Loading lines={8} />}
      {changes?.length === 0 && (
        <Empty title={isFiltered ? t('Nothing like this was changed') : t('Nothing was changed yet')}>
          <s-paragraph>
            {isFiltered ? t('Choose other days, or everything.') : t('As soon as somebody changes something, it says so here.')}
          </s-paragraph>
        </Empty>
      )}
      {changes !== undefined && changes.length > 0 && (
        <Section title={t('Latest first')}>
          <ol class="handoff-rows">
            {changes.map((change) => (
              <ChangeItem key={change.id} change={change} onOnly={(actor) => narrow({ actor })} />
            ))}
          </ol>
        </Section>
      )}
      <Pager pages={pages} next={next} />
    </Page>
  );
}
