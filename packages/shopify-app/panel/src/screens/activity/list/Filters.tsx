import { type ActivityFilter, filterChoices } from '@handoff/shared/panel';
import { useDebounced } from '@handoff/shared/panel/hooks';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Search } from '../../../ui/Search.tsx';
import { Select } from '../../../ui/Select.tsx';

const TYPING_MS = 500;

interface FiltersProps {
  filter: ActivityFilter;
  types: readonly string[];
  sources: readonly { value: string; label: string }[];
  onChange: (filter: ActivityFilter) => void;
}

/** What the list is narrowed to. */
export function Filters({ filter, types, sources, onChange }: FiltersProps) {
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <s-grid gridTemplateColumns="repeat(auto-fit, minmax(190px, 1fr))" gap="small" alignItems="end">
      <Person
        contact={filter.contact ?? ''}
        onChange={(contact) => onChange({ ...filter, contact: contact === '' ? undefined : contact })}
      />
      {filterChoices(types, sources, t).map(({ id, label, options }) => (
        <Select
          key={id}
          label={label}
          value={filter[id] ?? ''}
          options={[{ value: '', label: t('Any') }, ...options]}
          onChange={(value) => onChange({ ...filter, [id]: value === '' ? undefined : value })}
        />
      ))}
      {isFiltered && (
        <Button variant="tertiary" onClick={() => onChange({})}>
          {t('Take away all filters')}
        </Button>
      )}
    </s-grid>
  );
}

/** Asked for once a person has stopped typing: it is looked up whole. */
function Person({ contact, onChange }: { contact: string; onChange: (contact: string) => void }) {
  const [typed, setTyped] = useState(contact);
  const wanted = useDebounced(typed.trim(), TYPING_MS);
  useEffect(() => setTyped(contact), [contact]);
  useEffect(() => {
    if (wanted !== contact) onChange(wanted);
  }, [wanted]);
  return <Search label={t('E-mail or phone number')} value={typed} onChange={setTyped} />;
}
