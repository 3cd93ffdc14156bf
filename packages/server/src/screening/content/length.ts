/** Different words; a text of more says much that sounds like spam by chance. */
const LONG = 60;
/** Each time it is e times as long takes so much off that opinion. */
const LONG_DOUBT = 1;

/** What is taken off the opinion that a text of so many different words is spam. */
export function doubtOfLength(score: number, differentWords: number): number {
  return score > 0 ? LONG_DOUBT * Math.max(0, Math.log(differentWords / LONG)) : 0;
}
