/** Numbers from 0 to below 1 that look like chance and are the same for the same seed: servers that share a database learn the same. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
