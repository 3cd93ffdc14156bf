import { useState } from 'react';
import { newStep } from '../../index.ts';
import { useEditor } from './editor.ts';

/** A step under construction: where something goes and what is done there. */
export function useNewStep(onAdded: (key: string) => void) {
  const { catalog, spec, edit } = useEditor();
  const { connections } = catalog;
  const [connection, setConnection] = useState(connections.length === 1 ? (connections[0]?.id ?? '') : '');
  const operations = catalog.destinationOf(connection)?.operations ?? [];
  const [chosen, setOperation] = useState('');
  const operation = operations.find(({ name }) => name === chosen) ?? operations[0];
  return {
    connections,
    /** The connection's id; empty until one is chosen. */
    connection,
    setConnection,
    operations,
    operation,
    setOperation,
    add: () => {
      if (operation === undefined) return;
      const step = newStep(connection, operation.name, spec.steps);
      edit({ do: 'addStep', step });
      onAdded(step.key);
    },
  };
}
