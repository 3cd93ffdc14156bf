import { usePanelHost } from '@handoff/shared/panel/hooks';
import { __ } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { Keeping } from './keeping/Keeping.tsx';
import { FindPerson } from './person/FindPerson.tsx';
import { LiftOptOut } from './person/LiftOptOut.tsx';
import './privacy.scss';
import { Receipts } from './receipts/Receipts.tsx';

/** What is kept of people: looking them up, erasing them, and for how long all is kept. */
export default function PrivacyScreen() {
  const { signsIn } = usePanelHost();
  return (
    <Page
      title={__('Privacy', 'handoff')}
      intro={__('What Handoff keeps of people: hand it out or erase it when somebody asks, and set for how long it is kept.', 'handoff')}
    >
      <FindPerson />
      {signsIn?.isOwner === true && <LiftOptOut />}
      <Keeping />
      <Receipts />
    </Page>
  );
}
