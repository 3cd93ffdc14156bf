import type { Role } from '@handoff/shared/api';
import { __ } from '../../app/i18n.ts';

/** What a role is called. */
export function roleWord(role: Role): string {
  switch (role) {
    case 'owner':
      return __('Owner', 'handoff');
    case 'manager':
      return __('Manager', 'handoff');
    case 'viewer':
      return __('Viewer', 'handoff');
  }
}

/** The roles to choose from, with what each may do. */
export function roleOptions(): { value: Role; label: string }[] {
  return [
    { value: 'viewer', label: __('Viewer: looks, and changes nothing', 'handoff') },
    { value: 'manager', label: __('Manager: changes flows, destinations and events', 'handoff') },
    { value: 'owner', label: __('Owner: also people, tokens, erasing and settings', 'handoff') },
  ];
}
