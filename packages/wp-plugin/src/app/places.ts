import type { HealthPlace, NeedPlace } from '@handoff/shared/panel';

/** Where in the panel things are dealt with, as addresses behind the `#`. */
export function placeOf(place: NeedPlace | HealthPlace | { screen: 'outbox'; state: 'refused' | 'expired' | 'pending' }): string {
  switch (place.screen) {
    case 'dead':
    case 'uncertain':
    case 'parked':
      return `/activity/${place.screen}`;
    case 'outbox':
      return `/activity/outbox/${place.state}`;
    case 'quarantine':
      return '/quarantine';
    case 'services':
      return place.source === undefined ? '/quarantine/rules' : `/quarantine/rules/${place.source}`;
    case 'alerts':
      return '/alerts';
    case 'flow':
      return `/flows/${place.id}`;
    case 'connection':
      return `/destinations/${place.id}`;
  }
}
