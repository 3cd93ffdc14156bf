import { Button } from '@wordpress/components';
import type { Answered } from '@handoff/shared/panel';
import type { Publishing } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { OwnerField } from '../../../ui/OwnerField.tsx';
import { Status } from '../../../ui/Status.tsx';

/** What one asks before a flow goes live, with its answers, and who looks after it. */
export function Questions({ publishing }: { publishing: Publishing }) {
  const { questions, error } = publishing;
  return (
    <>
      <h2 className="handoff-questions__title">{__('Before it goes live', 'handoff')}</h2>
      {error !== null && <p className="handoff-problem">{error.message}</p>}
      {questions === undefined && error === null && <Loading lines={5} />}
      {questions?.map((answered) => (
        <div key={answered.question} className="handoff-questions">
          <Question {...answered} />
        </div>
      ))}
      <Owner publishing={publishing} />
    </>
  );
}

/** The question with its answer in short; all there is to say behind it. */
function Question({ question, answers: [short, ...more], warnings }: Answered) {
  const head = (
    <>
      {question}
      <span className="handoff-questions__short">{short}</span>
    </>
  );
  if (more.length + warnings.length === 0) return <p className="handoff-questions__only">{head}</p>;
  return (
    <Folded title={head} open={warnings.length > 0}>
      {warnings.map((warning) => (
        <p key={warning}>
          <Status tone="attention">{__('Look at this', 'handoff')}</Status> {warning}
        </p>
      ))}
      <ul className="handoff-list">
        {more.map((answer) => (
          <li key={answer}>{answer}</li>
        ))}
      </ul>
    </Folded>
  );
}

function Owner({ publishing: { owner, setOwner, ownIt } }: { publishing: Publishing }) {
  return (
    <div className="handoff-questions__owner">
      <OwnerField
        owner={owner}
        onChange={setOwner}
        help={
          owner.trim() === ''
            ? __('Nobody owns this flow yet: when it fails, nobody in particular hears of it.', 'handoff')
            : __('Who looks after it: an e-mail address or a name.', 'handoff')
        }
      />
      {ownIt !== undefined && (
        <Button variant="secondary" __next40pxDefaultSize onClick={ownIt}>
          {__('I own it', 'handoff')}
        </Button>
      )}
    </div>
  );
}
