/**
 * How many keystrokes two texts are apart: letters put in, left out, replaced, or two neighbours exchanged (optimal string
 * alignment). Stops counting above `most` and answers `most + 1`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  const [a, b] = withoutCommonEnds(one, other);
  if (a.length === 0 || b.length === 0) return Math.min(Math.max(a.length, b.length), most + 1);
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + (same ? 0 : 1));
      const exchanged = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (exchanged) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] as number, most + 1);
}

/** What is left where two texts differ: mostly little, and counting grows with its square. */
function withoutCommonEnds(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** Whether two words are likely one word with a typing mistake: one in a word of four letters, two in a long one that begins alike. */
export function isTypoOf(a: string, b: string): boolean {
  const short = Math.min(a.length, b.length);
  if (short < 3 || Math.max(a.length, b.length) < 4) return false;
  const beginsAlike = a[0] === b[0];
  const firstTwoExchanged = a[0] === b[1] && a[1] === b[0];
  if (beginsAlike || firstTwoExchanged || short >= 6) {
    if (editDistance(a, b, 1) <= 1) return true;
  }
  return short >= 8 && beginsAlike && editDistance(a, b, 2) <= 2;
}
