import type { EndpointName } from '@handoff/shared/api';
import { EMAIL, type Scene } from './scene.ts';

/** `creates` must say what is there now, `removes` what was, `changes` both. */
type Kind = 'creates' | 'removes' | 'changes';

/** One call that changes something, ready to be made, and what the audit must say of it. */
export interface Change {
  kind: Kind;
  action: string;
  /** Makes what is to be changed; its own entries are not looked at. */
  prepare: (scene: Scene) => Promise<{ act: () => Promise<unknown>; by: string }>;
}

const OWNER = `member:${EMAIL}`;

/** Nothing has to be there before. */
export const nothing = () => Promise.resolve();

function change<T>(
  kind: Kind,
  action: string,
  make: (scene: Scene) => Promise<T>,
  act: (scene: Scene, made: T) => Promise<unknown>,
  by: (made: T) => string,
): Change {
  return {
    kind,
    action,
    prepare: async (scene) => {
      const made = await make(scene);
      return { act: () => act(scene, made), by: by(made) };
    },
  };
}

export const creates = <T>(
  action: string,
  make: (scene: Scene) => Promise<T>,
  act: (scene: Scene, made: T) => Promise<unknown>,
  by: (made: T) => string = () => OWNER,
) => change('creates', action, make, act, by);
export const removes = <T>(
  action: string,
  make: (scene: Scene) => Promise<T>,
  act: (scene: Scene, made: T) => Promise<unknown>,
  by: (made: T) => string = () => OWNER,
) => change('removes', action, make, act, by);
export const changes = <T>(
  action: string,
  make: (scene: Scene) => Promise<T>,
  act: (scene: Scene, made: T) => Promise<unknown>,
  by: (made: T) => string = () => OWNER,
) => change('changes', action, make, act, by);

export type Changes = Partial<Record<EndpointName, Change>>;
