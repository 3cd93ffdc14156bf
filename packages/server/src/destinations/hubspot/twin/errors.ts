// The shapes of HubSpot's errors, as integrators recorded them; see README.md for where each was seen.

export interface TwinError {
  status: number;
  body: { status: 'error'; message: string; correlationId: string; category: string; [member: string]: unknown };
}

const CORRELATION_ID = 'aeb5f871-7f07-4993-9211-075dc63e7cbf';

export function errorOf(status: number, category: string, message: string, more: Record<string, unknown> = {}): TwinError {
  return { status, body: { status: 'error', message, correlationId: CORRELATION_ID, category, ...more } };
}

/** One property HubSpot refuses. */
export interface Refusal {
  name: string;
  error: string;
  message: string;
}

/** The message repeats the refusals as JSON; `errors` has them again, in the form the specification names. */
export function refused(refusals: Refusal[]): TwinError {
  const embedded = refusals.map(({ message, error, name }) => ({ isValid: false, message, error, name, localizedErrorMessage: message }));
  return errorOf(400, 'VALIDATION_ERROR', `Property values were not valid: ${JSON.stringify(embedded)}`, {
    errors: refusals.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: [name] } })),
  });
}

export const notFound = () => errorOf(404, 'OBJECT_NOT_FOUND', 'resource not found');

export const malformed = (detail: string) => errorOf(400, 'VALIDATION_ERROR', `Invalid input JSON: ${detail}`);

export const exists = (id: string) => errorOf(409, 'CONFLICT', `Contact already exists. Existing ID: ${id}`);

export const unauthenticated = () =>
  errorOf(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found. This API supports OAuth 2.0 authentication.');

export const expired = () => errorOf(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.');

export const missingScopes = (scopes: string[]) =>
  errorOf(403, 'MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call.", {
    errors: [{ message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: scopes } }],
  });
