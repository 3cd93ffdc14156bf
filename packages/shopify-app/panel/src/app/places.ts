import type { NeedPlace } from '@handoff/shared/panel';

/** Where in the panel things are dealt with. */
export function placeOf(place: NeedPlace): string {
  switch (place.screen) {
    case 'dead':
    case 'uncertain':
    case 'parked':
      return `/activity/${place.screen}`;
    case 'quarantine':
      return '/quarantine';
    case 'destinations':
      return '/destinations';
    case 'connection':
      return `/destinations/${place.id}`;
  }
}
