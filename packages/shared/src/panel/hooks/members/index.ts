export { useDevices, type Device } from './useDevices.ts';
export { useInvite, useMemberActions, useMembers } from './useMembers.ts';
