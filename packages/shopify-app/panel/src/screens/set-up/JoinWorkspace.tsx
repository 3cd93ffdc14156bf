import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { navigate } from '../../app/location.ts';
import { useShopAction } from '../../app/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Form } from '../../ui/Form.tsx';

/** Joins the workspace that made a connection code. */
export function JoinWorkspace() {
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const join = useShopAction('joinWorkspace');
  const isEmpty = code.trim() === '';
  const submit = () => {
    setAsked(true);
    if (!isEmpty) join.mutate({ body: { code: code.trim() } }, { onSuccess: () => navigate('/') });
  };
  return (
    <Form onSubmit={submit} busy={join.isPending}>
      <s-text-area
        label={t('Connection code')}
        name="code"
        rows={4}
        value={code}
        required
        details={t('Made in Handoff where the workspace is, for example on your website under Settings. It works once, for 15 minutes.')}
        {...(asked && isEmpty ? { error: t('Paste the connection code.') } : {})}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      {join.error !== null && <ErrorNotice error={join.error} />}
      <Button variant="primary" type="submit" busy={join.isPending}>
        {t('Join the workspace')}
      </Button>
    </Form>
  );
}
