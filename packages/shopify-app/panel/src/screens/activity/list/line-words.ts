import { aboutEvent } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { topicWords } from '../../webhooks/words.ts';
import type { Line } from '../data/types.ts';

/** Which form, order or customer a line is about, and of what kind it is where that is not said yet. */
export function lineWords(line: Line): { title: string; kind: string | null } {
  if (line.kind === 'waiting') return { title: topicWords(line.row.webhook.topic), kind: t('Webhook in this app') };
  const { kind, title } = aboutEvent(line.event.type, line.event.envelope, t);
  return title === null ? { title: kind, kind: null } : { title, kind };
}

/** The same with the person, for whoever cannot see the rest of the row. */
export function lineName(line: Line): string {
  const { title } = lineWords(line);
  const contact = line.kind === 'event' ? line.event.contact : null;
  return contact === null ? title : `${title}, ${contact}`;
}
