import { Box } from '../../ui/Box.tsx';
import { Head } from '../../ui/Head.tsx';
import { Steps } from '../overview/Steps.tsx';
import { NameForm } from './NameForm.tsx';

/** A server on which nothing is yet: what leads from here to a first event. */
export function FirstPage({ mayCreate }: { mayCreate: boolean }) {
  if (!mayCreate) {
    return (
      <>
        <Head title="No workspace yet" />
        <p>You are not a member of any workspace. Ask whoever runs this server to let you into one.</p>
      </>
    );
  }
  return (
    <>
      <Head title="Welcome to Handoff" intro="From here to the first event it takes about five minutes." />
      <Steps
        steps={[
          { key: 'workspace', title: 'Name the business', state: 'current' },
          { key: 'site', title: 'Connect its site', state: 'later' },
          { key: 'event', title: 'See the first event arrive', state: 'later' },
          { key: 'flow', title: 'Say where events go', state: 'later' },
        ]}
      />
      <Box title="Name the business">
        <p>
          Everything in Handoff belongs to a workspace: one for each business. An agency makes one for each client, so that nobody sees
          another’s customers.
        </p>
        <NameForm />
      </Box>
    </>
  );
}
