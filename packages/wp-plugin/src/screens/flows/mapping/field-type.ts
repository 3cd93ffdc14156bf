import type { Field } from '@handoff/shared/panel';
import { __, _n, fill } from '../../../app/i18n.ts';

/** What a field takes, in words. */
export function fieldType({ type, options = [] }: Pick<Field, 'type' | 'options'>): string {
  switch (type) {
    case 'string':
      return __('Text', 'handoff');
    case 'text':
      return __('Long text', 'handoff');
    case 'email':
      return __('E-mail address', 'handoff');
    case 'phone':
      return __('Phone number', 'handoff');
    case 'number':
      return __('Number', 'handoff');
    case 'boolean':
      return __('Yes or no', 'handoff');
    case 'date':
      return __('Date', 'handoff');
    case 'datetime':
      return __('Date and time', 'handoff');
    case 'enum':
      return fill(_n('{count} choice', '{count} choices', options.length, 'handoff'), { count: options.length });
    case 'list':
      return __('List', 'handoff');
    case 'object':
      return __('Group of values', 'handoff');
  }
}
