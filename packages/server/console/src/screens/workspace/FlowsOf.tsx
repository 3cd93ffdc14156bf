import { FormRef } from '@handoff/shared/event';
import { type HostForm, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { lazy, useMemo } from '@wordpress/element';
import { z } from 'zod';
import { ConsoleHost } from '../../app/host.tsx';

const FlowsScreen = lazy(() => import('@handoff/wp-plugin/screens/flows/FlowsScreen.tsx'));

/** So many of the latest submissions are looked through for the forms they came from. */
const LOOKED_THROUGH = 100;

const Submission = z.looseObject({
  data: z.looseObject({
    form: FormRef,
    fields: z.record(z.string(), z.unknown()).default({}),
    labels: z.record(z.string(), z.unknown()).default({}),
  }),
});

/** Flows, with the forms to choose from: a site knows its own, here they are those that somebody submitted lately. */
export function FlowsOf() {
  const workspaceId = useWorkspaceId();
  const { data } = useServer('listEvents', {
    params: { workspaceId },
    query: { type: 'form.submitted', include: 'envelope', limit: LOOKED_THROUGH },
  });
  const forms = useMemo(() => formsOf(data?.items.map(({ envelope }) => envelope) ?? []), [data]);
  return (
    <ConsoleHost workspaceId={workspaceId} forms={forms}>
      <FlowsScreen />
    </ConsoleHost>
  );
}

function formsOf(envelopes: readonly unknown[]): HostForm[] {
  const forms = new Map<string, HostForm>();
  for (const envelope of envelopes) {
    const read = Submission.safeParse(envelope);
    if (!read.success) continue;
    const { form, fields, labels } = read.data.data;
    const { id, title = id, plugin = '' } = form;
    const label = (key: string) => (typeof labels[key] === 'string' ? labels[key] : key);
    const known = Object.keys(fields).map((key) => ({ key, label: label(key), type: 'text', required: false }));
    const key = `${plugin} ${id}`;
    if (!forms.has(key)) forms.set(key, { id, title, plugin, pluginTitle: plugin, fields: known });
  }
  return [...forms.values()];
}
