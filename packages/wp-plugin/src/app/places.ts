import type { NeedPlace } from '@handoff/shared/panel';

/** Where in the panel things are dealt with, as addresses behind the `#`. */
export function placeOf(place: NeedPlace | { screen: 'outbox'; state: 'refused' | 'expired' | 'pending' }): string {
  switch (place.screen) {
    case 'dead':
    case 'uncertain':
    case 'parked':
      return `/activity/${place.screen}`;
    case 'outbox':
      return `/activity/outbox/${place.state}`;
    case 'quarantine':
      return '/quarantine';
    case 'destinations':
      return '/destinations';
    case 'connection':
      return `/destinations/${place.id}`;
  }
}
