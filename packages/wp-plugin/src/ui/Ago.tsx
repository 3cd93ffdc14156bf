import { dateI18n, humanTimeDiff } from '@wordpress/date';
import { __ } from '../app/i18n.ts';

/** "2 minutes ago", with the exact time for whoever hovers or asks a screen reader. */
export function Ago({ at }: { at: string | null }) {
  if (at === null) return <>{__('never', 'handoff')}</>;
  return (
    <time dateTime={at} title={dateI18n('Y-m-d H:i:s', at)}>
      {humanTimeDiff(at)}
    </time>
  );
}
