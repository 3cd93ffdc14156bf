import type { InputOf } from '../../api/client.ts';
import type { endpoints } from '../../api/endpoints/index.ts';
import { useServerAction } from './server.ts';

/** Something that is done at the server once a dialog has asked. */
export function useAskedAction<Name extends keyof typeof endpoints>(name: Name) {
  const { mutateAsync, isPending, error, reset } = useServerAction(name);
  return {
    /** What its dialog shows. */
    asked: { busy: isPending, error },
    /** `onDone` is told also where the list came anew meanwhile and what asked is gone; `asked.error` says why not. */
    run: (input: InputOf<(typeof endpoints)[Name]>, onDone: () => void) => void mutateAsync(input).then(onDone, () => undefined),
    askAnew: reset,
  };
}
