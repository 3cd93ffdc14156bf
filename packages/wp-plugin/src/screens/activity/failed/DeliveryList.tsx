import { deliveryTodo, recordText } from '@handoff/shared/panel';
import { type Delivery, type Names, type ReplayTarget, useFailedDeliveries, useNames, usePanelHost } from '@handoff/shared/panel/hooks';
import type { Action, Field } from '@wordpress/dataviews/wp';
import { redo, check, trash } from '@wordpress/icons';
import { Button } from '@wordpress/components';
import { useMemo, useState } from '@wordpress/element';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { ConfirmArrival } from '../actions/ConfirmArrival.tsx';
import { GiveUpDialog } from '../actions/GiveUpDialog.tsx';
import { ReplayDialog } from '../actions/ReplayDialog.tsx';
import { eventPlace } from '../addresses.ts';
import { Pager } from '../list/Pager.tsx';
import { Table } from '../list/Table.tsx';

type Open =
  | { dialog: 'replay'; target: ReplayTarget; count: number | undefined }
  | { dialog: 'confirm'; delivery: Delivery }
  | { dialog: 'give-up'; deliveryIds: string[] };

/** Deliveries that need a person: each with why and what to do, and all of them at once. */
export function DeliveryList({ state }: { state: 'dead' | 'uncertain' }) {
  const { canManage } = usePanelHost().person;
  const { deliveries, pages, isTurning } = useFailedDeliveries(state);
  const names = useNames();
  const [open, setOpen] = useState<Open>();
  const [chosen, choose] = useState<string[]>([]);
  const fields = useMemo(() => deliveryFields(names), [names]);
  const { data } = deliveries;
  const close = () => setOpen(undefined);
  return (
    <>
      <p>
        {state === 'dead'
          ? __(
              'These were tried and cannot succeed as they are. Mend what is named, then send them again. What is not wanted any more, give up.',
              'handoff',
            )
          : __(
              'The other system did not answer, so nobody knows whether these arrived. Look there: if it is there, say so; if not, send it again.',
              'handoff',
            )}
      </p>
      {deliveries.error !== null && <ErrorNotice error={deliveries.error} retry={() => void deliveries.refetch()} />}
      {/* What waits is shown in its place only: a dialog that reports what was done stays open. */}
      {(deliveries.isPending || isTurning) && <Loading lines={8} />}
      {data !== undefined && !isTurning && (
        <Table<Delivery>
          items={data.items}
          keyOf={({ id }) => id}
          fields={fields}
          columns={['time', 'destination', 'why']}
          actions={canManage ? actionsFor(setOpen) : []}
          chosen={chosen}
          onChoose={choose}
          hrefOf={({ eventId }) => eventPlace(eventId)}
          tools={
            canManage &&
            state === 'dead' &&
            data.items.length > 0 && (
              <Button
                variant="secondary"
                __next40pxDefaultSize
                onClick={() => setOpen({ dialog: 'replay', target: { filter: { states: ['dead'] } }, count: undefined })}
              >
                {__('Send all failed ones again', 'handoff')}
              </Button>
            )
          }
          empty={
            <Empty title={state === 'dead' ? __('Nothing has failed', 'handoff') : __('Nothing is uncertain', 'handoff')}>
              <p>{__('What needs you appears here and on Home.', 'handoff')}</p>
            </Empty>
          }
        />
      )}
      <Pager pages={pages} next={data?.next ?? null} />
      {open?.dialog === 'replay' && (
        <ReplayDialog
          target={open.target}
          of={state === 'dead' ? 'failed' : 'uncertain'}
          count={open.count}
          onDone={() => choose([])}
          onClose={close}
        />
      )}
      {open?.dialog === 'give-up' && (
        <GiveUpDialog deliveryIds={open.deliveryIds} isUncertain={state === 'uncertain'} onDone={() => choose([])} onClose={close} />
      )}
      {open?.dialog === 'confirm' && (
        <ConfirmArrival deliveryId={open.delivery.id} name={names.connection(open.delivery.connectionId)} onClose={close} />
      )}
    </>
  );
}

function deliveryFields(names: Names): [Field<Delivery>, Field<Delivery>, ...Field<Delivery>[]] {
  return [
    { id: 'what', label: __('What', 'handoff'), getValue: ({ item }) => recordText(item.payload, t) ?? names.flow(item.flowId) },
    {
      id: 'flow',
      label: __('Flow', 'handoff'),
      render: ({ item }) => (
        <span className="handoff-quiet">{fill(__('Flow “{flow}”', 'handoff'), { flow: names.flow(item.flowId) })}</span>
      ),
    },
    { id: 'time', label: __('When', 'handoff'), render: ({ item }) => <Ago at={item.finishedAt ?? item.createdAt} /> },
    { id: 'destination', label: __('Destination', 'handoff'), render: ({ item }) => <>{names.connection(item.connectionId)}</> },
    { id: 'why', label: __('Why, and what to do', 'handoff'), render: ({ item }) => <Why delivery={item} /> },
  ];
}

function Why({ delivery }: { delivery: Delivery }) {
  const todo = deliveryTodo(delivery.state, delivery.error?.code, t);
  return (
    <div className="handoff-why">
      <span>{delivery.error?.message}</span>
      {todo !== undefined && <span className="handoff-quiet">{todo.text}</span>}
    </div>
  );
}

function actionsFor(open: (dialog: Open) => void): Action<Delivery>[] {
  return [
    {
      id: 'replay',
      label: __('Send again', 'handoff'),
      icon: redo,
      supportsBulk: true,
      callback: (items) => open({ dialog: 'replay', target: { deliveryIds: items.map(({ id }) => id) }, count: items.length }),
    },
    {
      id: 'confirm',
      label: __('It arrived', 'handoff'),
      icon: check,
      isEligible: ({ state }) => state === 'uncertain',
      callback: ([delivery]) => {
        if (delivery !== undefined) open({ dialog: 'confirm', delivery });
      },
    },
    {
      id: 'give-up',
      label: __('Give up', 'handoff'),
      icon: trash,
      supportsBulk: true,
      callback: (items) => open({ dialog: 'give-up', deliveryIds: items.map(({ id }) => id) }),
    },
  ];
}
