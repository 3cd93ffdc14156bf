import { actorWords, type AuditFilter, entityWords } from '@handoff/shared/panel';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';

interface FiltersProps {
  filter: AuditFilter;
  onChange: (part: Partial<AuditFilter>) => void;
}

/** What was changed, and when. By whom is chosen in the list. */
export function Filters({ filter, onChange }: FiltersProps) {
  return (
    <s-stack gap="small">
      <s-grid gridTemplateColumns="repeat(auto-fit, minmax(190px, 1fr))" gap="small" alignItems="end">
        <Select
          label={t('What')}
          value={filter.entity}
          options={[{ value: '', label: t('Everything') }, ...entityWords(t)]}
          onChange={(entity) => onChange({ entity })}
        />
        <TextInput kind="date" label={t('First day')} value={filter.from} onChange={(from) => onChange({ from })} />
        <TextInput kind="date" label={t('Last day')} value={filter.to} onChange={(to) => onChange({ to })} />
      </s-grid>
      {filter.actor !== '' && (
        <div>
          <Button onClick={() => onChange({ actor: '' })}>
            {fill(t('Only by {person}: show all'), { person: actorWords(filter.actor, t) })}
          </Button>
        </div>
      )}
    </s-stack>
  );
}
