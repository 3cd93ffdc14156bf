import { SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { useWholeAction } from '../../app/queries.ts';
import { Copy } from '../../ui/Copy.tsx';
import { Submit } from '../../ui/Submit.tsx';

const WHOLE = '';

export function CreateToken({ workspaces }: { workspaces: readonly { id: string; name: string }[] }) {
  const create = useWholeAction('createToken');
  const [name, setName] = useState('');
  const [workspaceId, setWorkspaceId] = useState<string>(WHOLE);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    const body = { name: name.trim(), workspaceId: workspaceId === WHOLE ? null : workspaceId };
    create.mutate({ body }, { onSuccess: () => setName('') });
  };
  return (
    <form onSubmit={submit} className="handoff-console-form">
      <TextControl
        label="What it is for"
        help="So that you know later which program stops when you revoke it."
        value={name}
        onChange={setName}
        maxLength={200}
        required
        autoComplete="off"
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <SelectControl
        label="What it reaches"
        value={workspaceId}
        options={[
          { value: WHOLE, label: 'The whole server: every workspace, and tokens themselves' },
          ...workspaces.map((one) => ({ value: one.id, label: `Only ${one.name}` })),
        ]}
        onChange={setWorkspaceId}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <Submit action={create} label="Make token" />
      {create.data !== undefined && (
        <div role="status">
          <p>
            <strong>Copy “{create.data.name}” now.</strong> It is shown this once; the server keeps only a fingerprint of it.
          </p>
          <Copy label="API token" text={create.data.token} />
        </div>
      )}
    </form>
  );
}
