import { mergeTargets, type NamedTerm, termLabel, usageWords } from '@handoff/shared/panel';
import { usePanelHost, type Vocabulary } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill, t } from '../../app/i18n.ts';
import { focusHeading } from '../../ui/Page.tsx';
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
    focusHeading();
  };
  const begin = (what: 'edit' | 'merge') => {
    names.forget();
    setBegun(term);
    setDoing(what);
  };
  if (doing === 'edit') {
    return (
      <li className="handoff-name">
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
  return (
    <li className="handoff-name">
      <div className="handoff-name__head">
        <h4>{label}</h4>
        {canManage && (
          <div className="handoff-actions">
            <Action of={label} onClick={() => begin('edit')} verb={term.own ? __('Edit', 'handoff') : __('Rename', 'handoff')} />
            {targets.length > 0 && <Action of={label} onClick={() => begin('merge')} verb={__('Merge', 'handoff')} />}
            {term.own && (
              <Action
                of={label}
                busy={names.busy}
                verb={__('Remove', 'handoff')}
                onClick={() => {
                  names.remove(term);
                  focusHeading();
                }}
              />
            )}
          </div>
        )}
      </div>
      {term.words.length > 0 && <p>{fill(__('Also called: {words}', 'handoff'), { words: term.words.join(', ') })}</p>}
      {uses !== undefined && usageWords(uses, t).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {names.uses !== undefined && uses === undefined && term.own && (
        <p className="handoff-quiet">{__('No form that is known here asks for it.', 'handoff')}</p>
      )}
      <p className="handoff-quiet">{fill(__('In the API: {name}', 'handoff'), { name: term.name })}</p>
      {doing === 'merge' && <MergeTerm term={term} targets={targets} names={names} onClose={finish} />}
    </li>
  );
}

function Action({ verb, of, busy = false, onClick }: { verb: string; of: string; busy?: boolean; onClick: () => void }) {
  return (
    <Button variant="secondary" size="compact" disabled={busy} accessibleWhenDisabled onClick={onClick}>
      {verb}
      <span className="screen-reader-text"> {of}</span>
    </Button>
  );
}
