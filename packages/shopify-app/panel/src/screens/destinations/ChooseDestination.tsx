import { type Destination, useServer } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Search } from '../../ui/Search.tsx';

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
      {data.items.length >= SEARCHED_FROM && <Search label={t('Search systems')} value={search} onChange={setSearch} />}
      {found.length === 0 && (
        <div role="status">
          <s-paragraph>
            {fill(t('This server has no system called “{search}”. An outgoing webhook reaches most others.'), { search })}
          </s-paragraph>
        </div>
      )}
      <ul class="handoff-choose">
        {found.map((destination) => (
          <li key={destination.type}>
            <s-clickable
              border="base"
              borderRadius="base"
              padding="base"
              inlineSize="100%"
              blockSize="100%"
              onClick={() => onChoose(destination)}
            >
              <s-stack gap="small-400">
                <s-text type="strong">{destination.title}</s-text>
                <s-text color="subdued">{destination.description}</s-text>
              </s-stack>
            </s-clickable>
          </li>
        ))}
      </ul>
    </>
  );
}
