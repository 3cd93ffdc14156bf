import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Speaks to a person on one stream, and remembers every word so that it can be searched for secrets. */
export interface Voice {
  say: (...lines: string[]) => void;
  /** Colours a text where the stream is a terminal and NO_COLOR is not set. */
  style: (style: Style, text: string) => string;
  /** Columns there are to write in: those of the terminal, between 80 and 120. */
  width: number;
  transcript: () => string;
}

const NARROWEST = 80;
const WIDEST = 120;

export function createVoice(stream: NodeJS.WriteStream): Voice {
  let transcript = '';
  return {
    say: (...lines) => {
      const text = `${lines.join('\n')}\n`;
      transcript += text;
      stream.write(text);
    },
    style: (style, text) => styleText(style, text, { stream }),
    width: Math.max(NARROWEST, Math.min(WIDEST, stream.columns ?? WIDEST)),
    transcript: () => transcript,
  };
}
