import { termChangeWords, type NamedTerm } from '@handoff/shared/panel';
import { usePanelHost, useVocabulary, type Vocabulary } from '@handoff/shared/panel/hooks';
import { Button, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import type { ReactNode } from 'react';
import { __, t } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusHeading, Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import './names.scss';
import { TermForm } from './TermForm.tsx';
import { TermItem } from './TermItem.tsx';

/** One name for each thing that forms ask for, whatever each form calls it. */
export default function NamesScreen() {
  const { canManage } = usePanelHost().person;
  const names = useVocabulary();
  const [isAdding, setAdding] = useState(false);
  const { terms } = names;
  return (
    <Page
      title={__('Field names', 'handoff')}
      intro={__(
        'Forms call the same thing by many names. Here each has one: suggestions for flows use it, whatever the form says.',
        'handoff',
      )}
      actions={
        canManage &&
        terms !== undefined &&
        !isAdding && (
          <Button
            variant="primary"
            __next40pxDefaultSize
            onClick={() => {
              names.forget();
              setAdding(true);
            }}
          >
            {__('Add a name', 'handoff')}
          </Button>
        )
      }
    >
      <Said names={names} />
      {names.error !== null && <ErrorNotice error={names.error} retry={names.retry} />}
      {terms === undefined && names.error === null && <Loading lines={8} />}
      {isAdding && (
        <Section title={__('A new name', 'handoff')}>
          <TermForm
            label=""
            words={[]}
            busy={names.busy}
            onCancel={() => {
              setAdding(false);
              focusHeading();
            }}
            onSave={(draft) =>
              names.add(draft, () => {
                setAdding(false);
                focusHeading();
              })
            }
          />
        </Section>
      )}
      {terms !== undefined && <Lists terms={terms} names={names} />}
    </Page>
  );
}

/** What was done, with the way back, or why it was not. */
function Said({ names: { done, problem, busy, undo } }: { names: Vocabulary }) {
  return (
    <>
      {problem !== null && (
        <p role="alert" className="handoff-problem">
          {problem.message}
        </p>
      )}
      <div role="status" className="handoff-names-said">
        {done !== undefined && problem === null && (
          <Notice
            status="success"
            isDismissible={false}
            spokenMessage={null}
            actions={[{ label: __('Undo', 'handoff'), onClick: undo, variant: 'link', disabled: busy }]}
          >
            {termChangeWords(done, t)}
          </Notice>
        )}
      </div>
    </>
  );
}

function Lists({ terms, names }: { terms: readonly NamedTerm[]; names: Vocabulary }) {
  const own = terms.filter((term) => term.own);
  const common = terms.filter((term) => !term.own);
  const isUsed = ({ name }: NamedTerm) => names.uses?.has(name) === true;
  const list = (shown: readonly NamedTerm[]): ReactNode => (
    <ul className="handoff-names">
      {shown.map((term) => (
        <TermItem key={term.name} term={term} all={terms} names={names} />
      ))}
    </ul>
  );
  const used = common.filter(isUsed);
  return (
    <>
      <Section title={__('Your names', 'handoff')}>
        {own.length === 0 ? (
          <Empty title={__('You have not named anything yet', 'handoff')}>
            <p>
              {__('The common names below hold. Rename one that you call otherwise, or add a name for what only you ask for.', 'handoff')}
            </p>
          </Empty>
        ) : (
          list(own)
        )}
      </Section>
      {used.length > 0 && <Section title={__('Common names that your forms use', 'handoff')}>{list(used)}</Section>}
      <Folded title={used.length > 0 ? __('Other common names', 'handoff') : __('Common names', 'handoff')} open={false}>
        {list(common.filter((term) => !isUsed(term)))}
      </Folded>
    </>
  );
}
