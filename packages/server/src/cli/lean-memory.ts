import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** How many times its first size the space for young objects may have: 6 MiB, each half. */
const YOUNG_TIMES = 6;
/** More than it takes for it to grow once. */
const MOST_OBJECTS = 1_000_000;
const OBJECTS_A_LOOK = 1000;

/**
 * Left to itself V8 lets garbage pile up to several times what is in use, the more the larger the machine: under load
 * this server came to 600 MB with 50 MB in use. Collecting once half as much again has piled up costs about 3 % of the
 * time and keeps it below 300 MB. Both flags only steer decisions still to be made, so they may be set in a running process.
 */
export function keepMemoryLean(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Lets the space for young objects grow once and no more. Loading the program would make it grow to 64 MiB, which stay taken
 * though little is in use afterwards; at its first size work takes a third longer, because it is collected all the time.
 */
export function roomForWork(): void {
  setFlagsFromString(`--semi-space-growth-factor=${YOUNG_TIMES}`);
  const first = youngBytes();
  // It grows when much of what is young is found to be still in use.
  const inUse: object[] = [];
  while (youngBytes() === first && inUse.length < MOST_OBJECTS) for (let made = 0; made < OBJECTS_A_LOOK; made += 1) inUse.push({ made });
  setFlagsFromString('--semi-space-growth-factor=1');
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
}
