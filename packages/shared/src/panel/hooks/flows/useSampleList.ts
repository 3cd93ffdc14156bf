import { useState } from 'react';
import { type Row, type SampleField, sampleGroups, valueText } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useSampleFields } from './useSampleFields.ts';

interface SampleListOf {
  rows: readonly Row[];
  /** The destination's field that is open; a chosen value fills it. */
  active: string | undefined;
  onPut: (path: string, target: string) => void;
}

export interface SampleList {
  search: string;
  setSearch: (text: string) => void;
  /** Those found, by the parts of the event. */
  groups: readonly { group: string; title: string; fields: readonly SampleField[] }[];
  /** The destination's field that a chosen value fills. */
  target: Row['field'] | undefined;
  choose: (path: string) => void;
  /** The value that was chosen while no field was open: it waits to be put somewhere. */
  picked: string | undefined;
  /** Where it may go: fields that are empty yet come first. */
  places: readonly Row[];
  putInto: (target: string) => void;
  cancel: () => void;
}

/** The example with every value that can be sent, searched and put into the destination's fields. */
export function useSampleList({ rows, active, onPut }: SampleListOf): SampleList {
  const { t } = usePanelHost();
  const fields = useSampleFields();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<string>();
  const wanted = search.trim().toLowerCase();
  const shown = fields.filter(({ label, path, value }) => `${label} ${path} ${valueText(value, t)}`.toLowerCase().includes(wanted));
  const target = rows.find(({ field }) => field.path === active)?.field;
  return {
    search,
    setSearch,
    groups: sampleGroups(t)
      .map(({ group, title }) => ({ group, title, fields: shown.filter((field) => field.group === group) }))
      .filter((part) => part.fields.length > 0),
    target,
    choose: (path) => (target === undefined ? setPicked(path) : onPut(path, target.path)),
    picked: target === undefined ? picked : undefined,
    places: [...rows.filter(({ rule }) => rule === undefined), ...rows.filter(({ rule }) => rule !== undefined)],
    putInto: (to) => {
      setPicked(undefined);
      if (picked !== undefined) onPut(picked, to);
    },
    cancel: () => setPicked(undefined),
  };
}
