import { type Field, valueText } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import type { PreviewState } from './usePreview.ts';

/** The record an example becomes, in words: each filled field with its name, and what is to be said of the whole. */
export function useRecord({ preview, error }: PreviewState, fields: readonly Field[]) {
  const { t } = usePanelHost();
  if (preview === undefined || error !== null) return undefined;
  const nameOf = (target: string) => fields.find(({ path }) => path === target)?.label ?? target.split('/').at(-1) ?? '';
  return {
    isRefused: preview.problems.length > 0,
    /** Without a text: cleared. */
    values: preview.trace
      .filter(({ value }) => value !== undefined)
      .map(({ target, value }) => {
        const path = String(target);
        return { path, name: nameOf(path), text: value === null ? undefined : valueText(value, t) };
      }),
    warnings: preview.warnings.filter(({ path }) => path === '').map(({ message }) => message),
    asSent: JSON.stringify(preview.payload, null, 2),
  };
}
