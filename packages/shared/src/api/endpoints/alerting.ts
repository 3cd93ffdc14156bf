import { z } from 'zod';
import { Alert, AlertChannel, ChannelSettings, ChannelTo } from '../alerting.ts';
import { endpoint } from '../endpoint.ts';
import { done, id, inWs, name, ws } from './parts.ts';

const alerts = '/v1/workspaces/{workspaceId}/alerts';
const channels = '/v1/workspaces/{workspaceId}/alert-channels';
const inAlert = inWs({ alertId: id });
const inChannel = inWs({ channelId: id });
const Channel = z.strictObject({ name, to: ChannelTo, settings: ChannelSettings.prefault({}) });

export const alertingEndpoints = {
  listAlerts: endpoint({
    method: 'GET',
    path: alerts,
    tag: 'alerts',
    access: 'panel',
    status: 200,
    summary: 'Alerts, open ones first, each with what to do and who was told.',
    params: ws,
    inLanguage: true,
    answer: z.object({ items: z.array(Alert) }),
  }),
  acknowledgeAlert: endpoint({
    method: 'POST',
    path: `${alerts}/{alertId}/acknowledge`,
    tag: 'alerts',
    access: 'panel',
    status: 200,
    summary: 'Say that somebody sees to it: no reminder is sent any more. Its end is still told.',
    params: inAlert,
    inLanguage: true,
    answer: Alert,
  }),
  muteAlert: endpoint({
    method: 'POST',
    path: `${alerts}/{alertId}/mute`,
    tag: 'alerts',
    access: 'panel',
    status: 200,
    summary: 'Send nothing about it until a time, also where it ends and comes back; `null` lifts that.',
    params: inAlert,
    body: z.strictObject({ until: z.iso.datetime().nullable() }),
    inLanguage: true,
    answer: Alert,
  }),
  listAlertChannels: endpoint({
    method: 'GET',
    path: channels,
    tag: 'alerts',
    access: 'panel',
    status: 200,
    summary: 'Where alerts go that no owner is told of by e-mail.',
    params: ws,
    answer: z.object({
      items: z.array(AlertChannel),
      /** Whether the server can send mails of its own. */
      mail: z.boolean(),
      /** Destinations whose connections can be channels. */
      destinations: z.array(z.string()),
      /** Owners of the workspace, who are told by e-mail where there is no channel. */
      owners: z.array(z.string()),
    }),
  }),
  createAlertChannel: endpoint({
    method: 'POST',
    path: channels,
    tag: 'alerts',
    access: 'panel',
    needs: 'owner',
    status: 201,
    summary: 'Add a channel for alerts.',
    params: ws,
    body: Channel,
    answer: AlertChannel,
  }),
  updateAlertChannel: endpoint({
    method: 'PUT',
    path: `${channels}/{channelId}`,
    tag: 'alerts',
    access: 'panel',
    needs: 'owner',
    status: 200,
    summary: 'Change a channel.',
    params: inChannel,
    body: Channel,
    answer: AlertChannel,
  }),
  removeAlertChannel: endpoint({
    method: 'DELETE',
    path: `${channels}/{channelId}`,
    tag: 'alerts',
    access: 'panel',
    needs: 'owner',
    status: 200,
    summary: 'Remove a channel; what still waited to be sent there is not sent.',
    params: inChannel,
    answer: done,
  }),
  testAlertChannel: endpoint({
    method: 'POST',
    path: `${channels}/{channelId}/test`,
    tag: 'alerts',
    access: 'panel',
    status: 200,
    summary: 'Send a test to a channel and say whether it got through.',
    params: inChannel,
    answer: z.object({ ok: z.boolean(), message: z.string().nullable() }),
  }),
};
