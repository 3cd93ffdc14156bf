import { deviceWords } from '@handoff/shared/panel';
import { useDevices } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Status } from '../../ui/Status.tsx';

/** Where this person is signed in. */
export function Devices() {
  const { devices, signOut, signOutEverywhere, busy, error, retry } = useDevices();
  return (
    <>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {devices === undefined && error === null && <Loading lines={3} />}
      <ul className="handoff-devices">
        {devices?.map((device) => (
          <li key={device.id}>
            <div>
              {deviceWords(device.device, t)} {device.current && <Status tone="quiet">{__('This browser', 'handoff')}</Status>}
              <p className="handoff-quiet">
                {__('Last used:', 'handoff')} <Ago at={device.lastUsedAt} />. {__('Signed in', 'handoff')} <Ago at={device.createdAt} />.
              </p>
            </div>
            {!device.current && (
              <Button variant="secondary" size="compact" disabled={busy} accessibleWhenDisabled onClick={() => signOut(device)}>
                {__('Sign out there', 'handoff')}
                <span className="screen-reader-text"> {deviceWords(device.device, t)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button variant="secondary" isDestructive __next40pxDefaultSize disabled={busy} accessibleWhenDisabled onClick={signOutEverywhere}>
        {__('Sign out everywhere, here too', 'handoff')}
      </Button>
    </>
  );
}
