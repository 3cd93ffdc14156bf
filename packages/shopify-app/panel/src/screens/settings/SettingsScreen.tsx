import { useEffect } from 'preact/hooks';
import { useParams } from 'wouter';
import { t } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { Connection } from './Connection.tsx';
import { General } from './general/General.tsx';
import { Parts } from './Parts.tsx';
import { Permissions } from './Permissions.tsx';
import { Storefront } from './Storefront.tsx';

const PARTS = new Set(['general', 'storefront', 'permissions', 'connection']);

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
    <Page title={t('Settings')} tabs={<Parts />}>
      <div id="general" tabIndex={-1} class="handoff-part">
        <General />
      </div>
      <div id="storefront" tabIndex={-1} class="handoff-part">
        <Storefront />
      </div>
      <div id="permissions" tabIndex={-1} class="handoff-part">
        <Permissions />
      </div>
      <div id="connection" tabIndex={-1} class="handoff-part">
        <Connection />
      </div>
    </Page>
  );
}
