import { activecampaign } from './activecampaign/index.ts';
import { brevo } from './brevo/index.ts';
import { discord } from './discord/index.ts';
import { email } from './email/index.ts';
import { exact } from './exact/index.ts';
import { googleCalendar } from './google-calendar/index.ts';
import { googleSheets } from './google-sheets/index.ts';
import { hubspot } from './hubspot/index.ts';
import type { DestinationDefinition } from './kit/types.ts';
import { klaviyo } from './klaviyo/index.ts';
import { mailchimp } from './mailchimp/index.ts';
import { microsoft365 } from './microsoft365/index.ts';
import { oblio } from './oblio/index.ts';
import { pipedrive } from './pipedrive/index.ts';
import { quickbooks } from './quickbooks/index.ts';
import { salesforce } from './salesforce/index.ts';
import { slack } from './slack/index.ts';
import { smartbill } from './smartbill/index.ts';
import { sms } from './sms/index.ts';
import { stripe } from './stripe/index.ts';
import { telegram } from './telegram/index.ts';
import { webhook } from './webhook/index.ts';
import { zendesk } from './zendesk/index.ts';
import { zoho } from './zoho/index.ts';

/** Every destination this server knows, by type. A new one adds its folder, one import and one line here. */
export const destinations: Record<string, DestinationDefinition> = {
  'google-calendar': googleCalendar,
  'google-sheets': googleSheets,
  activecampaign,
  brevo,
  discord,
  email,
  exact,
  hubspot,
  klaviyo,
  mailchimp,
  microsoft365,
  oblio,
  pipedrive,
  quickbooks,
  salesforce,
  slack,
  smartbill,
  sms,
  stripe,
  telegram,
  webhook,
  zendesk,
  zoho,
};
