import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';

const SHOWN = 600;

/** What a person wrote; of a very long text the beginning, which mostly says enough. */
export function Message({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isCut = text.length > SHOWN && !isWhole;
  return (
    <div class="handoff-message">
      {isCut ? `${text.slice(0, SHOWN)}…` : text}
      {text.length > SHOWN && (
        <div>
          <Button variant="tertiary" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('Show less') : t('Show all')}
          </Button>
        </div>
      )}
    </div>
  );
}
