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
    // The Shopify panel has no screen of alerts; what they ask for is mostly done there.
    case 'alerts':
      return '/destinations';
    case 'connection':
      return `/destinations/${place.id}`;
  }
}
