/** The leases whose calls this process is making just now. Deliveries that were claimed together have one lease, and their calls end one by one. */
export interface UnderWay {
  during: (leases: readonly (string | null)[], work: () => Promise<void>) => Promise<void>;
  has: (lease: string | null) => boolean;
}

/**
 * A clock that is set forward ends leases whose calls are still on their way, and to look for what is not there yet and
 * then do it again would double it. So a process takes back none of its own as long as the lease lasts by a stopwatch.
 * @param elapsed milliseconds since any moment, which no clock setting changes
 */
export function createUnderWay(leaseMs: number, elapsed: () => number = () => performance.now()): UnderWay {
  const calls = new Map<string, { began: number; count: number }>();
  const leave = (lease: string) => {
    const call = calls.get(lease);
    if (call !== undefined && (call.count -= 1) === 0) calls.delete(lease);
  };
  return {
    during: async (leases, work) => {
      const held = leases.filter((lease) => lease !== null);
      for (const lease of held) {
        const call = calls.get(lease);
        if (call === undefined) calls.set(lease, { began: elapsed(), count: 1 });
        else call.count += 1;
      }
      try {
        await work();
      } finally {
        held.forEach(leave);
      }
    },
    has: (lease) => {
      const call = lease === null ? undefined : calls.get(lease);
      return call !== undefined && elapsed() - call.began < leaseMs;
    },
  };
}
