const OF_EVENTS = ['parked', 'dead', 'uncertain'] as const;
const OF_THE_OUTBOX = ['refused', 'expired', 'pending'] as const;

/** All of the activity, or what of it needs a person. */
export type View = 'all' | (typeof OF_EVENTS)[number] | (typeof OF_THE_OUTBOX)[number];

/** The list behind `/activity/{name}`; undefined where the name is an event's id. */
export function viewOf(name: string | undefined): View | undefined {
  return name === undefined ? 'all' : OF_EVENTS.find((view) => view === name);
}

/** The list behind `/activity/outbox/{state}`. */
export function outboxViewOf(state: string): View {
  return OF_THE_OUTBOX.find((view) => view === state) ?? 'pending';
}
