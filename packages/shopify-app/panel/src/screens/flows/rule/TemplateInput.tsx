import { templateToText, textToTemplate } from '@handoff/shared/panel';
import { useSampleFields } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { TextArea } from '../../../ui/TextArea.tsx';
import { FieldPicker } from './FieldPicker.tsx';

/** A text with fields in it, written with their names in braces. */
export function TemplateInput({ template, onChange }: { template: string; onChange: (template: string) => void }) {
  const fields = useSampleFields();
  const text = templateToText(template, fields);
  return (
    <>
      <TextArea
        label={t('Text')}
        details={t('Names in braces are fields: “Order of {Full name}”.')}
        value={text}
        rows={Math.min(8, text.split('\n').length + 1)}
        onChange={(next) => onChange(textToTemplate(next, fields))}
      />
      <FieldPicker label={t('Add a field at the end of the text')} value={null} onChange={(path) => onChange(`${template}{{${path}}}`)} />
    </>
  );
}
