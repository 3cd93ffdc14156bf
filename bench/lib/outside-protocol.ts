/** What the outside process can be told to do. */
export type OutsideRequest =
  /** Makes and signs `count` messages of one site; they stay until the next order of this kind. */
  | { do: 'sign'; count: number; run: string; sourceId: string; secretKey: string }
  /** The same of webhooks as Shopify sends and signs them; `body` is a payload in which `{{number}}` tells one from another. */
  | { do: 'hooks'; count: number; run: string; secret: string; headers: Record<string, string>; body: string }
  /** `status`: what a good answer is; 202 where it is not said. */
  | { do: 'post'; url: string; path: string; concurrency: number; status?: number }
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
  /** Milliseconds until 95 of 100 had their answer. */
  p95Ms: number;
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
  hooks: null;
  post: PostResult;
  receive: { url: string };
  flow: FlowResult;
  pace: PaceResult;
}
