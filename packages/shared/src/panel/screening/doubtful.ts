/**
 * The order a queue is looked through in: the latest first, or the likeliest mistakes, as the server's digest has them: of what was
 * kept back what looks least like spam, of what went on what looks most like it.
 */
export type KeptOrder = 'doubtful' | 'latest';
