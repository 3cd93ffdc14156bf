import type { Row } from '@handoff/shared/panel';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';

interface PutIntoProps {
  rows: readonly Row[];
  onChoose: (target: string) => void;
  onCancel: () => void;
}

/** Where a value goes, where no field of the destination is open. */
export function PutInto({ rows, onChoose, onCancel }: PutIntoProps) {
  return (
    <div class="handoff-sample__put">
      <Select
        label={t('Put it into')}
        value=""
        options={[
          { value: '', label: t('Choose a field…') },
          ...rows.map(({ field, rule }) => ({
            value: field.path,
            label: rule === undefined ? field.label : fill(t('{field} (filled already)'), { field: field.label }),
          })),
        ]}
        onChange={(target) => target !== '' && onChoose(target)}
      />
      <Button variant="tertiary" onClick={onCancel}>
        {t('Cancel')}
      </Button>
    </div>
  );
}
