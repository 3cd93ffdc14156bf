const LONGEST_PHRASE = 4;

/**
 * Counts, in the words of a text, how many different phrases of each list it has, in the order of the lists. A list names its phrases
 * with a comma and a space between them, in lower case and without accents and apostrophes, of at most four words.
 */
export function phraseCounter(lists: Readonly<Record<string, string>>): (words: readonly string[]) => number[] {
  const groups = Object.values(lists);
  const groupsOf = new Map<string, number[]>();
  groups.forEach((phrases, index) => {
    for (const phrase of phrases.split(', ')) groupsOf.set(phrase, [...(groupsOf.get(phrase) ?? []), index]);
  });
  // What phrases of several words end with: where a text says none of it, no longer phrase ends there.
  const endings = new Set(
    [...groupsOf.keys()].flatMap((phrase) => {
      const words = phrase.split(' ');
      return words.slice(1).map((_, at) => words.slice(at + 1).join(' '));
    }),
  );
  return (words) => {
    const phrases = new Set<string>();
    for (let end = 0; end < words.length; end += 1) {
      let phrase = '';
      for (let start = end; start >= 0 && start > end - LONGEST_PHRASE; start -= 1) {
        const word = (words[start] as string).replace("'", '');
        phrase = start === end ? word : `${word} ${phrase}`;
        if (groupsOf.has(phrase)) phrases.add(phrase);
        if (!endings.has(phrase)) break;
      }
    }
    const counts = groups.map(() => 0);
    for (const phrase of phrases) for (const index of groupsOf.get(phrase) ?? []) counts[index] = (counts[index] ?? 0) + 1;
    return counts;
  };
}
