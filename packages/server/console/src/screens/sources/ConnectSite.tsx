import { mayAs } from '@handoff/shared/api';
import { usePanelHost, useServer, useServerAction } from '@handoff/shared/panel/hooks';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { Button } from '@wordpress/components';
import { createInterpolateElement, useState } from '@wordpress/element';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { roleIn, useSession } from '../../app/session.tsx';
import { Copy } from '../../ui/Copy.tsx';
import { Problem } from '../../ui/Submit.tsx';
import { useRest } from './useRest.ts';

const LOOK_EVERY_MS = 3000;

/** Makes a connection code, says what to do with it and how long it is good, and notices the site that used it. */
export function ConnectSite() {
  const { workspaceId } = usePanelHost();
  const params = { workspaceId };
  const mayConnect = mayAs(roleIn(useSession(), workspaceId) ?? 'viewer', 'manager');
  const make = useServerAction('createConnectionCode');
  const [known, setKnown] = useState<ReadonlySet<string>>();
  const sources = useServer('listSources', { params }, { every: known === undefined ? () => false : LOOK_EVERY_MS });
  const came = known === undefined ? undefined : sources.data?.items.find(({ id }) => !known.has(id));
  if (!mayConnect) return <p>{__('Only managers and owners of the workspace can connect a site. Ask one of them.', 'handoff')}</p>;
  const start = () => {
    setKnown(new Set(sources.data?.items.map(({ id }) => id)));
    make.mutate({ params });
  };
  return (
    <>
      <ul className="handoff-console-how">
        <li>
          {createInterpolateElement(
            __(
              '<strong>WordPress:</strong> install the plugin Handoff, open <em>Handoff</em> in the menu, and paste the code there.',
              'handoff',
            ),
            { strong: <strong />, em: <em /> },
          )}
        </li>
        <li>
          {createInterpolateElement(
            __(
              '<strong>Shopify:</strong> install the app Handoff, choose <em>Join a workspace that is there</em>, and paste the code there.',
              'handoff',
            ),
            { strong: <strong />, em: <em /> },
          )}
        </li>
      </ul>
      <p>{__('A code connects one site, once, within 15 minutes. The site then shows up here by itself.', 'handoff')}</p>
      {came !== undefined ? (
        <p role="status">
          <Status tone="good">{fill(__('{name} is connected.', 'handoff'), { name: came.name })}</Status>{' '}
          {__('The code is used up.', 'handoff')}
        </p>
      ) : (
        make.data !== undefined && <Code key={make.data.code} code={make.data.code} expiresAt={make.data.expiresAt} />
      )}
      <Problem error={make.error} />
      <Button
        variant={make.data === undefined ? 'primary' : 'secondary'}
        __next40pxDefaultSize
        isBusy={make.isPending}
        disabled={make.isPending || sources.data === undefined}
        accessibleWhenDisabled
        onClick={start}
      >
        {make.data === undefined ? __('Make a connection code', 'handoff') : __('Make another code', 'handoff')}
      </Button>
    </>
  );
}

function Code({ code, expiresAt }: { code: string; expiresAt: string }) {
  const rest = useRest(expiresAt);
  if (rest === null)
    return <p role="alert">{__('This code was not used in time and is good for nothing now. Make another one.', 'handoff')}</p>;
  return (
    <>
      <Copy label={__('Connection code', 'handoff')} text={code} />
      <p className="handoff-quiet">
        {createInterpolateElement(__('Good for another <clock/>. Waiting for the site…', 'handoff'), {
          clock: <span className="handoff-console-clock">{rest}</span>,
        })}
      </p>
    </>
  );
}
