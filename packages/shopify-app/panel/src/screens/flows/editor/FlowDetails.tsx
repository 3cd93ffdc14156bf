import type { Flow } from '@handoff/shared/panel';
import { useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { OwnerField } from '../../../ui/OwnerField.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

/** What a flow is called and who looks after it. */
export function FlowDetails({ flow, onClose }: { flow: Flow; onClose: () => void }) {
  const params = { workspaceId: useWorkspaceId(), flowId: flow.id };
  const update = useServerAction('updateFlow');
  const [name, setName] = useState(flow.name);
  const [owner, setOwner] = useState(flow.owner ?? '');
  const isEmpty = name.trim() === '';
  const save = () =>
    update.mutate({ params, body: { name: name.trim(), owner: owner.trim() === '' ? null : owner.trim() } }, { onSuccess: onClose });
  return (
    <Confirm
      title={t('Name and owner')}
      verb={t('Save')}
      disabled={isEmpty}
      busy={update.isPending}
      error={update.error}
      onConfirm={save}
      onCancel={onClose}
    >
      <TextInput
        label={t('Name')}
        value={name}
        onChange={setName}
        required
        maxLength={200}
        error={isEmpty ? t('Enter a name.') : undefined}
      />
      <OwnerField owner={owner} onChange={setOwner} details={t('Who looks after it: an e-mail address or a name.')} />
    </Confirm>
  );
}
