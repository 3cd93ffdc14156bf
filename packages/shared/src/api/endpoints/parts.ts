import { z } from 'zod';

/** Pieces that several endpoints share. */
export const id = z.string();
export const name = z.string().min(1).max(200);
export const ws = z.object({ workspaceId: z.string() });
export const inWs = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ workspaceId: z.string(), ...shape });
export const page = {
  /** Rows before this position; take it from `next` of the page before. */
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.int().nullable() });
export const done = z.object({ ok: z.literal(true) });
