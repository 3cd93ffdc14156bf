import type { AnswerOf } from '../../api/client.ts';
import type { endpoints } from '../../api/endpoints/index.ts';
import { fill, type Translate } from '../translate.ts';

type Notice = AnswerOf<typeof endpoints.listAlerts>['items'][number]['notices'][number];

/** What became of one message about an alert; when it was sent follows it. */
export function toldWords({ to, kind, state, error }: Pick<Notice, 'to' | 'kind' | 'state' | 'error'>, t: Translate): string {
  if (state === 'failed') return fill(t('{to} could not be told.'), { to });
  if (state === 'pending')
    return error === null ? fill(t('{to} will be told.'), { to }) : fill(t('{to} could not be told yet; it is tried again.'), { to });
  if (kind === 'resolved') return fill(t('{to} was told that it is over'), { to });
  return kind === 'reminder' ? fill(t('{to} was reminded'), { to }) : fill(t('{to} was told'), { to });
}
