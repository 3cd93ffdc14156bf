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
  return { values: Int8Array.from(weights, (weight) => Math.round(weight / step)), step, bias };
}
