import { type ComponentType, lazy } from '@wordpress/element';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
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
    title: __('Handoffs', 'handoff'),
    sections: [
      { slug: '', label: __('Overview', 'handoff'), screen: OverviewScreen },
      { slug: 'health', label: __('Health', 'handoff'), screen: HealthScreen },
      { slug: 'flows', label: __('Flows', 'handoff'), screen: FlowsOf },
      { slug: 'destinations', label: __('Destinations', 'handoff'), screen: DestinationsScreen },
      { slug: 'activity', label: __('Activity', 'handoff'), screen: ActivityScreen },
      { slug: 'quarantine', label: __('Quarantine', 'handoff'), screen: QuarantineOf },
      { slug: 'alerts', label: __('Alerts', 'handoff'), screen: AlertsScreen },
      { slug: 'map', label: __('Map', 'handoff'), screen: MapScreen },
      { slug: 'names', label: __('Field names', 'handoff'), screen: NamesScreen },
    ],
  },
  {
    title: __('Workspace', 'handoff'),
    sections: [
      { slug: 'sources', label: __('Sites and shops', 'handoff'), screen: SourcesScreen },
      { slug: 'members', label: __('Members', 'handoff'), screen: MembersScreen },
      { slug: 'permissions', label: __('Permissions', 'handoff'), screen: PermissionsScreen },
      { slug: 'audit', label: __('Changes', 'handoff'), screen: AuditScreen },
      { slug: 'privacy', label: __('Privacy', 'handoff'), screen: PrivacyScreen },
    ],
  },
];
