import { ApiError } from '@handoff/shared/api';
import { t } from '../app/i18n.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** What went wrong, in the words that came with it, and a way to try again. */
export function ErrorNotice({ error, retry }: { error: Error; retry?: () => void }) {
  const problems = error instanceof ApiError ? (error.details.problems ?? []) : [];
  return (
    <Notice
      tone="critical"
      actions={
        retry !== undefined && (
          <Button slot="secondary-actions" onClick={retry}>
            {t('Try again')}
          </Button>
        )
      }
    >
      <s-paragraph>{error.message}</s-paragraph>
      {problems.length > 0 && (
        <s-unordered-list>
          {problems.map(({ path, message }) => (
            <s-list-item key={path + message}>
              {path} {message}
            </s-list-item>
          ))}
        </s-unordered-list>
      )}
    </Notice>
  );
}
