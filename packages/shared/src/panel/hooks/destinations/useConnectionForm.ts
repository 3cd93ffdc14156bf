import { ApiError } from '../../../api/index.ts';
import { problemsBySetting, readDraft, settingsOf, startDraft, type SettingsDraft } from '../../index.ts';
import { useMemo, useState } from 'react';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';
import type { Connection, Destination } from '../answers.ts';

/** What the form holds besides the destination's own settings. */
export interface About {
  name: string;
  owner: string;
  /** The day on which the entered key ends, as `2027-03-31`; empty: it has no end. */
  secretEndsOn: string;
}

/** A connection's form: what is typed, what is wrong with it, and how it is saved. `start` is undefined for a new connection. */
export function useConnectionForm(destination: Destination, start: Connection | undefined, newName: string) {
  const { workspaceId, person, t } = usePanelHost();
  const settings = useMemo(() => settingsOf(destination.settings), [destination]);
  const [saved, setSaved] = useState(start);
  const [about, setAbout] = useState<About>(() => aboutOf(start, newName, person.email));
  const [draft, setDraft] = useState<SettingsDraft>(() => startDraft(settings, start?.settings));
  const [clean, setClean] = useState({ about, draft });
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [error, setError] = useState<Error | null>(null);
  const create = useServerAction('createConnection');
  const update = useServerAction('updateConnection');

  /** Answers the saved connection, or undefined where something is wrong; `problems` and `error` then say what. */
  const save = async (): Promise<Connection | undefined> => {
    setError(null);
    const read = readDraft(settings, draft, t, saved?.settings);
    const found = about.name.trim() === '' ? { ...read.problems, name: t('Give it a name.') } : read.problems;
    setProblems(found);
    if (Object.keys(found).length > 0) return undefined;
    const name = about.name.trim();
    const owner = about.owner.trim();
    const { secretEndsOn } = about;
    const isOtherEnd = secretEndsOn !== (saved?.secretEndsOn ?? '');
    try {
      const now =
        saved === undefined
          ? await create.mutateAsync({
              params: { workspaceId },
              body: {
                destination: destination.type,
                name,
                settings: read.values,
                ...(owner === '' ? {} : { owner }),
                ...(secretEndsOn === '' ? {} : { secretEndsOn }),
              },
            })
          : await update.mutateAsync({
              params: { workspaceId, connectionId: saved.id },
              body: {
                name,
                owner: owner === '' ? null : owner,
                settings: read.values,
                // The end of the key before says nothing of a new one.
                ...(isOtherEnd ? { secretEndsOn: secretEndsOn === '' ? null : secretEndsOn } : {}),
              },
            });
      const next = startDraft(settings, now.settings);
      setSaved(now);
      const kept = { ...about, secretEndsOn: now.secretEndsOn ?? '' };
      // What somebody typed while it was being saved stays.
      setDraft((typed) => withTyped(next, typed, draft));
      setAbout((typed) => withTyped(kept, typed, about));
      setClean({ about: kept, draft: next });
      return now;
    } catch (thrown) {
      if (thrown instanceof ApiError) setProblems(problemsBySetting(thrown.details.problems ?? []));
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return undefined;
    }
  };

  /** Goes on with the connection as it is at the server now, such as after signing in there; what was typed meanwhile stays. */
  const adopt = (now: Connection) => {
    const next = startDraft(settings, now.settings);
    setSaved(now);
    setDraft(withTyped(next, draft, clean.draft));
    setClean({ ...clean, draft: next });
  };

  return {
    settings,
    saved,
    about,
    setAbout,
    draft,
    setDraft,
    problems,
    error,
    save,
    adopt,
    saving: create.isPending || update.isPending,
    dirty: JSON.stringify({ about, draft }) !== JSON.stringify(clean),
    /** Without any key of their own, accounts of this kind are connected by signing in. */
    signsIn: destination.auth === 'oauth2' && !hasKey(settings, draft, saved),
    /** Somebody entered a key, which may end one day. */
    hasKey: hasKey(settings, draft, saved),
  };
}

/** What is kept, with the fields that hold something else now than they did then. */
function withTyped<Fields extends object>(kept: Fields, now: Fields, then: Fields): Fields {
  const before = new Map(Object.entries(then));
  return { ...kept, ...Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== before.get(key))) };
}

function aboutOf(start: Connection | undefined, newName: string, email: string): About {
  if (start === undefined) return { name: newName, owner: email, secretEndsOn: '' };
  return { name: start.name, owner: start.owner ?? '', secretEndsOn: start.secretEndsOn ?? '' };
}

function hasKey(settings: ReturnType<typeof settingsOf>, draft: SettingsDraft, saved: Connection | undefined): boolean {
  return settings.some(({ key, secret }) => {
    const typed = draft[key];
    return secret && typed !== null && (typed !== '' || saved?.settings[key] !== undefined);
  });
}
