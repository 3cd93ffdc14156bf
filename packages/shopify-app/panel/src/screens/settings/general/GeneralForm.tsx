import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { ShopSettings } from '../../../../../src/panel-api/resources.ts';
import { fill, t } from '../../../app/i18n.ts';
import { useShopAction } from '../../../app/queries.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Form } from '../../../ui/Form.tsx';
import { SaveBar } from '../../../ui/SaveBar.tsx';
import { numberWords } from '../../../ui/times.ts';
import { changesOf, draftOf, type Draft, LIMITS, wrongOf } from './draft.ts';

/** Changes are held until the person saves them in Shopify's bar. */
export function GeneralForm({ settings }: { settings: z.infer<typeof ShopSettings> }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const save = useShopAction('saveSettings');
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(settings));
  const wrong = wrongOf(draft);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = () => {
    const [first] = Object.keys(wrong);
    if (first !== undefined) return document.getElementById(first)?.focus();
    save.mutate(
      { body: changesOf(draft, settings) },
      {
        onSuccess: (saved) => {
          setDraft(draftOf(saved));
          shopify.toast.show(t('Saved'));
        },
      },
    );
  };
  const bounds = ([least, most]: readonly [number, number]) =>
    fill(t('Enter a whole number from {least} to {most}.'), { least: numberWords(least), most: numberWords(most) });
  return (
    <Form onSubmit={submit}>
      <SaveBar dirty={dirty} busy={save.isPending} onSave={submit} onDiscard={() => setDraft(draftOf(settings))} />
      {save.error !== null && <ErrorNotice error={save.error} />}
      <s-switch
        label={t('Forms in your online store')}
        details={t('Off: what people send is not captured, even where the theme has it on.')}
        checked={draft.captureForms}
        onChange={(event) => change({ captureForms: event.currentTarget.checked })}
      />
      <s-switch
        label={t('Abandoned checkouts')}
        details={t('Tells your destinations when somebody leaves a checkout without an order.')}
        checked={draft.watchesCheckouts}
        onChange={(event) => change({ watchesCheckouts: event.currentTarget.checked })}
      />
      {draft.watchesCheckouts && (
        <s-number-field
          label={t('Abandoned after')}
          id="abandonedAfterMinutes"
          suffix={t('minutes')}
          inputMode="numeric"
          min={LIMITS.abandonedAfterMinutes[0]}
          max={LIMITS.abandonedAfterMinutes[1]}
          value={draft.abandonedAfterMinutes}
          {...(wrong.abandonedAfterMinutes ? { error: bounds(LIMITS.abandonedAfterMinutes) } : {})}
          onInput={(event) => change({ abandonedAfterMinutes: event.currentTarget.value })}
        />
      )}
      <s-number-field
        label={t('Compare with the shop every')}
        id="reconcileEveryHours"
        suffix={t('hours')}
        inputMode="numeric"
        details={t('Finds what webhooks did not bring.')}
        min={LIMITS.reconcileEveryHours[0]}
        max={LIMITS.reconcileEveryHours[1]}
        value={draft.reconcileEveryHours}
        {...(wrong.reconcileEveryHours ? { error: bounds(LIMITS.reconcileEveryHours) } : {})}
        onInput={(event) => change({ reconcileEveryHours: event.currentTarget.value })}
      />
    </Form>
  );
}
