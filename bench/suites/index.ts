import type { Goals, Measured } from '../lib/checks.ts';
import type { Kit } from '../lib/kit.ts';
import { measureAccept } from './accept.ts';
import { measureDelivery } from './delivery.ts';
import { measureLimits } from './destinations/limits.ts';
import { measureFootprint } from './footprint.ts';
import { measureLargeStore } from './large-store.ts';
import { measureMapping } from './mapping.ts';
import { measureRetention } from './retention.ts';
import { measureImport } from './shopify/import.ts';
import { measureWebhooks } from './shopify/webhooks.ts';
import { measureFormCost } from './wordpress/form-cost.ts';
import { measurePanelSize } from './wordpress/panel-size.ts';

/** What one `npm run bench [name]` measures, and the goals its figures have to meet. */
export interface Bench {
  goals: Goals;
  suites: Record<string, (kit: Kit) => Promise<Measured[]>>;
}

const core: Bench = {
  goals: {
    accept_ratio_sqlite: '>= 0.8',
    accept_ratio_postgres: '>= 0.5',
    end_to_end_events_per_s: '>= 1000',
    accept_to_delivery_p95_ms: '<= 300',
    large_store_accept_ratio: '<= 1.5',
    large_store_claim_ratio: '<= 1.5',
    large_store_activity_ratio: '<= 1.5',
    held_backlog_accept_ratio: '<= 1.5',
    held_backlog_claim_ratio: '<= 1.5',
    held_backlog_activity_ratio: '<= 1.5',
    purge_accept_ratio: '<= 1.5',
    memory_idle_mb: '<= 150',
    memory_loaded_mb: '<= 350',
    cold_start_ms: '<= 1000',
    disk_kb_per_event: '<= 5',
    maps_per_s: '>= 200000',
  },
  suites: {
    mapping: measureMapping,
    accept: measureAccept,
    delivery: measureDelivery,
    store: measureLargeStore,
    retention: measureRetention,
    footprint: measureFootprint,
  },
};

const wordpress: Bench = {
  goals: {
    added_queries: '<= 1',
    added_ms_server_up: '<= 5',
    added_ms_server_down: '<= 5',
    added_ms_server_hanging: '<= 5',
    panel_first_screen_gzip_kb: '<= 60',
  },
  suites: { form: measureFormCost, panel: measurePanelSize },
};

const shopify: Bench = {
  goals: {
    webhook_accept_ratio: '>= 0.8',
    webhook_accept_p95_ms: '<= 500',
    import_orders_per_s: '>= 200',
    import_memory_mb: '<= 350',
  },
  suites: { webhooks: measureWebhooks, import: measureImport },
};

const ofDestinations: Bench = {
  goals: { allowed_rate_share: '>= 0.95', avoidable_429: '== 0' },
  suites: { limits: measureLimits },
};

/** By name; the empty name is what `npm run bench` runs. */
export const benches: Record<string, Bench> = { '': core, wp: wordpress, shopify, destinations: ofDestinations };
