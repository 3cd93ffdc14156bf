export const eventPlace = (eventId: string): string => `/activity/${eventId}`;
export const flowPlace = (flowId: string): string => `/flows/${flowId}`;
export const connectionPlace = (connectionId: string): string => `/destinations/${connectionId}`;
