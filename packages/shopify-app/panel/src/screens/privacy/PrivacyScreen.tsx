import { t } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { Parts } from '../settings/Parts.tsx';
import { Keeping } from './keeping/Keeping.tsx';
import { FindPerson } from './person/FindPerson.tsx';
import './privacy.css';
import { Receipts } from './receipts/Receipts.tsx';
import { Requests } from './requests/Requests.tsx';

/** What is kept of people: what they asked by way of Shopify, looking them up, erasing them, and for how long all is kept. */
export default function PrivacyScreen() {
  return (
    <Page
      title={t('Privacy')}
      tabs={<Parts />}
      intro={t('What Handoff keeps of people: hand it out or erase it when somebody asks, and set for how long it is kept.')}
    >
      <FindPerson />
      <Requests />
      <Receipts />
      <Keeping />
    </Page>
  );
}
