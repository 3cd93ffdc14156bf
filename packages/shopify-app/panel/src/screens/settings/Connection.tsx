import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { navigate } from '../../app/location.ts';
import { useShopAction } from '../../app/queries.ts';
import { useLink, useStatus } from '../../app/status.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Section } from '../../ui/Section.tsx';

/** To which workspace the shop's events go, and the way out. */
export function Connection() {
  const { origin, workspaceName, fingerprint, connectedAt } = useLink();
  const { access, shop } = useStatus();
  const [leaving, setLeaving] = useState(false);
  return (
    <Section title={t('Connection')}>
      <Facts
        facts={[
          [t('Workspace'), workspaceName],
          [t('Handoff server'), origin],
          [t('Shop'), shop.domain],
          [t('Connected'), <Ago at={connectedAt} />],
          [t('Access to Shopify last renewed'), <Ago at={access.keptAliveAt} />],
          [t('Fingerprint of this shop’s key'), <code>{fingerprint}</code>],
        ]}
      />
      <div>
        <Button critical onClick={() => setLeaving(true)}>
          {t('Leave the workspace')}
        </Button>
      </div>
      {leaving && <Leave name={workspaceName} onCancel={() => setLeaving(false)} />}
    </Section>
  );
}

function Leave({ name, onCancel }: { name: string; onCancel: () => void }) {
  const leave = useShopAction('leaveWorkspace');
  const queries = useQueryClient();
  // Not told by the mutation: the panel may show by then that the shop has left, and this dialog be gone.
  const run = () =>
    void leave.mutateAsync({}).then(
      ({ message }) => {
        // What the workspace answered before belongs to it, not to the next one.
        queries.removeQueries({ queryKey: ['server'] });
        navigate('/');
        shopify.toast.show(message ?? t('This shop has left the workspace.'));
      },
      () => undefined,
    );
  return (
    <Confirm
      title={fill(t('Leave “{name}”?'), { name })}
      verb={t('Leave the workspace')}
      critical
      busy={leave.isPending}
      error={leave.error}
      onConfirm={run}
      onCancel={onCancel}
    >
      <s-paragraph>
        {t('Nothing more is handed over. What happens in the shop meanwhile is kept here, and goes on when you connect again.')}
      </s-paragraph>
      <s-paragraph>{t('What is in the workspace and at your destinations stays as it is.')}</s-paragraph>
    </Confirm>
  );
}
