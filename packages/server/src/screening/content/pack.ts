/** A vector in one byte a place: what it loses is far below what one more example changes. */
export interface Packed {
  values: Int8Array;
  /** What 1 in `values` stands for. */
  step: number;
  bias: number;
}

export function pack(weights: Float32Array, bias: number): Packed {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const step = largest / 127 || 1;
  const values = new Int8Array(weights.length);
  for (let place = 0; place < weights.length; place += 1) values[place] = Math.round((weights[place] as number) / step);
  return { values, step, bias };
}

/** Log-odds of a text with these features, given by their hashes, in as many parts as they come in. */
export function packedScore({ values, step, bias }: Packed, ...parts: readonly Uint32Array[]): number {
  const last = values.length - 1;
  let sum = 0;
  let length = 0;
  for (const hashes of parts) {
    length += hashes.length;
    for (const hash of hashes) sum += values[hash & last] as number;
  }
  return (sum * step) / Math.sqrt(length || 1) + bias;
}
