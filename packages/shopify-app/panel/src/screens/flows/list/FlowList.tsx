import type { Flow } from '@handoff/shared/panel';
import { useFlowList } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { focusContent, Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ArchiveFlow } from './ArchiveFlow.tsx';
import { FlowItem } from './FlowItem.tsx';

/** All flows in use, each in one sentence, with how it fares. */
export function FlowList() {
  const { items, names, failuresOf, error, retry } = useFlowList();
  const [archiving, setArchiving] = useState<Flow>();
  return (
    <Page
      title={t('Flows')}
      intro={t(
        'A flow says what happens with an order, a customer or a form: where it goes, under which conditions, and which field goes where.',
      )}
      actions={
        <>
          <Button slot="secondary-actions" to="/map">
            {t('Map')}
          </Button>
          <Button slot="primary-action" variant="primary" to="/flows/new">
            {t('New flow')}
          </Button>
        </>
      }
    >
      {items === undefined && (error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={retry} />)}
      {items?.length === 0 && (
        <Section title={t('No flow yet')}>
          <s-paragraph>
            {t('What happens in your shop is kept, and nothing is passed on. Make a flow to send it where it is needed.')}
          </s-paragraph>
          <s-stack direction="inline">
            <Button variant="primary" to="/start/destination">
              {t('Begin with a suggestion')}
            </Button>
          </s-stack>
        </Section>
      )}
      {items?.map((flow) => (
        <FlowItem key={flow.id} flow={flow} names={names} failures={failuresOf?.(flow.id)} onArchive={() => setArchiving(flow)} />
      ))}
      {archiving !== undefined && (
        <ArchiveFlow
          flow={archiving}
          onDone={() => {
            setArchiving(undefined);
            focusContent();
          }}
          onCancel={() => setArchiving(undefined)}
        />
      )}
    </Page>
  );
}
