import type { Answered } from '@handoff/shared/panel';
import type { Publishing } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { OwnerField } from '../../../ui/OwnerField.tsx';
import { Status } from '../../../ui/Status.tsx';

/** What one asks before a flow goes live, with its answers, and who looks after it. */
export function Questions({ publishing }: { publishing: Publishing }) {
  const { questions, error, owner, setOwner, ownIt } = publishing;
  return (
    <>
      <s-heading>{t('Before it goes live')}</s-heading>
      {error !== null && <Notice tone="warning">{error.message}</Notice>}
      {questions === undefined && error === null && <Loading lines={5} />}
      {questions?.map((answered) => (
        <Question key={answered.question} {...answered} />
      ))}
      <OwnerField
        owner={owner}
        onChange={setOwner}
        details={
          owner.trim() === ''
            ? t('Nobody owns this flow yet: when it fails, nobody in particular hears of it.')
            : t('Who looks after it: an e-mail address or a name.')
        }
      />
      {ownIt !== undefined && (
        <s-stack direction="inline">
          <Button onClick={ownIt}>{t('I own it')}</Button>
        </s-stack>
      )}
    </>
  );
}

/** The question with its answer in short; all there is to say behind it. */
function Question({ question, answers: [short, ...more], warnings }: Answered) {
  const head = (
    <>
      {question}
      <span class="handoff-question-short">{short}</span>
    </>
  );
  if (more.length + warnings.length === 0) return <div class="handoff-question-only">{head}</div>;
  return (
    <Folded title={head} open={warnings.length > 0}>
      <s-stack gap="small">
        {warnings.map((warning) => (
          <s-stack key={warning} direction="inline" gap="small" alignItems="center">
            <Status tone="attention">{t('Look at this')}</Status>
            <s-text>{warning}</s-text>
          </s-stack>
        ))}
        <s-unordered-list>
          {more.map((answer) => (
            <s-list-item key={answer}>{answer}</s-list-item>
          ))}
        </s-unordered-list>
      </s-stack>
    </Folded>
  );
}
