import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blockSchema, extensionFile, renderBlock, words } from '../support/liquid.ts';

const LOCALES = ['en.default', 'de', 'fr'] as const;

describe('the theme blocks', () => {
  it('carry no more than 10 KB of script and of style over the wire', () => {
    for (const name of readdirSync(new URL('../../extensions/handoff-storefront/assets/', import.meta.url))) {
      expect(gzipSync(extensionFile(`assets/${name}`)).length, name).toBeLessThanOrEqual(10_000);
    }
  });

  it.each(['', '.schema'])('say everything in every language (%s)', (kind) => {
    const [english, ...others] = LOCALES.map((locale) => words(`${locale}${kind}`));
    for (const other of others) expect([...other.keys()]).toEqual([...(english?.keys() ?? [])]);
  });

  it.each(['signup', 'contact', 'embed'])('name only words that there are: %s', (block) => {
    const known = words('en.default.schema');
    const named = JSON.stringify(blockSchema(block)).match(/"t:[\w.]+"/g) ?? [];
    expect(named.filter((name) => !known.has(name.slice(3, -1)))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  it('let a signup say what it agrees to, and label every field', () => {
    const html = renderBlock('signup', { settings: { ask_name: true, wording: 'Yes, <b>write</b> to me.' } });
    expect(html).toContain('data-handoff-wording>Yes, write to me.</p>');
    expect(html).toContain('name="contact[first_name]"');
    expect(html).toMatch(/<label[^>]+for="HandoffSignup-A1-email">Email<\/label>/);
    expect(html).toContain('data-handoff-form="signup"');
  });

  it('let a shop write markup into none of their texts', () => {
    const html = renderBlock('contact', {
      settings: { heading: '<script>alert(1)</script>', question: '"><img src=x>', wording: '"><i>', button: '<b>', thanks: '<b>' },
    });
    expect(html).not.toMatch(/<script|<img|<i>|<b>/);
  });

  it('ask for consent with a box that is not ticked, and only where the shop gave words for it', () => {
    expect(renderBlock('contact')).not.toContain('data-handoff-consent');
    const html = renderBlock('contact', { settings: { wording: 'News, please' } });
    expect(html).toMatch(/<input type="checkbox"[^>]+data-handoff-consent/);
    expect(html).not.toContain('checked');
  });

  it.each(['contact', 'signup'])('show Cloudflare’s check above the button once its site key is there: %s', (block) => {
    expect(renderBlock(block)).not.toContain('turnstile');
    expect(renderBlock(block, { settings: { turnstile_site_key: ' ' } })).not.toContain('turnstile');
    const html = renderBlock(block, { settings: { turnstile_site_key: ' 0xSITE"> ' } });
    expect(html).toMatch(/data-sitekey="0xSITE&#34;&gt;"\s+data-action="handoff-form"/);
    expect(html.indexOf('cf-turnstile')).toBeLessThan(html.indexOf('<button'));
  });

  it('thank in the language of the page, and keep what was typed when it failed', () => {
    expect(renderBlock('contact', { locale: 'de', form: { 'posted_successfully?': true } })).toContain('Danke für deine Nachricht.');
    const failed = renderBlock('contact', { locale: 'fr', form: { errors: ['email'], email: 'ada@', body: 'Bonjour' } });
    expect(failed).toContain('role="alert">Votre message n’a pas été envoyé.');
    expect(failed).toContain('value="ada@"');
    expect(failed).toContain('>Bonjour</textarea>');
    expect(failed).toMatch(/aria-invalid="true" aria-describedby="HandoffContact-A1-error"/);
  });
});
