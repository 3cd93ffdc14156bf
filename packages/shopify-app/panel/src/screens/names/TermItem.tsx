import { fill, mergeTargets, type NamedTerm, termLabel, usageWords } from '@handoff/shared/panel';
import { usePanelHost, type Vocabulary } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { focusContent } from '../../ui/Page.tsx';
import { Row } from '../../ui/Row.tsx';
import { MergeTerm } from './MergeTerm.tsx';
import { TermForm } from './TermForm.tsx';

interface TermItemProps {
  term: NamedTerm;
  all: readonly NamedTerm[];
  names: Vocabulary;
}

/** One name: what forms call it, where it is used, and what can be done about it. */
export function TermItem({ term, all, names }: TermItemProps) {
  const { canManage } = usePanelHost().person;
  const [doing, setDoing] = useState<'edit' | 'merge'>();
  const [begun, setBegun] = useState(term);
  const label = termLabel(term, t);
  const targets = mergeTargets(all, term);
  const uses = names.uses?.get(term.name);
  const finish = () => {
    setDoing(undefined);
    focusContent();
  };
  const begin = (what: 'edit' | 'merge') => {
    names.forget();
    setBegun(term);
    setDoing(what);
  };
  const action = (verb: string, onClick: () => void) => (
    <Button label={`${verb}: ${label}`} disabled={names.busy} onClick={onClick}>
      {verb}
    </Button>
  );
  if (doing === 'edit') {
    return (
      <li>
        <TermForm
          label={termLabel(begun, t)}
          words={begun.words}
          busy={names.busy}
          onCancel={finish}
          onSave={(draft) => names.change(begun, draft, finish)}
        />
      </li>
    );
  }
  const actions = (
    <s-stack direction="inline" gap="small">
      {action(term.own ? t('Edit') : t('Rename'), () => begin('edit'))}
      {targets.length > 0 && action(t('Merge'), () => begin('merge'))}
      {term.own &&
        action(t('Remove'), () => {
          names.remove(term);
          focusContent();
        })}
    </s-stack>
  );
  return (
    <li>
      <Row end={canManage && actions}>
        <s-stack gap="small-400">
          <s-heading>{label}</s-heading>
          {term.words.length > 0 && <s-text>{fill(t('Also called: {words}'), { words: term.words.join(', ') })}</s-text>}
          {uses !== undefined && usageWords(uses, t).map((sentence) => <s-text key={sentence}>{sentence}</s-text>)}
          {names.uses !== undefined && uses === undefined && term.own && (
            <s-text color="subdued">{t('No form that is known here asks for it.')}</s-text>
          )}
          <s-text color="subdued">{fill(t('In the API: {name}'), { name: term.name })}</s-text>
        </s-stack>
      </Row>
      {doing === 'merge' && <MergeTerm term={term} targets={targets} names={names} onClose={finish} />}
    </li>
  );
}
