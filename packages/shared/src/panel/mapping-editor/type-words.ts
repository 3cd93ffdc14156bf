import { fill, type Translate } from '../translate.ts';
import type { Field } from './rows.ts';

/** What a field takes, in words. */
export function typeWords({ type, options = [] }: Pick<Field, 'type' | 'options'>, t: Translate): string {
  switch (type) {
    case 'string':
      return t('Text');
    case 'text':
      return t('Long text');
    case 'email':
      return t('E-mail address');
    case 'phone':
      return t('Phone number');
    case 'number':
      return t('Number');
    case 'boolean':
      return t('Yes or no');
    case 'date':
      return t('Date');
    case 'datetime':
      return t('Date and time');
    case 'enum':
      return fill(options.length === 1 ? t('{count} choice') : t('{count} choices'), { count: options.length });
    case 'list':
      return t('List');
    case 'object':
      return t('Group of values');
  }
}
