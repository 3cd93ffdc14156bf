import { t } from '../app/i18n.ts';

/** Grey lines of about the height of what will come, so that nothing jumps. */
export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <div class="handoff-loading" role="status" aria-label={t('Loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
