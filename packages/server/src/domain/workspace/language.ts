import type { Db } from '../../store/schema.ts';
import type { Language } from '../../words/language.ts';

/**
 * Takes a language for a workspace of which none is known yet, that of the first site that connects or of the first person
 * who does more in a site's panel than look, be it only a preview; one that is known stays.
 */
export async function adoptLanguage(db: Db, workspaceId: string, language: Language): Promise<void> {
  await db.updateTable('workspaces').set({ language }).where('id', '=', workspaceId).where('language', 'is', null).execute();
}
