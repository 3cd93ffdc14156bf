import type { Generated } from 'kysely';

/** What a member can answer for; see `domain/member/owner.ts`. */
export interface Owned {
  /** The owner, where that is a member: their address is in `owner` then. */
  owner_member_id: Generated<string | null>;
}

/** People who sign in; see `domain/member` and `domain/session`. */
export interface MemberTables {
  members: {
    id: string;
    /** Empty for an operator, who reaches every workspace. */
    workspace_id: string | null;
    /** In small letters. */
    email: string;
    name: string;
    role: 'owner' | 'manager' | 'viewer';
    invited_by: string;
    invited_at: number;
    last_seen_at: number | null;
    removed_at: number | null;
    /** That of their browser when they last signed in. */
    language: Generated<string | null>;
  };
  /** One-time links for signing in. */
  login_links: { hash: string; email: string; created_at: number; expires_at: number; used_at: number | null };
  /** One browser of one person, whatever they are a member of. */
  sessions: {
    id: string;
    hash: string;
    email: string;
    method: 'link' | 'oidc';
    /** What the browser calls itself. */
    device: string;
    created_at: number;
    last_used_at: number;
  };
}
