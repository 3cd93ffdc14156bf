import type { DestinationCase } from '../testing/contract.ts';
import { slack } from './index.ts';
import type { Settings } from './settings.ts';
import { createSlackTwin } from './twin.ts';
import { SLACK_SPECS, slackContract } from './twin/contract.ts';

const checkContract = slackContract();
export const WEBHOOK = 'https://hooks.slack.com/services/T0TWIN/B0TWIN/0123456789abcdefghijklmn';
export const TOKEN = 'xoxb-0000000000-twin-bot-token';
export const good = { title: 'New message', text: 'Message from Ada', lines: { Budget: 10_000, Topics: ['engines', 'cards'] } };

const shared: Omit<DestinationCase<Settings>, 'settings'> = {
  definition: slack,
  createTwin: (options) => createSlackTwin({ ...options, checkContract }),
  payloads: { postMessage: { good, bad: { ...good, text: ' ' } } },
  specs: SLACK_SPECS,
  // Slack takes the last one as POST too, which is how we sign in.
  notCalled: ['POST /chat.update', 'GET /conversations.list', 'GET /oauth.v2.access'],
};

export const examples: Record<string, DestinationCase<Settings>> = {
  'slack by bot token': { ...shared, settings: { botToken: TOKEN, channel: '#sales' } },
  'slack by sign-in': { ...shared, settings: { channel: 'C0SALES', teamId: 'T0TWIN' }, accessToken: TOKEN },
  'slack by webhook': { ...shared, settings: { webhookUrl: WEBHOOK } },
};
