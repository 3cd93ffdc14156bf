import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '../../app/i18n.ts';

const SHOWN = 600;

/** What a person wrote; of a very long text the beginning, which mostly says enough. */
export function Message({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isCut = text.length > SHOWN && !isWhole;
  return (
    <div className="handoff-kept__message">
      {isCut ? `${text.slice(0, SHOWN)}…` : text}
      {text.length > SHOWN && (
        <p>
          <Button variant="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? __('Show less', 'handoff') : __('Show all', 'handoff')}
          </Button>
        </p>
      )}
    </div>
  );
}
