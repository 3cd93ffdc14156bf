import { useExportPerson, whoIs } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { ErasePerson } from './ErasePerson.tsx';

/** One field for who is meant; what is kept of them is handed out as a file, or erased. */
export function FindPerson() {
  const [address, setAddress] = useState('');
  const [erasing, setErasing] = useState<string>();
  const handOut = useExportPerson();
  const isNamed = whoIs({ address }) !== undefined;
  const change = (typed: string) => {
    handOut.reset();
    setAddress(typed);
  };
  return (
    <Section title={t('Somebody asks for their data')}>
      <Form onSubmit={() => isNamed && !handOut.isPending && handOut.mutate({ address })}>
        <s-paragraph>
          {t('This looks through what this shop sent. Who runs the server can look through all sites and shops of the business.')}
        </s-paragraph>
        <TextInput
          label={t('Their e-mail address or phone number')}
          details={t('In any spelling. A phone number is found best with its country code, such as +49.')}
          value={address}
          onChange={change}
        />
        <s-stack direction="inline" gap="small-200">
          <Button variant="primary" type="submit" busy={handOut.isPending} disabled={!isNamed}>
            {t('Download what is kept')}
          </Button>
          <Button critical disabled={!isNamed} onClick={() => setErasing(address.trim())}>
            {t('Erase this person')}
          </Button>
        </s-stack>
        <div role="status">{handOut.data !== undefined && <s-text>{foundWords(handOut.data)}</s-text>}</div>
        {handOut.error !== null && <Notice tone="critical">{handOut.error.message}</Notice>}
      </Form>
      {erasing !== undefined && <ErasePerson address={erasing} onClose={() => setErasing(undefined)} onErased={() => change('')} />}
    </Section>
  );
}

function foundWords(count: number): string {
  if (count === 0) return t('No event of this person was found. The file holds what else is known of them, if anything.');
  return fill(_n('The file holds {count} event.', 'The file holds {count} events.', count), { count });
}
