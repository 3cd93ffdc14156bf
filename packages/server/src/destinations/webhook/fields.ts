import type { Mapping } from '@handoff/shared/mapping';
import type { FieldSpec } from '../kit/index.ts';

/** What is usually sent. A mapping may add any other field: the message has no fixed form. */
export const FIELDS: FieldSpec[] = [
  { path: '/type', label: 'Event type', type: 'string', required: false, description: 'Such as form.submitted.' },
  { path: '/id', label: 'Event ID', type: 'string', required: false },
  { path: '/occurredAt', label: 'When it happened', type: 'datetime', required: false },
  { path: '/subject', label: 'Who', type: 'object', required: false, description: 'E-mail, phone, names and IDs as they were given.' },
  { path: '/data', label: 'Data', type: 'object', required: false, description: 'Everything that was submitted or ordered.' },
  { path: '/consent', label: 'Consent', type: 'list', required: false },
  { path: '/page', label: 'Page', type: 'string', required: false },
  { path: '/utm', label: 'Campaign (UTM)', type: 'object', required: false },
];

/** Passes on what happened, to whom, and with which consent; not the visitor's IP address or browser. */
export function defaultMapping(): Mapping {
  return {
    fields: {
      '/type': { do: 'path', path: '/type' },
      '/id': { do: 'path', path: '/id' },
      '/occurredAt': { do: 'path', path: '/occurredAt' },
      '/subject': { do: 'path', path: '/subject' },
      '/data': { do: 'path', path: '/data' },
      '/consent': { do: 'path', path: '/consent' },
      '/page': { do: 'path', path: '/context/page' },
      '/utm': { do: 'path', path: '/context/utm' },
    },
  };
}
