import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { acknowledgeAlert } from '../../domain/alerting/acknowledge.ts';
import { listChannels } from '../../domain/alerting/list-channels.ts';
import { listAlerts } from '../../domain/alerting/list.ts';
import { muteAlert } from '../../domain/alerting/mute.ts';
import { removeChannel } from '../../domain/alerting/remove-channel.ts';
import { createChannel, updateChannel } from '../../domain/alerting/save-channel.ts';
import { testChannel } from '../../domain/alerting/test-channel.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function alertingRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.listAlerts, async ({ params, language }) => ({
    items: await listAlerts(deps.store.db, params.workspaceId, language),
  }));
  bind(app, deps, endpoints.acknowledgeAlert, (call) => acknowledgeAlert(deps, reachOf(call), call.params.alertId, call.language));
  bind(app, deps, endpoints.muteAlert, (call) => {
    const { until } = call.body;
    return muteAlert(deps, reachOf(call), call.params.alertId, until === null ? null : Date.parse(until), call.language);
  });
  bind(app, deps, endpoints.listAlertChannels, ({ params }) => listChannels(deps, params.workspaceId));
  bind(app, deps, endpoints.createAlertChannel, (call) => createChannel(deps, reachOf(call), call.body));
  bind(app, deps, endpoints.updateAlertChannel, (call) => updateChannel(deps, reachOf(call), call.params.channelId, call.body));
  bind(app, deps, endpoints.removeAlertChannel, (call) => removeChannel(deps, reachOf(call), call.params.channelId));
  bind(app, deps, endpoints.testAlertChannel, (call) => testChannel(deps, reachOf(call), call.params.channelId));
}
