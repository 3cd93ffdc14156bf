import type { Learning } from '@handoff/shared/panel/hooks';
import { __, _n, fill } from '../../../app/i18n.ts';
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
      title={__('Forget all it has learned?', 'handoff')}
      verb={__('Forget it all', 'handoff')}
      destructive
      busy={forget.busy}
      error={forget.error}
      onConfirm={() => forget.run(onClose)}
      onCancel={onClose}
    >
      <p>
        {fill(
          _n(
            '{count} example and all that was learned from it is deleted. This cannot be undone.',
            '{count} examples and all that was learned from them are deleted. This cannot be undone.',
            count,
            'handoff',
          ),
          { count },
        )}
      </p>
      <p>
        {__(
          'Until it has learned anew, spam that only the text gives away goes on. Your messages, and how you marked them, stay.',
          'handoff',
        )}
      </p>
    </Confirm>
  );
}
