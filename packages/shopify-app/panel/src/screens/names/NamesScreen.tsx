import { termChangeWords, type NamedTerm } from '@handoff/shared/panel';
import { usePanelHost, useVocabulary, type Vocabulary } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusContent, Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Parts } from '../settings/Parts.tsx';
import { TermForm } from './TermForm.tsx';
import { TermItem } from './TermItem.tsx';

/** One name for each thing that forms ask for, whatever each form calls it. */
export default function NamesScreen() {
  const { canManage } = usePanelHost().person;
  const names = useVocabulary();
  const [isAdding, setAdding] = useState(false);
  const { terms } = names;
  const close = () => {
    setAdding(false);
    focusContent();
  };
  return (
    <Page
      title={t('Field names')}
      tabs={<Parts />}
      intro={t('Forms call the same thing by many names. Here each has one: suggestions for flows use it, whatever the form says.')}
      actions={
        canManage &&
        terms !== undefined &&
        !isAdding && (
          <Button
            slot="primary-action"
            variant="primary"
            onClick={() => {
              names.forget();
              setAdding(true);
            }}
          >
            {t('Add a name')}
          </Button>
        )
      }
    >
      <Said names={names} />
      {names.error !== null && <ErrorNotice error={names.error} retry={names.retry} />}
      {terms === undefined && names.error === null && <Loading lines={8} />}
      {isAdding && (
        <Section title={t('A new name')}>
          <TermForm label="" words={[]} busy={names.busy} onCancel={close} onSave={(draft) => names.add(draft, close)} />
        </Section>
      )}
      {terms !== undefined && <Lists terms={terms} names={names} />}
    </Page>
  );
}

/** What was done, with the way back, or why it was not. */
function Said({ names: { done, problem, busy, undo } }: { names: Vocabulary }) {
  if (problem !== null) return <Notice tone="critical">{problem.message}</Notice>;
  if (done === undefined) return null;
  return (
    <Notice
      tone="success"
      actions={
        <Button slot="secondary-actions" busy={busy} onClick={undo}>
          {t('Undo')}
        </Button>
      }
    >
      {termChangeWords(done, t)}
    </Notice>
  );
}

function Lists({ terms, names }: { terms: readonly NamedTerm[]; names: Vocabulary }) {
  const own = terms.filter((term) => term.own);
  const common = terms.filter((term) => !term.own);
  const isUsed = ({ name }: NamedTerm) => names.uses?.has(name) === true;
  const used = common.filter(isUsed);
  const list = (shown: readonly NamedTerm[]) => (
    <ul class="handoff-rows">
      {shown.map((term) => (
        <TermItem key={term.name} term={term} all={terms} names={names} />
      ))}
    </ul>
  );
  return (
    <>
      <Section title={t('Your names')}>
        {own.length === 0 ? (
          <Empty title={t('You have not named anything yet')}>
            <s-paragraph>
              {t('The common names below hold. Rename one that you call otherwise, or add a name for what only you ask for.')}
            </s-paragraph>
          </Empty>
        ) : (
          list(own)
        )}
      </Section>
      {used.length > 0 && <Section title={t('Common names that your forms use')}>{list(used)}</Section>}
      <s-section>
        <Folded title={used.length > 0 ? t('Other common names') : t('Common names')}>
          {list(common.filter((term) => !isUsed(term)))}
        </Folded>
      </s-section>
    </>
  );
}
