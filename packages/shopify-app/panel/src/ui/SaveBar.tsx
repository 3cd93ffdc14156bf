import { useEffect, useId, useLayoutEffect } from 'preact/hooks';
import { t } from '../app/i18n.ts';
import { useUnsaved } from '../app/location.ts';

interface SaveBarProps {
  /** Whether anything differs from what is saved. */
  dirty: boolean;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Shopify's own bar over the admin, for as long as a form holds what is not saved. */
export function SaveBar({ dirty, busy, onSave, onDiscard }: SaveBarProps) {
  const id = useId();
  useUnsaved(dirty);
  // As `useUnsaved` and for its reason: the admin asks for as long as a bar is up.
  useLayoutEffect(() => {
    void shopify.saveBar[dirty ? 'show' : 'hide'](id);
  }, [dirty, id]);
  // A bar whose screen is gone would stay over the next one.
  useEffect(() => () => void shopify.saveBar.hide(id), [id]);
  return (
    <ui-save-bar id={id}>
      <button type="button" variant="primary" disabled={busy} {...(busy ? { loading: '' } : {})} onClick={onSave}>
        {t('Save')}
      </button>
      <button type="button" disabled={busy} onClick={onDiscard}>
        {t('Discard')}
      </button>
    </ui-save-bar>
  );
}
