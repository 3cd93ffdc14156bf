import { TextareaControl } from '@wordpress/components';
import { templateToText, textToTemplate } from '@handoff/shared/panel';
import { useSampleFields } from '@handoff/shared/panel/hooks';
import { useRef } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { FieldPicker } from './FieldPicker.tsx';

/** A text with fields in it, written with their names in braces. */
export function TemplateInput({ template, onChange }: { template: string; onChange: (template: string) => void }) {
  const fields = useSampleFields();
  const input = useRef<HTMLTextAreaElement>(null);
  const text = templateToText(template, fields);
  const insert = (path: string) => {
    const at = input.current?.selectionStart ?? text.length;
    onChange(textToTemplate(text.slice(0, at), fields) + `{{${path}}}` + textToTemplate(text.slice(at), fields));
    input.current?.focus();
  };
  return (
    <>
      <TextareaControl
        ref={input}
        label={__('Text', 'handoff')}
        help={__('Names in braces are fields: “Enquiry from {Your name}”.', 'handoff')}
        value={text}
        rows={Math.min(8, text.split('\n').length + 1)}
        onChange={(next) => onChange(textToTemplate(next, fields))}
        __nextHasNoMarginBottom
      />
      <FieldPicker label={__('Put a field into the text', 'handoff')} showLabel value={null} onChange={insert} />
    </>
  );
}
