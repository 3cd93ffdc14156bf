import type { HealthPlace, NeedPlace } from '@handoff/shared/panel';

/** Where in the panel things are dealt with. */
export function placeOf(place: NeedPlace | HealthPlace): string {
  switch (place.screen) {
    case 'dead':
    case 'uncertain':
    case 'parked':
      return `/activity/${place.screen}`;
    case 'quarantine':
      return '/quarantine';
    case 'services':
      return '/quarantine/rules';
    case 'alerts':
      return '/alerts';
    case 'flow':
      return `/flows/${place.id}`;
    case 'connection':
      return `/destinations/${place.id}`;
  }
}
