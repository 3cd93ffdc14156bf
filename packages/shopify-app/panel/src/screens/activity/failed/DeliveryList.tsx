import { deliveryTodo, recordText } from '@handoff/shared/panel';
import { type Delivery, type Names, type ReplayTarget, useFailedDeliveries, useNames } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ConfirmArrival } from '../actions/ConfirmArrival.tsx';
import { GiveUpDialog } from '../actions/GiveUpDialog.tsx';
import { ReplayDialog } from '../actions/ReplayDialog.tsx';
import { type Outcome, Said } from '../actions/Said.tsx';
import { eventPlace } from '../addresses.ts';
import { Bulk } from '../list/Bulk.tsx';
import { Pager } from '../list/Pager.tsx';
import { type Column, Table } from '../list/Table.tsx';
import { useChosen } from '../list/useChosen.ts';

const NONE: readonly Delivery[] = [];
const keyOf = ({ id }: Delivery) => id;

type Open =
  | { dialog: 'replay'; target: ReplayTarget; count: number | undefined }
  | { dialog: 'confirm'; delivery: Delivery }
  | { dialog: 'give-up'; deliveryIds: string[] };

/** Deliveries that need a person: each with why and what to do, and all of them at once. */
export function DeliveryList({ state }: { state: 'dead' | 'uncertain' }) {
  const { deliveries, pages, isTurning } = useFailedDeliveries(state);
  const names = useNames();
  const [open, setOpen] = useState<Open>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const items = deliveries.data?.items ?? NONE;
  const chosen = useChosen(items, keyOf);
  const close = () => setOpen(undefined);
  const say = (what: Outcome) => {
    setOutcome(what);
    chosen.clear();
  };
  const again = (some: readonly Delivery[]) => setOpen({ dialog: 'replay', target: { deliveryIds: some.map(keyOf) }, count: some.length });
  return (
    <>
      <Said outcome={outcome} error={null} />
      {deliveries.error !== null && <ErrorNotice error={deliveries.error} retry={() => void deliveries.refetch()} />}
      <Section title={state === 'dead' ? t('Failed') : t('Not known whether arrived')}>
        <s-paragraph>
          {state === 'dead'
            ? t(
                'These were tried and cannot succeed as they are. Mend what is named, then send them again. What is not wanted any more, give up.',
              )
            : t(
                'The other system did not answer, so nobody knows whether these arrived. Look there: if it is there, say so; if not, send it again.',
              )}
        </s-paragraph>
        {(deliveries.isPending || isTurning) && <Loading lines={8} />}
        {deliveries.data !== undefined && items.length === 0 && !isTurning && (
          <Empty title={state === 'dead' ? t('Nothing has failed') : t('Nothing is uncertain')}>
            <s-paragraph>{t('What needs you appears here and on Home.')}</s-paragraph>
          </Empty>
        )}
        {items.length > 0 && (
          <>
            <Bulk
              items={items}
              chosen={chosen.items}
              onAll={chosen.chooseAll}
              actions={[
                { label: t('Send again'), can: () => true, run: again },
                {
                  label: t('Give up'),
                  critical: true,
                  can: () => true,
                  run: (some) => setOpen({ dialog: 'give-up', deliveryIds: some.map(keyOf) }),
                },
              ]}
            >
              {state === 'dead' && (
                <Button onClick={() => setOpen({ dialog: 'replay', target: { filter: { states: ['dead'] } }, count: undefined })}>
                  {t('Send all failed ones again')}
                </Button>
              )}
            </Bulk>
            <Table
              items={items}
              keyOf={keyOf}
              nameOf={(delivery) => titleOf(delivery, names)}
              columns={columns(names, (delivery) => setOpen({ dialog: 'confirm', delivery }))}
              chosen={chosen.keys}
              onChoose={chosen.choose}
            />
          </>
        )}
        <Pager pages={pages} next={deliveries.data?.next ?? null} />
      </Section>
      {open?.dialog === 'replay' && (
        <ReplayDialog target={open.target} of={state === 'dead' ? 'failed' : 'uncertain'} count={open.count} onDone={say} onClose={close} />
      )}
      {open?.dialog === 'give-up' && (
        <GiveUpDialog deliveryIds={open.deliveryIds} isUncertain={state === 'uncertain'} onDone={say} onClose={close} />
      )}
      {open?.dialog === 'confirm' && (
        <ConfirmArrival deliveryId={open.delivery.id} name={names.connection(open.delivery.connectionId)} onClose={close} />
      )}
    </>
  );
}

const titleOf = (delivery: Delivery, names: Names) => recordText(delivery.payload, t) ?? names.flow(delivery.flowId);

function columns(names: Names, onArrived: (delivery: Delivery) => void): Column<Delivery>[] {
  return [
    { label: t('What'), slot: 'primary', cell: (delivery) => <What delivery={delivery} names={names} /> },
    { label: t('When'), slot: 'secondary', cell: ({ finishedAt, createdAt }) => <Ago at={finishedAt ?? createdAt} /> },
    { label: t('Destination'), slot: 'labeled', cell: ({ connectionId }) => names.connection(connectionId) },
    { label: t('Why, and what to do'), slot: 'labeled', cell: (delivery) => <Why delivery={delivery} onArrived={onArrived} /> },
  ];
}

function What({ delivery, names }: { delivery: Delivery; names: Names }) {
  return (
    <s-stack gap="none">
      <Go to={eventPlace(delivery.eventId)}>{titleOf(delivery, names)}</Go>
      <s-text color="subdued">{fill(t('Flow “{flow}”'), { flow: names.flow(delivery.flowId) })}</s-text>
    </s-stack>
  );
}

function Why({ delivery, onArrived }: { delivery: Delivery; onArrived: (delivery: Delivery) => void }) {
  const todo = deliveryTodo(delivery.state, delivery.error?.code, t);
  return (
    <s-stack gap="small-300">
      {delivery.error !== null && <s-text>{delivery.error.message}</s-text>}
      {todo !== undefined && <s-text color="subdued">{todo.text}</s-text>}
      {delivery.state === 'uncertain' && (
        <Button variant="tertiary" onClick={() => onArrived(delivery)}>
          {t('It arrived')}
        </Button>
      )}
    </s-stack>
  );
}
