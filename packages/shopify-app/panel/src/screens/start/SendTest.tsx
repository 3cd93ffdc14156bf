import { useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { useShopAction } from '../../app/queries.ts';
import { useStatus } from '../../app/status.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';

type TestType = 'order.created' | 'customer.created' | 'form.submitted';

interface SendTestProps {
  /** What starts the flow. */
  types: readonly string[];
  /** The names of the accounts it will arrive at. */
  targets: readonly string[];
  /** `message` says why it could not be handed over at once. */
  onSent: (eventId: string, message: string | null) => void;
}

/** Says exactly what a test does, and sends it. */
export function SendTest({ types, targets, onSent }: SendTestProps) {
  const { person } = useStatus();
  const tests = testsOf(types);
  const [type, setType] = useState<TestType>(tests[0]?.value ?? 'order.created');
  const [email, setEmail] = useState(person.email);
  const send = useShopAction('sendTest');
  if (tests.length === 0) {
    return (
      <Notice tone="info">
        {t('What starts this flow cannot be made up. Send a test from the flow itself, with one of its examples.')}
      </Notice>
    );
  }
  const submit = () =>
    send.mutate(
      { body: { type, ...(email.trim() === '' ? {} : { email: email.trim() }) } },
      { onSuccess: (sent) => onSent(sent.eventId, sent.message) },
    );
  return (
    <Form onSubmit={submit} busy={send.isPending}>
      {tests.length > 1 && <Select label={t('Test with')} value={type} options={tests} onChange={setType} />}
      <TextInput
        kind="email"
        label={t('E-mail address of the made-up person')}
        details={t('Your own is good: you will find the record by it.')}
        value={email}
        onChange={setEmail}
      />
      <s-paragraph>
        {saysWhat(type)}{' '}
        {fill(
          t(
            'It is marked as a test and goes all the way: a real record appears in {targets}. Tests are otherwise kept back; this one is let go because you ask for it.',
          ),
          { targets: targets.join(', ') },
        )}
      </s-paragraph>
      {send.error !== null && <ErrorNotice error={send.error} />}
      <s-stack direction="inline">
        <Button variant="primary" type="submit" busy={send.isPending}>
          {type === 'order.created' ? t('Send a test order') : t('Send a test')}
        </Button>
      </s-stack>
    </Form>
  );
}

/** What the app can make up that starts a flow. */
function testsOf(types: readonly string[]): { value: TestType; label: string }[] {
  const all: { value: TestType; label: string }[] = [
    { value: 'order.created', label: t('A new order') },
    { value: 'customer.created', label: t('A new customer') },
    { value: 'form.submitted', label: t('A message from the storefront') },
  ];
  return all.filter(({ value }) => types.includes(value));
}

function saysWhat(type: TestType): string {
  switch (type) {
    case 'order.created':
      return t('Handoff makes up one order. Nothing is ordered in your shop.');
    case 'customer.created':
      return t('Handoff makes up one customer. Nobody is added to your shop.');
    case 'form.submitted':
      return t('Handoff makes up one message, as if somebody had sent your contact form.');
  }
}
