import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { Box } from '../../ui/Box.tsx';
import { Head } from '../../ui/Head.tsx';
import { Steps } from '../overview/Steps.tsx';
import { NameForm } from './NameForm.tsx';

/** A server on which nothing is yet: what leads from here to a first event. */
export function FirstPage({ mayCreate, isOperator }: { mayCreate: boolean; isOperator: boolean }) {
  if (!mayCreate) {
    return (
      <>
        <Head title={__('No workspace yet', 'handoff')} />
        <p>
          {isOperator
            ? __('Only owners of the server can open a workspace. Ask one of them to open the first.', 'handoff')
            : __('You are not a member of any workspace. Ask whoever runs this server to let you into one.', 'handoff')}
        </p>
      </>
    );
  }
  return (
    <>
      <Head
        title={__('Welcome to Handoff', 'handoff')}
        intro={__('From here to the first event it takes about five minutes.', 'handoff')}
      />
      <Steps
        steps={[
          { key: 'workspace', title: __('Name the business', 'handoff'), state: 'current' },
          { key: 'site', title: __('Connect its site', 'handoff'), state: 'later' },
          { key: 'event', title: __('See the first event arrive', 'handoff'), state: 'later' },
          { key: 'flow', title: __('Say where events go', 'handoff'), state: 'later' },
        ]}
      />
      <Box title={__('Name the business', 'handoff')}>
        <p>
          {__(
            'Everything in Handoff belongs to a workspace: one for each business. An agency makes one for each client, so that nobody sees another’s customers.',
            'handoff',
          )}
        </p>
        <NameForm />
      </Box>
    </>
  );
}
