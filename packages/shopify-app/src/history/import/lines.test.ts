import { describe, expect, it } from 'vitest';
import { type FileLine, linesOf } from './lines.ts';

/** The text as it arrives: cut into chunks of so many bytes, however that cuts letters. */
function arriving(text: string, bytes: number): ReadableStream<Uint8Array> {
  const file = new TextEncoder().encode(text);
  return new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < file.length; at += bytes) controller.enqueue(file.slice(at, at + bytes));
      controller.close();
    },
  });
}

async function all(lines: AsyncIterable<FileLine>): Promise<FileLine[]> {
  const found: FileLine[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

describe('linesOf', () => {
  const text = '{"name":"Oisín"}\n{"name":"宇治抹茶"}\n\n{"name":"x"}';

  it.each([1, 2, 3, 7, 1000])('finds the same lines in chunks of %i bytes', async (bytes) => {
    expect((await all(linesOf(arriving(text, bytes), 0))).map((line) => line.text)).toEqual(text.split('\n'));
  });

  it.each([1, 5, 1000])('says where to go on: the rest of the file from there is what is left (chunks of %i)', async (bytes) => {
    const [first, second] = await all(linesOf(arriving(text, bytes), 0));
    const file = new TextEncoder().encode(text);
    const rest = new TextDecoder().decode(file.slice(second!.end));
    expect(rest).toBe('\n{"name":"x"}');
    const again = await all(linesOf(arriving(new TextDecoder().decode(file.slice(first!.end)), bytes), first!.end));
    expect(again.map((line) => line.text)).toEqual(text.split('\n').slice(1));
    expect(again.at(-1)?.end).toBe(file.length);
  });

  it('lets go of the file when nobody reads on', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('{}\n')),
      cancel: () => void (cancelled = true),
    });
    for await (const { text: line } of linesOf(endless, 0)) {
      expect(line).toBe('{}');
      break;
    }
    expect(cancelled).toBe(true);
  });
});
