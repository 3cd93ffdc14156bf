import { eventName } from '@handoff/shared/panel';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { useLocation } from 'wouter';
import { __, fill, t } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSite, useSiteAction } from '../../../app/queries.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Status } from '../../../ui/Status.tsx';
import { Until } from '../../../ui/Until.tsx';
import { BackLink } from '../event/BackLink.tsx';
import { Consents } from '../event/Consents.tsx';
import { Facts } from '../event/Facts.tsx';
import { Folded } from '../event/Folded.tsx';
import { Submitted } from '../event/Submitted.tsx';
import type { WaitingRow } from '../data/types.ts';
import { DiscardDialog } from './DiscardDialog.tsx';
import { canDiscard, canRetry, originWords, rowWords } from './row-words.ts';
import { useRowNames } from './useRowNames.ts';

const LOOK_EVERY_MS = 5000;

/** One event that this site keeps, as it was captured; shown also while the server is away. */
export function WaitingScreen({ id }: { id: number }) {
  const row = useSite('getOutboxRow', { params: { id } }, { every: LOOK_EVERY_MS });
  const names = useRowNames();
  if (row.data === undefined) {
    return (
      <Page title={__('Event on this site', 'handoff')}>
        <BackLink />
        {row.error === null ? <Loading lines={8} /> : <ErrorNotice error={row.error} retry={() => void row.refetch()} />}
      </Page>
    );
  }
  const { envelope, ...rest } = row.data;
  const { source, form } = names(rest);
  const { tone, label, text } = rowWords(rest);
  return (
    <Page title={form ?? eventName(rest.type, t)} actions={<RowActions row={rest} />}>
      <BackLink />
      <Section title={__('Where it is', 'handoff')}>
        <p>
          <Status tone={tone}>{label}</Status>
        </p>
        <p>
          {text} <Until at={rest.nextAt} />
        </p>
        {rest.lastError !== null && (
          <p className={tone === 'bad' ? 'handoff-problem' : 'handoff-warning'}>
            {fill(__('The last try said: {reason}', 'handoff'), { reason: rest.lastError })}
          </p>
        )}
        <Facts
          facts={[
            [__('What', 'handoff'), eventName(rest.type, t)],
            [__('Person', 'handoff'), rest.contact],
            [__('Captured', 'handoff'), <Ago key="at" at={rest.createdAt} />],
            [__('From', 'handoff'), source],
            [__('How', 'handoff'), originWords(rest.origin)],
            [__('Tries', 'handoff'), String(rest.attempts)],
            [__('Event ID', 'handoff'), <code key="id">{rest.eventId}</code>],
          ]}
        />
      </Section>
      <Submitted envelope={envelope} />
      <Consents envelope={envelope} />
      <Folded title={__('The whole event, as it was captured', 'handoff')} value={envelope} />
    </Page>
  );
}

function RowActions({ row }: { row: WaitingRow }) {
  const { canManage } = useStatus().person;
  const [, navigate] = useLocation();
  const [isDiscarding, setDiscarding] = useState(false);
  const retry = useSiteAction('retryRows');
  if (!canManage || !(canRetry(row) || canDiscard(row))) return null;
  return (
    <>
      {retry.error !== null && (
        <p role="alert" className="handoff-problem">
          {retry.error.message}
        </p>
      )}
      <Button
        variant="primary"
        __next40pxDefaultSize
        isBusy={retry.isPending}
        disabled={retry.isPending}
        accessibleWhenDisabled
        onClick={() => retry.mutate({ body: { ids: [row.id] } })}
      >
        {__('Try again', 'handoff')}
      </Button>
      <Button variant="secondary" isDestructive __next40pxDefaultSize onClick={() => setDiscarding(true)}>
        {__('Discard', 'handoff')}
      </Button>
      {isDiscarding && <DiscardDialog ids={[row.id]} onDone={() => navigate('/activity')} onClose={() => setDiscarding(false)} />}
    </>
  );
}
