import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simpleHtml } from './html.ts';

it.each([
  [
    '<p>Hello <b>Ada</b>,<br>see <a href="https://a.test/?x=1&y=2">this</a></p>',
    '<p>Hello <b>Ada</b>,<br>see <a href="https://a.test/?x=1&y=2">this</a></p>',
    false,
  ],
  ['<P>Hello', '<p>Hello</p>', false],
  ['<b><i>x</b></i>', '<b><i>x</i></b>', false],
  ['1 < 2 & 3 > 2 &amp; &euro;', '1 &lt; 2 &amp; 3 &gt; 2 &amp; &euro;', false],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;', true],
  ['<p style="color:red" onclick="x()">Hi</p>', '<p>Hi</p>', true],
  ['<a href="javascript:alert(1)">Hi</a>', '<a>Hi</a>', true],
  [`<a href='https://a.test/"onmouseover="x'>Hi</a>`, '<a href="https://a.test/&quot;onmouseover=&quot;x">Hi</a>', true],
  ['<img src="https://a.test/pixel.gif">', '&lt;img src="https://a.test/pixel.gif"&gt;', true],
  ['</div></div><p>x', '<p>x</p>', false],
])('%s', (given, html, changed) => expect(simpleHtml(given)).toEqual({ html, changed }));

it('leaves nothing that runs, whatever is put in', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      '&',
      '<script',
      '<img src=x onerror=',
      '<a href="',
      'javascript:',
      '<p',
      '</p>',
      '<svg/onload=',
      '<!--',
      '-->',
      ' ',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { html } = simpleHtml(pieces.join(''));
      const tags = html.match(/<[^>]*>/g) ?? [];
      for (const tag of tags) expect(tag).toMatch(/^<(\/?[a-z][a-z0-9]*|a href="(https?:\/\/|mailto:|tel:)[^"<]*")>$/i);
      expect(html.replaceAll(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
    }),
  );
});
