export type { Connection, Delivery, Destination, EventDetail, ListedEvent, Operation, Preview } from './answers.ts';
export { PanelHostContext, usePanelHost, useWorkspaceId, type HostForm, type PanelHost } from './host.ts';
export { lookSettings, type LookOptions } from './look.ts';
export { useServer, useServerAction } from './server.ts';
export { useDebounced } from './useDebounced.ts';
export * from './flows/index.ts';
export * from './destinations/index.ts';
export * from './first-run/index.ts';
export * from './home/index.ts';
