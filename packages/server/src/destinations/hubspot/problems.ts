import type { Problem } from '@handoff/shared/event';
import { formatPointer } from '@handoff/shared/mapping';
import { z } from 'zod';
import type { ErrorBody, ErrorDetail } from './answers.ts';
import { clip } from '../kit/cut.ts';

/** HubSpot repeats the refused properties as JSON inside the message of a VALIDATION_ERROR. */
const EmbeddedProblem = z.looseObject({ name: z.string(), error: z.string().optional(), message: z.string().optional() });

/** Every property HubSpot refused, in words for the owner. Paths point into `properties` of the payload. */
export function problemsOf(body: ErrorBody): Problem[] {
  const found = new Map<string, Problem>();
  const add = (name: string, code: string | undefined, message: string | undefined) => {
    if (!found.has(name)) found.set(name, { path: propertyPath(name), message: inOwnersWords(name, code, message) });
  };
  for (const detail of body.errors ?? []) {
    const name = propertyNameOf(detail);
    if (name !== undefined) add(name, detail.code, detail.message);
  }
  for (const problem of embeddedProblems(body.message ?? '')) add(problem.name, problem.error, problem.message);
  const unique = /propertyName=([A-Za-z0-9_]+).*already has that value/.exec(body.message ?? '')?.[1];
  if (unique !== undefined) add(unique, 'CONFLICTING_UNIQUE_VALUE', body.message);
  return [...found.values()];
}

export function propertyPath(name: string): string {
  return formatPointer(['properties', name]);
}

function propertyNameOf(detail: ErrorDetail): string | undefined {
  const named = detail.context?.['propertyName'] ?? detail.context?.['name'];
  const first: unknown = Array.isArray(named) ? named[0] : named;
  return typeof first === 'string' ? first : detail.in?.replace(/^properties[./]/, '');
}

function embeddedProblems(message: string): z.infer<typeof EmbeddedProblem>[] {
  const start = message.indexOf('[{');
  const end = message.lastIndexOf('}]');
  if (start === -1 || end === -1) return [];
  try {
    const parsed = z.array(EmbeddedProblem).safeParse(JSON.parse(message.slice(start, end + 2)));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

function inOwnersWords(name: string, code: string | undefined, message: string | undefined): string {
  // HubSpot lists every allowed option, which may be hundreds.
  const said = message === undefined ? '' : ` HubSpot says: ${clip(message)}`;
  switch (code) {
    case 'PROPERTY_DOESNT_EXIST':
      return `HubSpot has no field "${name}". Create it in HubSpot under Settings → Properties, or take it out of the mapping.`;
    case 'READ_ONLY_VALUE':
      return `HubSpot fills in the field "${name}" itself and takes no values for it. Take it out of the mapping.`;
    case 'INVALID_EMAIL':
      return 'HubSpot does not accept this e-mail address. Correct it and send the event again.';
    case 'INVALID_OPTION':
      return `The value is not one of the options of the HubSpot field "${name}". Add the option in HubSpot or map to an existing one.${said}`;
    case 'CONFLICTING_UNIQUE_VALUE':
      return `Another HubSpot record already has this value in "${name}", which must be unique. Correct one of the two.${said}`;
    default:
      return `HubSpot did not accept the value for "${name}". Correct the value or the mapping.${said}`;
  }
}
