import { __ } from '../../../app/i18n.ts';

/** Back to the list, as it was left. */
export function BackLink() {
  return (
    <p>
      <a href="#/activity">{__('All activity', 'handoff')}</a>
    </p>
  );
}
