import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { navigate } from '../../app/location.ts';
import { useShopAction } from '../../app/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Form } from '../../ui/Form.tsx';

/** Opens a workspace under the business' name. */
export function OpenWorkspace({ suggested }: { suggested: string }) {
  const [name, setName] = useState(suggested);
  const open = useShopAction('openWorkspace');
  const isEmpty = name.trim() === '';
  return (
    <Form
      busy={open.isPending}
      onSubmit={() => !isEmpty && open.mutate({ body: { name: name.trim() } }, { onSuccess: () => navigate('/') })}
    >
      <s-text-field
        label={t('Name of the business')}
        name="name"
        value={name}
        maxLength={200}
        required
        details={t('Only you and your staff see it.')}
        {...(isEmpty ? { error: t('Enter a name.') } : {})}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      {open.error !== null && <ErrorNotice error={open.error} />}
      <Button variant="primary" type="submit" busy={open.isPending}>
        {t('Open the workspace')}
      </Button>
    </Form>
  );
}
