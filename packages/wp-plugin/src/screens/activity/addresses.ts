/** Addresses of an event's page and of the page of one that still waits on the site. */
export const eventPlace = (eventId: string) => `/activity/${eventId}`;
export const waitingPlace = (rowId: number) => `/activity/waiting/${rowId}`;
