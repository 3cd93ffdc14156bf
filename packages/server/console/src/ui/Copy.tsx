import { Button } from '@wordpress/components';
import { useId, useRef, useState } from '@wordpress/element';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';

/** A text to be taken elsewhere, with a button that copies it. Where the browser does not let us, it is marked for the person to copy. */
export function Copy({ label, text }: { label: string; text: string }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, say] = useState('');
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      say(__('Copied.', 'handoff'));
    } catch {
      say(__('Marked: copy it with Ctrl+C or ⌘C.', 'handoff'));
    }
  };
  return (
    <div className="handoff-console-copy">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} ref={field} readOnly rows={3} value={text} spellCheck={false} />
      <div className="handoff-actions">
        <Button variant="primary" __next40pxDefaultSize onClick={() => void copy()}>
          {__('Copy', 'handoff')}
        </Button>
        <span role="status">{said}</span>
      </div>
    </div>
  );
}
