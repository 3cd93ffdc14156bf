import { z } from 'zod';

/**
 * The payload's member for events of a history import that should message nobody: nobody is subscribed then, and nothing is
 * begun that might write to people; opt-outs are written as ever. The pipeline sets it, so that no mapping can forget it.
 */
export const quiet = z.boolean().optional().meta({
  title: 'From a quiet import',
  description: 'Handoff says yes here by itself for events of a quiet import: nobody is subscribed then. It needs no mapping.',
});
