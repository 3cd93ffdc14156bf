import { TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { FormEvent, ReactNode } from 'react';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { workspacePlace } from '../../app/places.ts';
import { useWholeAction } from '../../app/queries.ts';
import { Submit } from '../../ui/Submit.tsx';

/** Names a business and opens a workspace for it, then goes there. */
export function NameForm({ children }: { children?: ReactNode }) {
  const create = useWholeAction('createWorkspace');
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    create.mutate({ body: { name: name.trim() } }, { onSuccess: ({ id }) => location.assign(workspacePlace(id)) });
  };
  return (
    <form onSubmit={submit} className="handoff-console-narrow">
      <TextControl
        label={__('Name of the business', 'handoff')}
        help={__('As its people would say it. It is shown on their sites too.', 'handoff')}
        value={name}
        onChange={setName}
        maxLength={200}
        required
        autoComplete="organization"
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      {/* Once it is there: the way to it takes a moment, in which nobody makes a second one. */}
      <Submit action={create} label={__('Create workspace', 'handoff')} isReady={!create.isSuccess}>
        {children}
      </Submit>
    </form>
  );
}
