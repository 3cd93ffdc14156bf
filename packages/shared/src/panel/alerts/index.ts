export { type AlertChannelView, type ChannelDraft, channelDraft, channelRequest, isComplete } from './channel-draft.ts';
export { alertPlace, type HealthPlace } from './place.ts';
export { toldWords } from './told-words.ts';
export { type AlertSeverity, alertTitle, severityLabel, severityTone } from './words.ts';
