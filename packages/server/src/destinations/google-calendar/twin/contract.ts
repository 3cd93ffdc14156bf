import { createSchemaCheck, loadSchema } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const CALENDAR_SPEC = 'google/calendar-event.schema.json';

/** Google's own type of an event, and what its reference adds; undefined where `../shared/specs` is not there. */
export function calendarContract(): ContractCheck | undefined {
  const check = createSchemaCheck(loadSchema(CALENDAR_SPEC), '#/definitions/CalendarEvent', { openPaths: ['private', 'shared'] });
  if (check === undefined) return undefined;
  return (request) => {
    const { method, path, body } = request;
    if (!path.startsWith('/calendar/')) return [];
    const isCollection = /^\/calendar\/v3\/calendars\/[^/]+\/events$/.test(path);
    const isEvent = /^\/calendar\/v3\/calendars\/[^/]+\/events\/[^/]+$/.test(path);
    if (!isCollection && !isEvent) return [`${method} ${path}: there is no such path`];
    if (method === 'GET' || method === 'DELETE') return body === undefined ? [] : [`${method} ${path}: a body was sent`];
    const { id, iCalUID, start, end } = (body ?? {}) as Record<string, unknown>;
    const rules = [
      ...(id !== undefined && iCalUID !== undefined ? ['id and iCalUID exclude each other'] : []),
      ...(id === undefined || (typeof id === 'string' && /^[a-v0-9]{5,1024}$/.test(id)) ? [] : ['id is not base32hex']),
      ...(start === undefined || end === undefined ? ['start and end are required'] : []),
    ];
    return [...rules, ...check(body, request)].map((line) => `${method} ${path}: ${line}`);
  };
}
