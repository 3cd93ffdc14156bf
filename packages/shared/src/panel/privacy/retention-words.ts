import type { RetentionKind } from '../../api/privacy.ts';
import type { Translate } from '../translate.ts';

/** What a kind of data is called, and what its going means. */
export function retentionWords(kind: RetentionKind, t: Translate): { title: string; meaning: string } {
  switch (kind) {
    case 'bodies':
      return {
        title: t('What people wrote and what was sent'),
        meaning: t('Afterwards the activity still shows that an event was here and what became of it, but not what it said.'),
      };
    case 'exchanges':
      return {
        title: t('Requests to destinations and their answers'),
        meaning: t('For finding mistakes. Afterwards it is still shown when something was sent and whether it arrived.'),
      };
    case 'quarantine':
      return {
        title: t('What was kept back as spam'),
        meaning: t('Until then somebody can let it go on. Afterwards it is gone altogether.'),
      };
    case 'failed':
      return {
        title: t('What failed and waits for somebody'),
        meaning: t('Until then it can be sent again. Afterwards it is given up, and its contents go like those of others.'),
      };
    case 'events':
      return {
        title: t('The activity itself'),
        meaning: t('Afterwards nothing shows that an event was ever here.'),
      };
    case 'keys':
      return {
        title: t('By what repeats are known'),
        meaning: t('Holds no personal data. Never goes before the activity, so that nothing is sent twice.'),
      };
    case 'people':
      return {
        title: t('People of whom nothing was heard'),
        meaning: t('Counted from the last time somebody wrote or bought. Afterwards they are new when they come again.'),
      };
    case 'alerts':
      return {
        title: t('Alerts that are over'),
        meaning: t('Counted from the day they were resolved.'),
      };
    case 'audit':
      return {
        title: t('Who changed what'),
        meaning: t('With it go receipts that leave nothing to do.'),
      };
  }
}
