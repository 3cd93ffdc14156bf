import { t } from '../app/i18n.ts';
import { useStatus } from '../app/status.ts';
import { agoWords, momentWords } from './times.ts';

/** "2 minutes ago", with the exact time for whoever hovers or asks a screen reader. */
export function Ago({ at }: { at: string | null }) {
  const { shop } = useStatus();
  if (at === null) return <>{t('never')}</>;
  return (
    <time dateTime={at} title={momentWords(at, shop.timezone)}>
      {agoWords(at)}
    </time>
  );
}
