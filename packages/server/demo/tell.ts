import { ApiErrorBody } from '@handoff/shared/api';
import { z } from 'zod';
import { createLookup, waitUntilSettled } from './lookup.ts';
import type { Outcome } from './outcome.ts';
import { createRequests } from './requests.ts';
import { post } from './sites.ts';
import type { Stage } from './stage.ts';
import { type Announced, type Chapter, type Sending, type ShopSending, type SiteSending, STORY } from './story.ts';
import { summaryOf } from './summary.ts';
import { wrap } from './table.ts';
import { beginOutage, loseNextAnswer } from './twins.ts';
import type { Voice } from './voice.ts';

/** A sending and what was answered at once. What came of it is found by the event's id, or by what happened in the shop. */
export type Answered = Omit<Outcome, 'event' | 'deliveries'> & { eventId: string | undefined; announced: Announced | undefined };

const Accepted = z.object({ eventId: z.string(), status: z.enum(['accepted', 'repeat', 'revision']) });
const TITLE_WIDTH = Math.max(...STORY.flatMap(({ sendings }) => sendings.map(({ title }) => title.length)));

/** Sends everything, chapter by chapter, tells what happens, and answers what became of each sending. */
export async function tell(stage: Stage, voice: Voice): Promise<Outcome[]> {
  const requestFor = createRequests(stage.site);
  const send = (sending: Sending) =>
    sending.from === 'steep-and-co' ? letHappen(stage, sending) : sendFromSite(stage, sending, requestFor);
  const outcomes: Outcome[] = [];
  let no = 0;
  for (const [index, chapter] of chaptersFor(stage).entries()) {
    voice.say('', voice.style('bold', `${index + 1}. ${chapter.title}`), ...indented(chapter.opening, '   ', voice));
    begin(chapter, stage, voice);
    const answered: Answered[] = [];
    for (const sending of chapter.sendings) {
      no += 1;
      const answer = { no, chapter, sending, ...(await send(sending)) };
      answered.push(answer);
      sayAnswer(voice, answer);
    }
    const unsettled = await waitUntilSettled(stage);
    if (unsettled.length > 0) voice.say(voice.style('red', `      Still not finished: ${unsettled.join(', ')}`));
    const lookUp = await createLookup(stage);
    const seen = await Promise.all(answered.map(lookUp));
    voice.say(...indented(`⇒ ${summaryOf(seen)}`, '      ', voice));
    outcomes.push(...seen);
  }
  return outcomes;
}

/** The story without what cannot be told: without Shopify's schema there is no shop. */
function chaptersFor({ shop }: Stage): Chapter[] {
  if (shop !== undefined) return [...STORY];
  const told = STORY.map((chapter) => ({ ...chapter, sendings: chapter.sendings.filter(({ from }) => from !== 'steep-and-co') }));
  return told.filter(({ sendings }) => sendings.length > 0);
}

type Sent = Omit<Answered, 'no' | 'chapter' | 'sending'>;

async function sendFromSite({ url }: Stage, sending: SiteSending, requestFor: ReturnType<typeof createRequests>): Promise<Sent> {
  const { request, email } = await requestFor(sending);
  return { email, announced: undefined, ...(await readAnswer(await post(url, request))) };
}

/** Something happens in the shop, and Shopify tells the app. The app's 200 says that it is kept; the event comes right after. */
async function letHappen({ shop }: Stage, sending: ShopSending): Promise<Sent> {
  if (shop === undefined) throw new Error('There is no shop in this run.');
  const announced = await sending.act(shop.play);
  const status = await shop.deliver();
  return { email: announced.email, announced, status, answer: status < 300 ? 'kept' : 'refused', message: undefined, eventId: undefined };
}

function begin({ weather, sendings }: Chapter, { twins }: Stage, voice: Voice): void {
  if (weather === 'hubspot-outage') {
    const contacts = sendings.filter(({ records }) => records?.some(([place]) => place === 'HubSpot contact')).length;
    beginOutage(twins.hubspot, contacts, (status, seconds) =>
      voice.say(voice.style('yellow', `        HubSpot answers ${status}, try again in ${seconds} s`)),
    );
  }
  if (weather === 'slack-loses-answer') {
    loseNextAnswer(twins.slack, () => voice.say(voice.style('yellow', '        Slack has posted the message, and the line is cut')));
  }
}

async function readAnswer(response: Response): Promise<Pick<Answered, 'status' | 'answer' | 'message' | 'eventId'>> {
  const { status } = response;
  const body: unknown = await response.json();
  if (status === 202) {
    const accepted = Accepted.parse(body);
    return { status, answer: accepted.status, message: undefined, eventId: accepted.eventId };
  }
  const { error } = ApiErrorBody.parse(body);
  return { status, answer: error.code, message: error.message, eventId: undefined };
}

function sayAnswer(voice: Voice, { no, sending, status, answer }: Answered): void {
  const words = status < 300 ? voice.style('green', `${status} ${answer}`) : voice.style('yellow', `${status} ${answer}, not taken`);
  voice.say(`  ${String(no).padStart(3)} ${sending.from.padEnd(13)}  ${sending.title.padEnd(TITLE_WIDTH)}  ${words}`);
}

function indented(text: string, indent: string, voice: Voice): string[] {
  return wrap(text, voice.width - indent.length).map((line) => indent + line);
}
