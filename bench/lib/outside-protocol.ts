/** What the outside process can be told to do. */
export type OutsideRequest =
  /** Makes and signs `count` messages of one site; they stay until the next order of this kind. */
  | { do: 'sign'; count: number; run: string; sourceId: string; secretKey: string }
  | { do: 'post'; url: string; path: string; concurrency: number }
  /** Opens the CRM that receives. */
  | { do: 'receive' }
  | { do: 'flow'; url: string; path: string; concurrency: number; window: number; warmSeconds: number; seconds: number }
  | {
      do: 'pace';
      url: string;
      path: string;
      perSecond: number;
      warmSeconds: number;
      seconds: number;
      run: string;
      sourceId: string;
      secretKey: string;
    };

export interface PostResult {
  perSecond: number;
  /** How busy the sender itself was, 0 to 1. Near 1 it, and not the server, set the pace. */
  utilization: number;
}

export interface FlowResult {
  /** Events received by the CRM a second, in the measured part. */
  perSecond: number;
  /** Events sent but not yet received, when the measured part began and ended. */
  outstandingBefore: number;
  outstandingAfter: number;
  /** Over the whole run, once everything had arrived. */
  sent: number;
  received: number;
  distinct: number;
}

export interface PaceResult {
  /** Milliseconds from sending to receiving, one an event. */
  latencies: number[];
}

export interface Answers {
  sign: null;
  post: PostResult;
  receive: { url: string };
  flow: FlowResult;
  pace: PaceResult;
}
