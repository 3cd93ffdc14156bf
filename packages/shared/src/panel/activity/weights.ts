interface Weighed {
  weight: number;
}

/** What the reasons of a verdict come to together, and how many of them count. */
export function weightSum(reasons: readonly Weighed[]): { counted: number; sum: number } {
  const counted = reasons.filter(({ weight }) => weight !== 0);
  return { counted: counted.length, sum: counted.reduce((total, { weight }) => total + weight, 0) };
}

/** Plus says spam, minus says genuine. */
export function signedWeight(weight: number): string {
  const rounded = Number(weight.toFixed(2));
  return rounded > 0 ? `+${rounded}` : String(rounded).replace('-', '−');
}
