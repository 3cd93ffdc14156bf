import { useState } from 'react';
import type { AnswerOf, endpoints } from '../../../api/index.ts';
import type { Flow } from '../../index.ts';
import { useWorkspaceId } from '../host.ts';
import { useServerAction } from '../server.ts';
import { useEditor } from './editor.ts';

export type TestResult = AnswerOf<(typeof endpoints)['testSend']>['steps'][number];

interface TestOf {
  flow: Flow;
  /** Whether what is shown is at the server now. */
  save: () => Promise<boolean>;
  /** It could not be saved: the editor says why. */
  onRefused: () => void;
}

/** Saves what is shown, then sends the sample once through the whole flow, for real. */
export function useTestSend({ flow, save, onRefused }: TestOf) {
  const { sample } = useEditor();
  const params = { workspaceId: useWorkspaceId(), flowId: flow.id };
  const test = useServerAction('testSend');
  const [isSaving, setSaving] = useState(false);
  const send = async () => {
    const event = sample.request;
    if (event === undefined) return;
    setSaving(true);
    const isSaved = await save();
    setSaving(false);
    if (isSaved) test.mutate({ params, body: { event } });
    else onRefused();
  };
  return {
    send: () => void send(),
    isBusy: isSaving || test.isPending,
    canSend: sample.request !== undefined,
    /** Undefined until a test came back. */
    results: test.data?.steps as readonly TestResult[] | undefined,
    error: test.error,
  };
}
