export { useDevices, type Device } from './useDevices.ts';
export { useOwnerChoice } from './useOwnerChoice.ts';
export { useInvite, useMemberActions, useMembers } from './useMembers.ts';
