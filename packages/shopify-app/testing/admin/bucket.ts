export interface BucketOptions {
  /** Points it holds, and points that come back a second. */
  size: number;
  restoreRate: number;
}

/** What Shopify reports with every answer. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface Bucket {
  /** Takes points if they are there. */
  take: (points: number) => boolean;
  /** Gives back what was asked for and not used. */
  refund: (points: number) => void;
  status: () => ThrottleStatus;
  /** Another plan, or a bucket some other code has emptied. */
  set: (options: Partial<BucketOptions> & { available?: number }) => void;
}

/** Shopify's leaky bucket, on a clock of its own. */
export function createBucket(clock: { now: () => number }, given: BucketOptions): Bucket {
  let options = given;
  let available = given.size;
  let at = clock.now();
  const refill = () => {
    const now = clock.now();
    available = Math.min(options.size, available + ((now - at) / 1000) * options.restoreRate);
    at = now;
  };
  return {
    take: (points) => {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    refund: (points) => void (available = Math.min(options.size, available + points)),
    status: () => {
      refill();
      return { maximumAvailable: options.size, currentlyAvailable: Math.floor(available), restoreRate: options.restoreRate };
    },
    set: ({ available: left, ...rest }) => {
      refill();
      options = { ...options, ...rest };
      available = Math.min(left ?? available, options.size);
    },
  };
}
