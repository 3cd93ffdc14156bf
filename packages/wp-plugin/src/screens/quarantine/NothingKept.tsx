import type { KeptVerdict } from '@handoff/shared/panel/hooks';
import { __ } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';

interface NothingKeptProps {
  verdict: KeptVerdict;
  isWatched: boolean;
  /** What was marked already is looked at, too. */
  withNamed: boolean;
}

/** Nothing there: what would come here. Of a site that is only watched nothing ever does. */
export function NothingKept({ verdict, isWatched, withNamed }: NothingKeptProps) {
  if (isWatched) {
    return (
      <Empty
        title={
          verdict === 'quarantine' ? __('Nothing would have been kept back', 'handoff') : __('Nothing would have been flagged', 'handoff')
        }
      >
        <p>
          {withNamed
            ? __('None of the messages looked like it.', 'handoff')
            : __('None of the messages that you have not marked yet looked like it.', 'handoff')}
        </p>
      </Empty>
    );
  }
  switch (verdict) {
    case 'quarantine':
      return (
        <Empty title={__('Nothing waits for you here', 'handoff')}>
          <p>{__('What looks like spam comes here and is not sent, until you say that it is real.', 'handoff')}</p>
        </Empty>
      );
    case 'review':
      return (
        <Empty title={__('Nothing to look at', 'handoff')}>
          <p>{__('What went on although something about it was unusual comes here.', 'handoff')}</p>
        </Empty>
      );
    case 'suppress':
      return (
        <Empty title={__('Nothing was held for a reason', 'handoff')}>
          <p>{__('Tests and silent imports come here: they are kept, and nothing of them is sent.', 'handoff')}</p>
        </Empty>
      );
    case 'duplicate':
      return (
        <Empty title={__('No duplicates', 'handoff')}>
          <p>{__('Where a form was sent twice within moments, the copy comes here and is not sent.', 'handoff')}</p>
        </Empty>
      );
  }
}
