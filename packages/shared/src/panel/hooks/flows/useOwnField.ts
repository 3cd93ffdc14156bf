import { useState } from 'react';
import { type Field, openPlaces } from '../../index.ts';

interface OwnFieldOf {
  fields: readonly Field[];
  declared: readonly Field[];
  taken: readonly string[];
  onAdd: (target: string) => void;
  onActive: (target: string) => void;
}

/** A field of one's own under construction: where it goes (`places` is empty where the destination takes none) and its name. */
export function useOwnField({ fields, declared, taken, onAdd, onActive }: OwnFieldOf) {
  const places = openPlaces(fields, declared);
  const [place, setPlace] = useState(places[0]?.path ?? '');
  const [name, setName] = useState('');
  const target = `${place}/${name.trim().replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const isTaken = taken.includes(target);
  return {
    places,
    place,
    setPlace,
    name,
    setName,
    /** There is such a field already: it is shown instead. */
    isTaken,
    canSubmit: name.trim() !== '',
    submit: () => {
      if (name.trim() === '') return;
      if (!isTaken) onAdd(target);
      onActive(target);
      setName('');
    },
  };
}
