import type { Learning } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

interface ForgetProps {
  /** How many examples there are. */
  count: number;
  forget: Learning['forget'];
  onClose: () => void;
}

/** Asks before all examples and weights are deleted, which nobody can take back. */
export function Forget({ count, forget, onClose }: ForgetProps) {
  return (
    <Confirm
      title={t('Forget all it has learned?')}
      verb={t('Forget it all')}
      critical
      busy={forget.busy}
      error={forget.error}
      onConfirm={() => forget.run(onClose)}
      onCancel={onClose}
    >
      <s-paragraph>
        {fill(
          _n(
            '{count} example and all that was learned from it is deleted. This cannot be undone.',
            '{count} examples and all that was learned from them are deleted. This cannot be undone.',
            count,
          ),
          { count },
        )}
      </s-paragraph>
      <s-paragraph>
        {t('Until it has learned anew, spam that only the text gives away goes on. Your messages, and how you marked them, stay.')}
      </s-paragraph>
    </Confirm>
  );
}
