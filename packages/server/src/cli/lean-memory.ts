import { setFlagsFromString } from 'node:v8';

/**
 * Left to itself V8 lets garbage pile up to several times what is in use, the more the larger the machine: under load
 * this server came to 600 MB with 50 MB in use. Collecting once half as much again has piled up costs about 3 % of the
 * time and keeps it below 300 MB. Both flags only steer decisions still to be made, so they may be set in a running process.
 */
export function keepMemoryLean(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}
