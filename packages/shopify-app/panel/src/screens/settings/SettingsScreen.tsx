import { useEffect } from 'preact/hooks';
import { useParams } from 'wouter';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Connection } from './Connection.tsx';
import { General } from './general/General.tsx';
import { Permissions } from './Permissions.tsx';
import { Privacy } from './privacy/Privacy.tsx';
import { Storefront } from './Storefront.tsx';

const PARTS = new Set(['general', 'storefront', 'permissions', 'privacy', 'connection']);

/** All settings on one page; `/settings/permissions` goes to that part of it. */
export default function SettingsScreen() {
  const { '*': part } = useParams<{ '*'?: string }>();
  useEffect(() => {
    if (part === undefined || !PARTS.has(part)) return;
    const target = document.getElementById(part);
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }, [part]);
  return (
    <Page
      title={t('Settings')}
      actions={
        <Button slot="secondary-actions" to="/map">
          {t('Map')}
        </Button>
      }
    >
      <div id="general" tabIndex={-1} class="handoff-part">
        <General />
      </div>
      <div id="storefront" tabIndex={-1} class="handoff-part">
        <Storefront />
      </div>
      <div id="permissions" tabIndex={-1} class="handoff-part">
        <Permissions />
      </div>
      <div id="privacy" tabIndex={-1} class="handoff-part">
        <Privacy />
      </div>
      <div id="connection" tabIndex={-1} class="handoff-part">
        <Connection />
      </div>
    </Page>
  );
}
