import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { AppConfig } from '../app-config.ts';
import { gid, type ShopState } from '../shop/state.ts';
import { type BulkPlan, planBulk } from './bulk-plan.ts';
import { bulkLines } from './bulk-lines.ts';
import type { Executor } from './execute.ts';

export interface BulkOperation {
  id: string;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELED' | 'FAILED';
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
}

interface Running {
  operation: BulkOperation;
  plan: BulkPlan;
  grouped: boolean;
  finishesAt: number;
  file: Uint8Array[];
}

interface Refused {
  refused: { code: string; field: string[]; message: string };
}

/** A shop's bulk operations. */
export interface BulkOffice {
  run: (query: string, grouped: boolean) => Promise<BulkOperation | Refused>;
  cancel: (id: string) => BulkOperation | undefined;
  find: (id: string) => BulkOperation | undefined;
  list: () => BulkOperation[];
  /** Finishes what is due by now and announces it. */
  finishDue: () => Promise<void>;
  nextDueAt: () => number | undefined;
  /** The file of a finished operation, or what `range` (`bytes=7-`) asks for of it. */
  download: (url: string, range: string | null) => Response | undefined;
}

const AT_ONCE = 5;
const LIFE_MS = 7 * 86_400_000;
export const BULK_HOST = 'storage.googleapis.com';

const busyWith = (status: BulkOperation['status']) => status === 'CREATED' || status === 'RUNNING';

export interface BulkOptions {
  shop: ShopState;
  app: AppConfig;
  /** The schema is read only once something is asked of it. */
  prepare: () => Promise<{ schema: GraphQLSchema; executor: Executor }>;
  /** How long Shopify takes (ms). */
  duration: () => number;
}

export function createBulkOffice(options: BulkOptions): BulkOffice {
  const { shop, app, prepare, duration } = options;
  const all = new Map<string, Running>();
  const now = () => shop.clock.now();
  const time = () => new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const office: BulkOffice = {
    run: async (query, grouped) => {
      const plan = planBulk((await prepare()).schema, query);
      if ('refused' in plan) return { refused: { code: 'INVALID', field: ['query'], message: plan.refused } };
      const busy = [...all.values()].filter(({ operation: { status } }) => busyWith(status));
      if (busy.length >= AT_ONCE) {
        return {
          refused: { code: 'LIMIT_REACHED', field: ['query'], message: `Only ${AT_ONCE} bulk query operations can run at a time.` },
        };
      }
      const operation: BulkOperation = {
        id: gid('BulkOperation', shop.nextId()),
        status: 'CREATED',
        errorCode: null,
        createdAt: time(),
        completedAt: null,
        objectCount: 0,
        rootObjectCount: 0,
        fileSize: null,
        url: null,
      };
      all.set(operation.id, { operation, plan, grouped, finishesAt: now() + duration(), file: [] });
      return operation;
    },
    cancel: (id) => {
      const running = all.get(id);
      if (running === undefined) return undefined;
      if (busyWith(running.operation.status)) end(running, 'CANCELED');
      return running.operation;
    },
    find: (id) => all.get(id)?.operation,
    list: () => [...all.values()].map(({ operation }) => operation),
    finishDue: async () => {
      for (const running of all.values()) {
        const { operation } = running;
        if (operation.status === 'CREATED') operation.status = 'RUNNING';
        if (operation.status === 'RUNNING' && running.finishesAt <= now()) await finish(running);
      }
    },
    nextDueAt: () => {
      const due = [...all.values()].filter(({ operation: { status } }) => busyWith(status)).map(({ finishesAt }) => finishesAt);
      return due.length === 0 ? undefined : Math.min(...due);
    },
    download: (url, range) => {
      const running = [...all.values()].find(({ operation }) => operation.url === url);
      if (running === undefined || now() > running.finishesAt + LIFE_MS) return undefined;
      const { file, operation } = running;
      const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      const size = operation.fileSize ?? 0;
      if (from > 0 && from >= size) return new Response(null, { status: 416 });
      const headers = { 'content-type': 'application/jsonl', 'content-length': String(size - from) };
      const partial = { status: 206, headers: { ...headers, 'content-range': `bytes ${from}-${size - 1}/${size}` } };
      return new Response(streamFrom(file, from), range === null ? { headers } : partial);
    },
  };

  const finish = async (running: Running) => {
    const { operation, plan, grouped } = running;
    const context = { shop, app, bulk: office, unpaged: true };
    let size = 0;
    let batch: string[] = [];
    const flush = () => {
      const chunk = Buffer.from(batch.join(''));
      size += chunk.length;
      if (chunk.length > 0) running.file.push(chunk);
      batch = [];
    };
    try {
      const { executor } = await prepare();
      for await (const { line, root } of bulkLines(plan, { executor, context, grouped })) {
        batch.push(`${JSON.stringify(line)}\n`);
        operation.objectCount += 1;
        if (root) operation.rootObjectCount += 1;
        if (batch.length >= 1000) flush();
      }
      flush();
      operation.fileSize = size;
      // Shopify makes no file where nothing was found.
      operation.url = size === 0 ? null : `https://${BULK_HOST}/shopify-tiers-assets-prod-us-east1/bulk-operation-outputs/${randomUUID()}`;
      end(running, 'COMPLETED');
    } catch (error) {
      running.file = [];
      operation.errorCode = error instanceof Error && error.cause === 'ACCESS_DENIED' ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR';
      end(running, 'FAILED');
    }
  };

  const end = ({ operation }: Running, status: 'COMPLETED' | 'CANCELED' | 'FAILED') => {
    operation.status = status;
    operation.completedAt = time();
    shop.emit('bulk_operations/finish', {
      admin_graphql_api_id: operation.id,
      completed_at: operation.completedAt,
      created_at: operation.createdAt,
      error_code: operation.errorCode?.toLowerCase() ?? null,
      status: status.toLowerCase(),
      type: 'query',
    });
  };

  return office;
}

/** A file kept in pieces, from a byte on. */
function streamFrom(pieces: readonly Uint8Array[], from: number): ReadableStream<Uint8Array> {
  let skip = from;
  let next = 0;
  return new ReadableStream({
    pull: (controller) => {
      for (; next < pieces.length;) {
        const piece = pieces[next];
        next += 1;
        if (piece !== undefined && skip < piece.length) {
          controller.enqueue(piece.subarray(skip));
          skip = 0;
          return;
        }
        skip -= piece?.length ?? 0;
      }
      controller.close();
    },
  });
}
