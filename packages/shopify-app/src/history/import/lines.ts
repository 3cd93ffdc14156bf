const NEWLINE = 0x0a;

/** One line of a file, and where in the file the next one begins, in bytes. */
export interface FileLine {
  text: string;
  end: number;
}

/** The lines of a file from a byte offset on, as they arrive: never more in memory than one line and one chunk. */
export async function* linesOf(body: ReadableStream<Uint8Array>, offset: number): AsyncGenerator<FileLine> {
  const decoder = new TextDecoder();
  let rest: Uint8Array[] = [];
  let end = offset;
  const take = (last: Uint8Array): FileLine => {
    const bytes = rest.length === 0 ? last : Buffer.concat([...rest, last]);
    rest = [];
    return { text: decoder.decode(bytes), end };
  };
  for await (const chunk of body) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, start)) {
      end += at + 1 - start;
      yield take(chunk.subarray(start, at));
      start = at + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      end += chunk.length - start;
    }
  }
  if (rest.length > 0) yield take(new Uint8Array());
}
