import type { TwinProperty } from './catalog.ts';
import type { Refusal } from './errors.ts';

/** What HubSpot would refuse about these values; empty where it takes them all. */
export function refusalsOf(properties: readonly TwinProperty[], values: Record<string, string>): Refusal[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const property = properties.find((candidate) => candidate.name === name);
    if (property === undefined) return [{ name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` }];
    if (property.modificationMetadata.readOnlyValue) {
      return [{ name, error: 'READ_ONLY_VALUE', message: `"${name}" is a read only property; its value cannot be set.` }];
    }
    return value === '' ? [] : refusalOf(property, value);
  });
}

function refusalOf(property: TwinProperty, value: string): Refusal[] {
  const { name } = property;
  const refuse = (error: string, message: string): Refusal[] => [{ name, error, message }];
  if (name === 'email') return isEmail(value) ? [] : refuse('INVALID_EMAIL', `Email address ${value} is invalid`);
  switch (property.type) {
    case 'number':
      return Number.isFinite(Number(value)) ? [] : refuse('INVALID_DOUBLE', `${value} was not a valid number.`);
    case 'bool':
      return value === 'true' || value === 'false' ? [] : refuse('INVALID_BOOLEAN', `${value} was not a valid boolean.`);
    case 'date':
    case 'datetime':
      return isMoment(value) ? [] : refuse('INVALID_DATE', `${value} was not a valid date.`);
    case 'enumeration': {
      const allowed = property.options.map((option) => option.value);
      const wrong = (property.fieldType === 'checkbox' ? value.split(';') : [value]).filter((choice) => !allowed.includes(choice));
      return wrong.length === 0
        ? []
        : refuse('INVALID_OPTION', `${wrong.join(', ')} was not one of the allowed options: [${allowed.join(', ')}]`);
    }
    default:
      return value.length <= 65_536
        ? []
        : refuse('PROPERTY_VALUE_TOO_LONG', `Property values were longer than the allowed length of 65536`);
  }
}

/** HubSpot looks at the domain too: `a@b` and `a@example.con` are refused. */
function isEmail(value: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\.[a-z]{2,}$/i.test(value) && !/\.con$/i.test(value);
}

function isMoment(value: string): boolean {
  return /^\d{11,14}$/.test(value) || (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)));
}
