import type { AnswerOf } from '../../api/client.ts';
import type { endpoints } from '../../api/endpoints/index.ts';
import type { ChannelSettings } from '../../api/alerting.ts';

export type AlertChannelView = AnswerOf<typeof endpoints.listAlertChannels>['items'][number];

/** A channel as the controls hold it: quiet hours stay filled in while they are switched off. */
export interface ChannelDraft {
  name: string;
  /** The id of a connection, or empty for an address. */
  connectionId: string;
  address: string;
  problems: ChannelSettings['problems'];
  warnings: ChannelSettings['warnings'];
  findings: ChannelSettings['findings'];
  owned: boolean;
  quarantine: boolean;
  zone: string;
  dailyAt: string;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  through: 'nothing' | 'access' | 'problems';
}

/** A draft of a channel, or of a new one. */
export function channelDraft(channel: AlertChannelView | undefined, defaults: { zone: string; address: string }): ChannelDraft {
  const settings = channel?.settings;
  return {
    name: channel?.name ?? '',
    connectionId: channel?.to.kind === 'connection' ? channel.to.connectionId : '',
    address: channel === undefined ? defaults.address : channel.to.kind === 'email' ? channel.to.address : '',
    problems: settings?.problems ?? 'now',
    warnings: settings?.warnings ?? 'now',
    findings: settings?.findings ?? 'daily',
    owned: settings?.owned ?? false,
    quarantine: settings?.quarantine ?? false,
    zone: settings?.zone ?? defaults.zone,
    dailyAt: settings?.dailyAt ?? '08:00',
    isQuiet: settings !== undefined && settings.quiet !== null,
    quietFrom: settings?.quiet?.from ?? '22:00',
    quietTo: settings?.quiet?.to ?? '07:00',
    through: settings?.quiet?.through ?? 'access',
  };
}

/** What the server is asked to save. `kinds` are those of the channel: the controls leave them as they are. */
export function channelRequest(draft: ChannelDraft, kinds: string[] | null) {
  const { problems, warnings, findings, owned, quarantine, zone, dailyAt } = draft;
  return {
    name: draft.name.trim(),
    to:
      draft.connectionId === ''
        ? { kind: 'email' as const, address: draft.address.trim() }
        : { kind: 'connection' as const, connectionId: draft.connectionId },
    settings: {
      problems,
      warnings,
      findings,
      kinds,
      owned,
      quarantine,
      zone,
      dailyAt,
      quiet: draft.isQuiet ? { from: draft.quietFrom, to: draft.quietTo, through: draft.through } : null,
    },
  };
}

/** Whether there is all a channel needs. */
export function isComplete(draft: ChannelDraft): boolean {
  return draft.name.trim() !== '' && (draft.connectionId !== '' || draft.address.includes('@'));
}
