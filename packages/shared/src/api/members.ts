import { z } from 'zod';

const Time = z.iso.datetime();

/** viewer: looks · manager: changes flows, connections and events · owner: also people, tokens, erasure, settings. */
export const Role = z.enum(['viewer', 'manager', 'owner']).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** Whether a role may do what needs another. */
export function mayAs(role: Role, needed: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(needed);
}

export const Email = z
  .string()
  .max(320)
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email());

export const Member = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: Role,
    invitedAt: Time,
    invitedBy: z.string(),
    /** Null until they have signed in. */
    lastSeenAt: Time.nullable(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

/** Who is signed in in this browser, and what they reach. */
export const Session = z
  .object({
    email: z.string(),
    name: z.string(),
    /** To be sent as `x-handoff-csrf` with everything that is not a GET. */
    csrf: z.string(),
    /** The role on the whole server; null where the person is no operator. */
    operator: Role.nullable(),
    workspaces: z.array(z.object({ id: z.string(), name: z.string(), role: Role })),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SignedInDevice = z
  .object({
    id: z.string(),
    device: z.string(),
    method: z.enum(['link', 'oidc']),
    createdAt: Time,
    lastUsedAt: Time,
    /** Whether it is the one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'SignedInDevice' });
