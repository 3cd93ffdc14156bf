import type { KeptVerdict } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';

interface NothingKeptProps {
  verdict: KeptVerdict;
  isWatched: boolean;
  /** What was marked already is looked at, too. */
  withNamed: boolean;
}

/** Nothing there: what would come here. */
export function NothingKept({ verdict, isWatched, withNamed }: NothingKeptProps) {
  const { title, text } = isWatched ? watchedWords(verdict, withNamed) : words(verdict);
  return (
    <Empty title={title}>
      <s-paragraph>{text}</s-paragraph>
    </Empty>
  );
}

/** Of a shop that is only watched nothing ever comes here. */
function watchedWords(verdict: KeptVerdict, withNamed: boolean): { title: string; text: string } {
  return {
    title: verdict === 'quarantine' ? t('Nothing would have been kept back') : t('Nothing would have been flagged'),
    text: withNamed ? t('None of the messages looked like it.') : t('None of the messages that you have not marked yet looked like it.'),
  };
}

function words(verdict: KeptVerdict): { title: string; text: string } {
  switch (verdict) {
    case 'quarantine':
      return {
        title: t('Nothing waits for you here'),
        text: t('What looks like spam comes here and is not sent, until you say that it is real.'),
      };
    case 'review':
      return { title: t('Nothing to look at'), text: t('What went on although something about it was unusual comes here.') };
    case 'suppress':
      return {
        title: t('Nothing was held for a reason'),
        text: t('Tests and silent imports come here: they are kept, and nothing of them is sent.'),
      };
    case 'duplicate':
      return {
        title: t('No duplicates'),
        text: t('Where the same was sent twice within moments, the copy comes here and is not sent.'),
      };
  }
}
