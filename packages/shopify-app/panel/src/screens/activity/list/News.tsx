import { _n, fill } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';

/** News are announced and wait: rows do not move under the hand of who reads them. */
export function News({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status">
      {count > 0 && <Button onClick={onShow}>{fill(_n('Show {count} new', 'Show {count} new', count), { count })}</Button>}
    </div>
  );
}
