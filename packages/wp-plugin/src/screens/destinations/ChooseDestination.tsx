import { type Destination, useServer } from '@handoff/shared/panel/hooks';
import { SearchControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';

/** From this many on, a list is searched rather than read. */
const SEARCHED_FROM = 9;

/** The systems the server can send to, to choose one. */
export function ChooseDestination({ onChoose }: { onChoose: (destination: Destination) => void }) {
  const { data, error, refetch } = useServer('listDestinations', {});
  const [search, setSearch] = useState('');
  if (data === undefined) return error === null ? <Loading lines={6} /> : <ErrorNotice error={error} retry={() => void refetch()} />;
  const wanted = search.trim().toLowerCase();
  const found = data.items.filter(({ title, description }) => `${title} ${description}`.toLowerCase().includes(wanted));
  return (
    <>
      {data.items.length >= SEARCHED_FROM && (
        <SearchControl
          __nextHasNoMarginBottom
          label={__('Search systems', 'handoff')}
          value={search}
          onChange={setSearch}
          className="handoff-choose__search"
        />
      )}
      {found.length === 0 && (
        <p role="status">
          {fill(__('This server has no system called “{search}”. An outgoing webhook reaches most others.', 'handoff'), { search })}
        </p>
      )}
      <ul className="handoff-choose">
        {found.map((destination) => (
          <li key={destination.type}>
            <button type="button" onClick={() => onChoose(destination)}>
              <strong>{destination.title}</strong>
              <span>{destination.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
