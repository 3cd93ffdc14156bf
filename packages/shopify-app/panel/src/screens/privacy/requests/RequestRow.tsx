import { saveFile } from '@handoff/shared/panel/hooks';
import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PrivacyRequest } from '../../../../../src/panel-api/resources.ts';
import { shop } from '../../../app/clients.ts';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Row } from '../../../ui/Row.tsx';
import { Status } from '../../../ui/Status.tsx';
import { numberWords } from '../../../ui/times.ts';
import { topicWords } from '../../webhooks/words.ts';

type Request = z.infer<typeof PrivacyRequest>;
type Receipt = NonNullable<Request['receipt']>;

/** One request, what was found, and what is left to do by hand. */
export function RequestRow({ request }: { request: Request }) {
  const { topic, state, receivedAt, error, receipt } = request;
  return (
    <Row end={<State state={state} />}>
      <s-stack gap="small-300">
        <s-text type="strong">{topicWords(topic)}</s-text>
        <s-text color="subdued">
          {t('Came:')} <Ago at={receivedAt} />. {receipt !== null && foundWords(receipt)}
        </s-text>
        {error !== null && <s-text>{error}</s-text>}
        {receipt !== null && <Elsewhere receipt={receipt} erased={topic !== 'customers/data_request'} />}
        {request.exportable && <Export id={request.id} />}
      </s-stack>
    </Row>
  );
}

function foundWords({ webhooks, checkouts, companion }: Receipt): string {
  const held = [
    fill(t('webhooks: {count}'), { count: numberWords(webhooks) }),
    fill(t('checkouts: {count}'), { count: numberWords(checkouts) }),
    ...(companion === null ? [] : [fill(t('events: {count}'), { count: numberWords(companion.events) })]),
  ];
  return fill(t('Found: {what}.'), { what: held.join(', ') });
}

/** Records at destinations: those that were asked to erase theirs, and those that only their owner can. */
function Elsewhere({ receipt: { destinations }, erased }: { receipt: Receipt; erased: boolean }) {
  if (destinations.length === 0) return null;
  return (
    <s-stack gap="small-300">
      <s-text>{t('Records at your destinations:')}</s-text>
      <s-unordered-list>
        {destinations.map(({ connection, recordId, url, certain, erasure }) => (
          <s-list-item key={`${connection}:${recordId ?? ''}`}>
            {url === null ? (
              `${connection}${recordId === null ? '' : ` ${recordId}`}`
            ) : (
              <Go to={url}>{`${connection} ${recordId ?? ''}`}</Go>
            )}
            {erased && `: ${erasure === 'asked' ? t('asked to erase it.') : t('erase it there by hand: it takes no such request.')}`}
            {!certain && ` ${t('It is not known whether it arrived there.')}`}
          </s-list-item>
        ))}
      </s-unordered-list>
    </s-stack>
  );
}

function Export({ id }: { id: string }) {
  const fetched = useMutation({
    mutationFn: () => shop('exportPrivacyRequest', { params: { id } }),
    onSuccess: (found) => saveFile('handoff-personal-data-{day}.json', JSON.stringify(found, null, 2), 'application/json'),
  });
  return (
    <s-stack gap="small-300">
      <div>
        <Button busy={fetched.isPending} onClick={() => fetched.mutate()}>
          {t('Download their data')}
        </Button>
      </div>
      <s-text color="subdued">{t('Hand it to the customer within 30 days. It can be fetched here for that long.')}</s-text>
      {fetched.error !== null && <Notice tone="critical">{fetched.error.message}</Notice>}
    </s-stack>
  );
}

function State({ state }: { state: Request['state'] }) {
  switch (state) {
    case 'pending':
      return <Status tone="busy">{t('Under way')}</Status>;
    case 'done':
      return <Status tone="good">{t('Done')}</Status>;
    case 'failed':
      return <Status tone="bad">{t('Stopped by an error')}</Status>;
  }
}
