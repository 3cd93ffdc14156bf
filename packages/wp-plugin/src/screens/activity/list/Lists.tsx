import { DeliveryList } from '../failed/DeliveryList.tsx';
import { OutboxList } from '../waiting/OutboxList.tsx';
import { EventList } from './EventList.tsx';
import type { View } from './view.ts';

/** The lists together, in one chunk with the component that all of them are made of. */
export default function Lists({ view }: { view: View }) {
  switch (view) {
    case 'all':
      return <EventList />;
    case 'parked':
      return <EventList preset="parked" />;
    case 'dead':
    case 'uncertain':
      return <DeliveryList state={view} />;
    case 'refused':
    case 'expired':
    case 'pending':
      return <OutboxList state={view} />;
  }
}
