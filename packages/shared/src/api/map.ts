import { z } from 'zod';
import { Trigger } from '../flow/flow.ts';
import { Hold } from './resources.ts';

const Time = z.iso.datetime();

/** How to stop using a destination. */
export const Leaving = z
  .object({ stays: z.string(), export: z.string(), revoke: z.string(), url: z.string().optional() })
  .meta({ id: 'Leaving' });

/** One field a step fills: `from` are places of the event; `fixed`: it gets a value whatever the event holds. */
const MapField = z
  .object({ target: z.string(), label: z.string(), from: z.array(z.string()), fixed: z.boolean() })
  .meta({ id: 'MapField' });

const MapStep = z
  .object({
    key: z.string(),
    connectionId: z.string(),
    /** What it does there, in words. */
    title: z.string(),
    after: z.string().nullable(),
    conditional: z.boolean(),
    fields: z.array(MapField),
  })
  .meta({ id: 'MapStep' });

const MapFlow = z
  .object({
    id: z.string(),
    name: z.string(),
    owner: z.string().nullable(),
    mode: z.enum(['live', 'watching', 'draft']),
    trigger: Trigger,
    conditional: z.boolean(),
    steps: z.array(MapStep),
  })
  .meta({ id: 'MapFlow' });

const MapSource = z
  .object({ id: z.string(), name: z.string(), kind: z.string(), revoked: z.boolean(), lastEventAt: Time.nullable() })
  .meta({ id: 'MapSource' });

const MapConnection = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The destination's title. */
    destination: z.string(),
    owner: z.string().nullable(),
    account: z.string().nullable(),
    hold: Hold.nullable(),
    /** Null where this server no longer knows the destination. */
    leaving: Leaving.nullable(),
  })
  .meta({ id: 'MapConnection' });

/**
 * A field that live flows fill differently in the same record. `fixed`: values of their own, which take turns · `overwrites`:
 * one always writes its own value over what another takes from events · `latest`: each takes it from events, and the
 * latest wins, which is mostly as it should be.
 */
const MapConflict = z
  .object({
    kind: z.enum(['fixed', 'overwrites', 'latest']),
    connectionIds: z.array(z.string()),
    /** What kind of record, by the destination's word: `contact`. */
    record: z.string(),
    target: z.string(),
    label: z.string(),
    writers: z.array(z.object({ flowId: z.string(), name: z.string(), fixed: z.boolean() })),
  })
  .meta({ id: 'MapConflict' });

/** `never_starts`: all its sources are disconnected. `no_connection`: a step sends to an account that was removed. */
const MapFinding = z
  .object({
    kind: z.enum(['unowned_flow', 'unowned_connection', 'unused_source', 'unused_connection', 'never_starts', 'no_connection']),
    id: z.string(),
    name: z.string(),
  })
  .meta({ id: 'MapFinding' });

/** Every source, flow and connection of a workspace, and what goes where. A site's panel sees its own source only. */
export const WorkspaceMap = z
  .object({
    name: z.string(),
    madeAt: Time,
    sources: z.array(MapSource),
    flows: z.array(MapFlow),
    connections: z.array(MapConnection),
    conflicts: z.array(MapConflict),
    findings: z.array(MapFinding),
  })
  .meta({ id: 'WorkspaceMap' });

/** What there is to know of a flow before it is published; words for it are made by `questionWords`. */
export const FlowQuestions = z
  .object({
    owner: z.string().nullable(),
    /** What access it has. `missing`: permissions the account did not grant. */
    access: z.array(
      z.object({
        connectionId: z.string(),
        name: z.string(),
        account: z.string().nullable(),
        operations: z.array(z.string()),
        scopes: z.array(z.string()),
        missing: z.array(z.string()),
      }),
    ),
    /** What happens when a side is down. `unknown`: what follows a call whose outcome is not known. */
    down: z.object({
      sources: z.enum(['keep', 'ask_again', 'mixed']),
      retryHours: z.int(),
      connections: z.array(z.object({ name: z.string(), unknown: z.enum(['repeat', 'look_up', 'ask']) })),
    }),
    /** Which direction data flows. No `sources`: any. `elsewhere`: how many of other sites. `looksUp`: where it reads before it writes. */
    direction: z.object({
      sources: z.array(z.string()),
      elsewhere: z.int(),
      to: z.array(z.string()),
      looksUp: z.array(z.string()),
    }),
    /** Which system owns each field, by the fields' labels. */
    fields: z.array(z.object({ name: z.string(), fromEvent: z.array(z.string()), fixed: z.array(z.string()) })),
    /** Fields that other live flows fill differently, once this one is live. */
    conflicts: z.array(MapConflict),
    /** What breaks when it is removed. `types` no other live flow takes; `connections` no other live flow uses. */
    removal: z.object({
      types: z.array(z.string()),
      connections: z.array(z.object({ name: z.string(), stays: z.string(), last: z.boolean() })),
    }),
  })
  .meta({ id: 'FlowQuestions' });

export type Leaving = z.infer<typeof Leaving>;
export type WorkspaceMap = z.infer<typeof WorkspaceMap>;
export type MapFlow = z.infer<typeof MapFlow>;
export type MapField = z.infer<typeof MapField>;
export type MapConflict = z.infer<typeof MapConflict>;
export type MapFinding = z.infer<typeof MapFinding>;
export type FlowQuestions = z.infer<typeof FlowQuestions>;
