import type { Fetch } from '../../destinations/kit/http.ts';
import { postForm, requireSuccess, type ServiceAnswer, ServiceFailure } from './call.ts';

/** `blatant`: so plainly spam that Akismet would throw it away. */
export type AkismetVerdict = 'spam' | 'blatant' | 'ham';

/** The parameters of one message, by Akismet's names; see `messageFor`. */
export type AkismetMessage = Record<string, string>;

export interface AkismetAccount {
  key: string;
  /** The site the key is used for, as Akismet calls it: its `blog`. */
  site: string;
}

const NAME = 'Akismet';
const BASE = 'https://rest.akismet.com/1.1';

/** Whether Akismet takes the key for the site. @throws ServiceFailure where it does not say. */
export async function verifyKey(fetch: Fetch, { key, site }: AkismetAccount): Promise<boolean> {
  const answer = await postForm(fetch, NAME, `${BASE}/verify-key`, { key, blog: site });
  requireAnswer(answer);
  const said = answer.text.trim();
  if (said !== 'valid' && said !== 'invalid') throw unreadable(answer);
  return said === 'valid';
}

/** What Akismet says of a message. @throws ServiceFailure */
export async function checkMessage(fetch: Fetch, account: AkismetAccount, message: AkismetMessage): Promise<AkismetVerdict> {
  const answer = await send(fetch, 'comment-check', account, message);
  const said = answer.text.trim();
  if (said === 'false') return 'ham';
  if (said === 'true') return answer.headers.get('x-akismet-pro-tip')?.trim() === 'discard' ? 'blatant' : 'spam';
  throw said === 'invalid' ? new ServiceFailure('key', `${NAME} refuses the key.`) : unreadable(answer);
}

/** Tells Akismet that it was wrong about a message. @throws ServiceFailure */
export async function correct(fetch: Fetch, account: AkismetAccount, message: AkismetMessage, as: 'spam' | 'ham'): Promise<void> {
  const answer = await send(fetch, `submit-${as}`, account, message);
  if (answer.text.trim() === 'invalid') throw new ServiceFailure('key', `${NAME} refuses the key.`);
  if (!answer.text.startsWith('Thanks')) throw unreadable(answer);
}

async function send(fetch: Fetch, call: string, { key, site }: AkismetAccount, message: AkismetMessage): Promise<ServiceAnswer> {
  const answer = await postForm(fetch, NAME, `${BASE}/${call}`, { ...message, api_key: key, blog: site });
  requireAnswer(answer);
  return answer;
}

/** An account that is suspended or over its plan may still get an answer, with an alert beside it. That answer is not relied on. */
function requireAnswer(answer: ServiceAnswer): void {
  requireSuccess(NAME, answer);
  const code = answer.headers.get('x-akismet-alert-code')?.trim() ?? '';
  if (code !== '') throw new ServiceFailure('quota', `${NAME} says that the account needs a look (its code ${code.slice(0, 20)}).`);
}

function unreadable({ headers }: ServiceAnswer): ServiceFailure {
  const help = headers.has('x-akismet-debug-help');
  return new ServiceFailure('unreadable', `${NAME} ${help ? 'could not make sense of the request' : 'gave an answer that is none'}.`);
}
