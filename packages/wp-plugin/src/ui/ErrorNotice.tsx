import { ApiError } from '@handoff/shared/api';
import { Button, Notice } from '@wordpress/components';
import { __ } from '../app/i18n.ts';

/** What went wrong, in the words that came with it, and a way to try again. */
export function ErrorNotice({ error, retry }: { error: Error; retry?: () => void }) {
  const problems = error instanceof ApiError ? (error.details.problems ?? []) : [];
  return (
    <Notice status="error" isDismissible={false} className="handoff-notice">
      <p>{error.message}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map(({ path, message }) => (
            <li key={path + message}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {retry !== undefined && (
        <Button variant="secondary" __next40pxDefaultSize onClick={retry}>
          {__('Try again', 'handoff')}
        </Button>
      )}
    </Notice>
  );
}
