import { SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { FormEvent } from 'react';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
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
        label={__('What it is for', 'handoff')}
        help={__('So that you know later which program stops when you revoke it.', 'handoff')}
        value={name}
        onChange={setName}
        maxLength={200}
        required
        autoComplete="off"
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <SelectControl
        label={__('What it reaches', 'handoff')}
        value={workspaceId}
        options={[
          { value: WHOLE, label: __('The whole server: every workspace, and tokens themselves', 'handoff') },
          ...workspaces.map((one) => ({ value: one.id, label: fill(__('Only {name}', 'handoff'), { name: one.name }) })),
        ]}
        onChange={setWorkspaceId}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <Submit action={create} label={__('Make token', 'handoff')} />
      {create.data !== undefined && (
        <div role="status">
          <p>
            <strong>{fill(__('Copy “{name}” now.', 'handoff'), { name: create.data.name })}</strong>{' '}
            {__('It is shown this once; the server keeps only a fingerprint of it.', 'handoff')}
          </p>
          <Copy label={__('API token', 'handoff')} text={create.data.token} />
        </div>
      )}
    </form>
  );
}
