/**
 * How something is, for its colour and mark: `good` all is well · `busy` on its way, nothing to do · `attention` a person
 * should look · `bad` it does not work · `quiet` neither good nor bad, such as switched off.
 */
export type Tone = 'good' | 'busy' | 'attention' | 'bad' | 'quiet';
