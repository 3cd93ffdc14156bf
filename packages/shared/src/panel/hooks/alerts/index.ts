export { useAlertActions } from './useAlertActions.ts';
export { type AlertView, useAlerts } from './useAlerts.ts';
export { useChannelActions } from './useChannelActions.ts';
export { useChannelForm } from './useChannelForm.ts';
export { type Channels, useChannels } from './useChannels.ts';
