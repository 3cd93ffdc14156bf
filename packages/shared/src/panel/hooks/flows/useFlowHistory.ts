import { useState } from 'react';
import { changesBetween, type FlowChange, flowSentence, type FlowVersion } from '../../index.ts';
import type { Catalog } from './useCatalog.ts';
import { useFieldNames } from './useFieldNames.ts';
import { useFormWords } from './useFormWords.ts';

const PAGE = 20;

/** One version: what it does, where it is the first, else what it changed since the one before. */
export interface PastVersion {
  version: FlowVersion;
  sentence: string;
  before: FlowVersion | undefined;
  changes: FlowChange[];
}

/** Every version of a flow, the latest first, a page at a time, and the way back to one. */
export function useFlowHistory(versions: readonly FlowVersion[], catalog: Catalog) {
  const [shown, setShown] = useState(PAGE);
  const [goingBack, setGoingBack] = useState<FlowVersion>();
  const words = useFormWords();
  const fieldName = useFieldNames(versions[0]?.spec.steps ?? [], catalog);
  const live = versions.find(({ state }) => state === 'published');
  return {
    past: versions.slice(0, shown).map((version, index): PastVersion => {
      const before = versions[index + 1];
      const changes = before === undefined ? [] : changesBetween(before.spec, version.spec);
      return { version, before, changes, sentence: flowSentence(version.spec, catalog.names) };
    }),
    showMore: versions.length > shown ? () => setShown(shown + PAGE) : undefined,
    live,
    /** The version a person is about to go back to, with what that changes. */
    goingBack: goingBack === undefined ? undefined : { version: goingBack, changes: changesBetween(live?.spec ?? null, goingBack.spec) },
    setGoingBack,
    /** What changes are put into words with. */
    tools: { names: catalog.names, words, fieldName },
  };
}
