import { type ComponentType, lazy } from '@wordpress/element';
import { OverviewScreen } from '../overview/OverviewScreen.tsx';
import { FlowsOf } from './FlowsOf.tsx';
import { QuarantineOf } from './QuarantineOf.tsx';

export interface Section {
  /** The first part of its address behind the `#`. */
  slug: string;
  label: string;
  screen: ComponentType;
}

// The plugin's own screens, each in a chunk of its own; the console only stands in for WordPress around them.
const HealthScreen = lazy(() => import('@handoff/wp-plugin/screens/health/HealthScreen.tsx'));
const DestinationsScreen = lazy(() => import('@handoff/wp-plugin/screens/destinations/DestinationsScreen.tsx'));
const ActivityScreen = lazy(() => import('@handoff/wp-plugin/screens/activity/ActivityScreen.tsx'));
const MapScreen = lazy(() => import('@handoff/wp-plugin/screens/map/MapScreen.tsx'));
const AlertsScreen = lazy(() => import('@handoff/wp-plugin/screens/alerts/AlertsScreen.tsx'));
const PrivacyScreen = lazy(() => import('@handoff/wp-plugin/screens/privacy/PrivacyScreen.tsx'));
const NamesScreen = lazy(() => import('@handoff/wp-plugin/screens/names/NamesScreen.tsx'));
const PermissionsScreen = lazy(() => import('@handoff/wp-plugin/screens/permissions/PermissionsScreen.tsx'));
const AuditScreen = lazy(() => import('@handoff/wp-plugin/screens/audit/AuditScreen.tsx'));
const MembersScreen = lazy(() => import('@handoff/wp-plugin/screens/members/MembersScreen.tsx'));
const SourcesScreen = lazy(() => import('../sources/SourcesScreen.tsx'));

export const SECTIONS: readonly { title: string; sections: readonly Section[] }[] = [
  {
    title: 'Handoffs',
    sections: [
      { slug: '', label: 'Overview', screen: OverviewScreen },
      { slug: 'health', label: 'Health', screen: HealthScreen },
      { slug: 'flows', label: 'Flows', screen: FlowsOf },
      { slug: 'destinations', label: 'Destinations', screen: DestinationsScreen },
      { slug: 'activity', label: 'Activity', screen: ActivityScreen },
      { slug: 'quarantine', label: 'Quarantine', screen: QuarantineOf },
      { slug: 'alerts', label: 'Alerts', screen: AlertsScreen },
      { slug: 'map', label: 'Map', screen: MapScreen },
      { slug: 'names', label: 'Field names', screen: NamesScreen },
    ],
  },
  {
    title: 'Workspace',
    sections: [
      { slug: 'sources', label: 'Sites and shops', screen: SourcesScreen },
      { slug: 'members', label: 'Members', screen: MembersScreen },
      { slug: 'permissions', label: 'Permissions', screen: PermissionsScreen },
      { slug: 'audit', label: 'Changes', screen: AuditScreen },
      { slug: 'privacy', label: 'Privacy', screen: PrivacyScreen },
    ],
  },
];
