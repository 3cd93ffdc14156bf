/**
 * Posts a copy of what a visitor sends with a contact or signup form to the app, through Shopify's app proxy. The form
 * itself is never touched: its own submit goes on at once, whatever happens to the copy. A copy that was not confirmed
 * before the page went away is posted again, under the same id, by the next page of the visit.
 */
(() => {
  'use strict';
  if (window.handoffForms) return;
  window.handoffForms = true;

  const CHECK = 'https://challenges.cloudflare.com/turnstile/v0/api.js';
  const WAITING = 'handoff:waiting';
  const SEEN = 'handoff:seen';
  const KEPT_MS = 24 * 60 * 60 * 1000;
  const MOST_WAITING = 20;
  /** Browsers let at most 64 KB outlive the page. */
  const MOST_BYTES = 60_000;
  const NOT_ANSWERS = new Set(['submit', 'button', 'reset', 'image', 'password']);
  /** What waiting or trying again may mend. */
  const PASSING = new Set([401, 404, 408, 425, 429]);

  const began = Date.now();
  const shown = new WeakMap();
  const copied = new WeakMap();

  const embed = () => document.querySelector('[data-handoff-embed]');
  const proxyOf = (element) => (element?.getAttribute('data-handoff-proxy') || '/apps/handoff').replace(/\/+$/, '');

  /** `signup`, `contact`, or nothing for a form that is not ours to copy (login, search, cart). */
  function kindOf(form) {
    const own = form.getAttribute('data-handoff-form');
    if (own) return own;
    const watched = (embed()?.getAttribute('data-handoff-embed') || '').split(' ');
    const path = new URL(form.getAttribute('action') || '', document.baseURI).pathname;
    if (!/\/contact\/?$/.test(path)) return undefined;
    const type = form.querySelector('input[name="form_type"]')?.value;
    const kind = type === 'customer' ? 'signup' : type === 'contact' ? 'contact' : undefined;
    return watched.includes(kind) ? kind : undefined;
  }

  /** Notes when a form was first seen, and gives the theme's own forms the field that only programs fill in. */
  function prepare(form) {
    if (shown.has(form) || !kindOf(form)) return;
    shown.set(form, Date.now());
    if (checkOf(form)) showCheck(checkOf(form));
    if (form.querySelector('[data-handoff-trap]')) return;
    const trap = document.createElement('input');
    Object.assign(trap, { type: 'text', tabIndex: -1, autocomplete: 'off', name: 'handoff_trap' });
    trap.setAttribute('data-handoff-trap', '');
    trap.setAttribute('aria-hidden', 'true');
    trap.style.cssText = 'position:absolute;left:-9999px;width:1px;height:1px';
    form.append(trap);
  }

  const checkOf = (form) => form.querySelector('[data-handoff-turnstile]');

  /** Cloudflare's script, loaded on no other page, draws the check in every form it finds then; in one that came later it is drawn here. */
  function showCheck(place) {
    if (document.querySelector(`script[src="${CHECK}"]`)) {
      const { sitekey, action, responseFieldName } = place.dataset;
      if (!place.firstElementChild) window.turnstile?.render(place, { sitekey, action, 'response-field-name': responseFieldName });
      return;
    }
    document.head.append(Object.assign(document.createElement('script'), { src: CHECK, async: true }));
  }

  const text = (node) => (node?.textContent || '').replace(/\s+/g, ' ').trim();
  const cut = (value, length) => value.slice(0, length);

  function labelOf(input) {
    return cut(text(input.labels?.[0]) || input.getAttribute('aria-label') || input.placeholder || '', 300);
  }

  function valueOf(input) {
    if (input.type === 'file') return [...input.files].map((file) => file.name).join(', ');
    if (input.type === 'select-multiple') return [...input.selectedOptions].map((option) => option.value);
    return input.value;
  }

  /** The answers, by the names Shopify knows them under: `contact[email]` is `email`. */
  function answersOf(form) {
    const answers = new Map();
    for (const input of form.elements) {
      const key = /^contact\[(.+?)\](\[\])?$/.exec(input.name || '')?.[1];
      if (!key || input.disabled || NOT_ANSWERS.has(input.type)) continue;
      const choice = input.type === 'checkbox' || input.type === 'radio';
      if (choice && !input.checked) continue;
      const value = valueOf(input);
      const before = answers.get(key);
      if (before) before.value = [before.value, value].flat();
      else answers.set(key, { key: cut(key, 200), label: labelOf(input), type: input.type, value });
    }
    return [...answers.values()];
  }

  /** What the visitor agreed to. Signing up is agreeing; a box has to be ticked. */
  function consentOf(form, kind) {
    const box = form.querySelector('[data-handoff-consent]');
    if (kind !== 'signup' && !box) return undefined;
    return { agreed: box ? box.checked : true, wording: cut(text(form.querySelector('[data-handoff-wording]')), 4000) };
  }

  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  function copy(form, kind) {
    const fields = answersOf(form);
    const said = JSON.stringify(fields);
    // A captcha lets one submission through in two steps: the same answers of the same form are the same submission.
    const last = copied.get(form);
    if (last === said) return;
    copied.set(form, said);
    const now = Date.now();
    const id = newId();
    const body = JSON.stringify({
      id,
      kind,
      form: {
        id: cut(form.id || kind, 200),
        title: cut(form.getAttribute('data-handoff-title') || text(document.querySelector('h1')) || document.title, 300),
      },
      fields,
      consent: consentOf(form, kind),
      // Empty where the visitor's browser got nothing from Cloudflare; left out where the form shows no check.
      turnstile: checkOf(form) ? cut(form.elements.namedItem('handoff_turnstile')?.value || '', 2048) : undefined,
      honeypot: cut(form.querySelector('[data-handoff-trap]')?.value || '', 2000),
      seconds: (now - (shown.get(form) || began)) / 1000,
      at: new Date(now).toISOString(),
      page: cut(location.href.split('#')[0], 2048),
      referrer: cut(document.referrer, 2048),
      locale: cut(document.documentElement.lang || navigator.language || '', 35),
    });
    const entry = { id, at: now, url: `${proxyOf(form.hasAttribute('data-handoff-form') ? form : embed())}/forms`, body };
    keep([...waiting(), entry]);
    post(entry);
    // What it gave is good once, and the page may stay.
    if (checkOf(form)) window.turnstile?.reset(checkOf(form));
  }

  function waiting() {
    try {
      const entries = JSON.parse(sessionStorage.getItem(WAITING) || '[]');
      return entries.filter((entry) => Date.now() - entry.at < KEPT_MS);
    } catch {
      return [];
    }
  }

  function keep(entries) {
    try {
      if (entries.length === 0) sessionStorage.removeItem(WAITING);
      else sessionStorage.setItem(WAITING, JSON.stringify(entries.slice(-MOST_WAITING)));
    } catch {
      // No storage, or it is full: the copy is posted once.
    }
  }

  function post({ id, url, body }) {
    send(url, body)
      .then((response) => {
        const settled = response.ok || (response.status < 500 && !PASSING.has(response.status));
        if (settled) keep(waiting().filter((entry) => entry.id !== id));
      })
      .catch(() => {});
  }

  function send(url, body) {
    const headers = { 'content-type': 'application/json' };
    return fetch(url, { method: 'POST', body, headers, keepalive: body.length < MOST_BYTES, credentials: 'same-origin' });
  }

  /** Tells the app once a visit that the theme has the embed: Shopify tells apps nothing of it. */
  function report() {
    const own = embed();
    if (!own) return;
    try {
      if (sessionStorage.getItem(SEEN) && !window.Shopify?.designMode) return;
      sessionStorage.setItem(SEEN, '1');
    } catch {
      return;
    }
    send(`${proxyOf(own)}/seen`, '{}').catch(() => {});
  }

  function start() {
    for (const form of document.forms) prepare(form);
    waiting().forEach(post);
    report();
  }

  /** Nothing that goes wrong here may reach the shop's own scripts or stop a submit. */
  function guarded(work) {
    return (event) => {
      try {
        work(event);
      } catch (error) {
        console.warn('Handoff could not copy this form.', error);
      }
    };
  }

  document.addEventListener(
    'submit',
    guarded(({ target }) => {
      const kind = target instanceof HTMLFormElement ? kindOf(target) : undefined;
      if (kind) copy(target, kind);
    }),
    true,
  );
  // Forms that a theme shows later, in a drawer or a popup.
  document.addEventListener(
    'focusin',
    guarded(({ target }) => target.form && prepare(target.form)),
  );
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', guarded(start));
  else guarded(start)();
})();
