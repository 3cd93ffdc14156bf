import { make, plain, setAll, text } from './make.ts';
import { buttonParts, linkParts } from './pressed.ts';
import { checkParts, choiceListParts, fieldParts, selectParts } from './fields.ts';
import { menuParts } from './menu.ts';
import { modalParts } from './modal.ts';

export type Values = Record<string, unknown>;

/** What an element consists of and how it changes with its values. */
export interface Parts {
  render: (values: Values) => void;
  connected?: () => void;
  /** What a control holds by now, for `element.value` and the like; undefined for others. */
  read?: (name: string) => unknown;
  /** Opens or closes; `undefined` whichever it is not. */
  overlay?: (open: boolean | undefined) => void;
}

const FIELDS: Record<string, string> = {
  's-text-field': 'text',
  's-email-field': 'email',
  's-url-field': 'url',
  's-password-field': 'password',
  's-search-field': 'search',
  's-number-field': 'number',
  's-money-field': 'number',
  's-date-field': 'date',
  's-color-field': 'text',
};

const ROLES: Record<string, string> = {
  's-table': 'table',
  's-table-header-row': 'row',
  's-table-header': 'columnheader',
  's-table-body': 'rowgroup',
  's-table-row': 'row',
  's-table-cell': 'cell',
  's-unordered-list': 'list',
  's-ordered-list': 'list',
  's-list-item': 'listitem',
  's-divider': 'separator',
};

export function partsOf(tag: string, host: HTMLElement, shadow: ShadowRoot, slots: string[]): Parts {
  if (tag === 's-button' || tag === 's-clickable' || tag === 's-press-button' || tag === 's-clickable-chip')
    return buttonParts(host, shadow);
  if (tag === 's-link') return linkParts(host, shadow);
  if (tag === 's-text-area') return fieldParts(host, shadow, make('textarea'));
  if (tag === 's-select') return selectParts(host, shadow);
  if (tag === 's-checkbox' || tag === 's-switch') return checkParts(tag, host, shadow);
  if (tag === 's-choice-list') return choiceListParts(host, shadow);
  if (tag === 's-modal') return modalParts(host, shadow);
  if (tag === 's-menu') return menuParts(host, shadow);
  const type = FIELDS[tag];
  if (type !== undefined) return fieldParts(host, shadow, make('input', { type }));
  return plainParts(tag, host, shadow, slots);
}

/** Everything that only shows something. */
function plainParts(tag: string, host: HTMLElement, shadow: ShadowRoot, slots: string[]): Parts {
  const heading = make(tag === 's-page' ? 'h1' : 'h2', { class: 'heading' });
  // A banner's are under its text.
  const isAbove = (name: string) => name.includes('action') && tag !== 's-banner';
  const actions = slots.filter(isAbove);
  const others = slots.filter((name) => !isAbove(name));
  const slot = (name: string) => make('slot', { name });
  const [before, after] = [
    actions.filter((name) => name.startsWith('breadcrumb')),
    actions.filter((name) => !name.startsWith('breadcrumb')),
  ];
  const head = make('div', { class: 'head' }, ...before.map(slot), heading, ...after.map(slot));
  const icon = make('span', { class: 'mark', 'aria-hidden': 'true' });
  if (tag === 's-icon' || tag === 's-badge') shadow.append(icon);
  shadow.append(head, make('slot'), ...others.map(slot));
  const role = ROLES[tag];
  return {
    connected: () => {
      if (role !== undefined) host.setAttribute('role', role);
    },
    render: (values) => {
      heading.textContent = text(values['heading']) ?? '';
      heading.hidden = heading.textContent === '';
      icon.textContent = markOf(values);
      const label = text(values['accessibilityLabel']);
      if (tag === 's-progress') progress(host, values);
      if (tag === 's-spinner') setAll(host, { role: 'img', 'aria-label': label ?? 'spinner' });
      if (tag === 's-section' && label !== undefined) setAll(host, { role: 'region', 'aria-label': label });
      if (tag === 's-heading')
        setAll(host, { role: 'heading', 'aria-level': host.closest('s-section[data-isheading]') === null ? '2' : '3' });
      for (const [name, value] of Object.entries(values)) host.dataset[`is${name}`] = plain(value);
      layout(host, values);
    },
  };
}

function progress(host: HTMLElement, { value, max, accessibilityLabel }: Values): void {
  const most = Number(max ?? 1);
  setAll(host, {
    role: 'progressbar',
    'aria-label': text(accessibilityLabel),
    'aria-valuenow': plain(value ?? 0),
    'aria-valuemin': '0',
    'aria-valuemax': String(most),
  });
  host.style.setProperty('--share', `${(Number(value ?? 0) / most) * 100}%`);
}

function markOf(values: Values): string {
  const name = text(values['icon']) ?? text(values['type']) ?? '';
  if (name.startsWith('check')) return '✓';
  if (name.startsWith('alert')) return '!';
  if (name.startsWith('clock')) return '◷';
  if (name.startsWith('minus')) return '–';
  if (name.startsWith('x')) return '×';
  if (name === 'chevron-up') return '▴';
  if (name === 'chevron-down') return '▾';
  return name === '' ? '' : '○';
}

const GAPS: Record<string, string> = { none: '0', base: '16px', large: '20px', small: '12px' };

/** Stacks and grids lay out as they are told. */
function layout(host: HTMLElement, values: Values): void {
  const gap = text(values['gap']);
  if (gap !== undefined) host.style.setProperty('gap', GAPS[gap] ?? (gap.startsWith('large') ? '24px' : '8px'));
  if (text(values['direction']) === 'inline') host.style.setProperty('flex-direction', 'row');
  if (host.localName === 's-grid') {
    host.style.setProperty('grid-template-columns', text(values['gridTemplateColumns']) ?? null);
    host.style.setProperty('grid-template-rows', text(values['gridTemplateRows']) ?? null);
  }
  for (const name of ['alignItems', 'justifyContent', 'gridColumn', 'inlineSize', 'minInlineSize', 'maxInlineSize', 'blockSize'] as const) {
    const value = text(values[name]);
    if (value === undefined || host.localName === 's-page') continue;
    const css = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    host.style.setProperty(css, value.replace('start', 'flex-start').replace('space-between', 'space-between'));
  }
}
