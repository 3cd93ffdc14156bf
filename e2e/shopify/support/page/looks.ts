const COMMON = `
:host { box-sizing: border-box; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; font: inherit; }
.for-readers { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: #005bd3; }
:focus-visible { outline: 2px solid #005bd3; outline-offset: 2px; }
`;

const BUTTON = `
:host { display: inline-block; }
button, .button { display: inline-block; border: 1px solid #8a8a8a; border-radius: 8px; padding: 5px 12px; background: #fff; color: #303030; font-weight: 600; font-size: 13px; text-decoration: none; cursor: pointer; }
[data-variant=primary] { background: #303030; color: #fff; border-color: #303030; }
[data-variant=tertiary] { background: none; border-color: transparent; }
[data-tone=critical] { color: #8e0b21; }
[data-variant=primary][data-tone=critical] { background: #8e0b21; border-color: #8e0b21; color: #fff; }
button:disabled { color: #6b6b6b; background: #ebebeb; cursor: default; }
button[aria-busy] { opacity: 0.7; }
`;

const CLICKABLE = `
:host { display: block; border-radius: 8px; }
:host([data-isborder]:not([data-isborder=none])) { border: 1px solid #e3e3e3; }
button, .button { display: block; inline-size: 100%; border: 0; border-radius: inherit; padding: 12px; background: none; color: inherit; text-align: start; text-decoration: none; cursor: pointer; }
`;

const FIELD = `
:host { display: block; }
label, legend { display: block; margin-block-end: 4px; font-size: 13px; font-weight: 500; padding: 0; }
fieldset { border: 0; margin: 0; padding: 0; }
input:not([type=checkbox], [type=radio]), textarea, select { inline-size: 100%; border: 1px solid #8a8a8a; border-radius: 8px; padding: 6px 12px; background: #fdfdfd; font-size: 13px; color: #303030; }
[aria-invalid] { border-color: #8e0b21 !important; }
.line { display: flex; align-items: center; gap: 8px; }
label.line { align-items: start; margin-block: 8px; font-weight: 400; }
.line label { margin: 0; }
.affix:empty { display: none; }
.details { margin-block-start: 4px; color: #616161; font-size: 13px; }
.error { margin-block-start: 4px; color: #8e0b21; font-size: 13px; }
.details:empty, .error:empty { display: none; }
`;

const LOOKS: Record<string, string> = {
  's-page': `:host { display: block; max-inline-size: 950px; margin: 0 auto; padding: 0 16px 32px; font: 13px/20px Inter, system-ui, sans-serif; color: #303030; }
    :host([data-isinline-size=small]) { max-inline-size: 660px; } :host([data-isinline-size=large]) { max-inline-size: none; }
    .head { display: flex; align-items: center; gap: 8px; min-block-size: 64px; padding: 16px 0; } .heading { flex: 1; margin: 0; font-size: 20px; font-weight: 650; }
    slot:not([name]) { display: flex; flex-direction: column; gap: 16px; }`,
  's-section': `:host { display: block; border-radius: 12px; background: #fff; box-shadow: 0 1px 0 #0002, 0 0 0 1px #0001; padding: 16px; }
    :host([data-ispadding=none]) { padding: 0; } :host([data-ispadding=none]) .head { padding: 16px 16px 0; }
    .head { display: flex; align-items: center; gap: 8px; margin-block-end: 8px; } .head:has(> .heading[hidden]) { display: none; } .heading { flex: 1; margin: 0; font-size: 14px; font-weight: 650; }
    slot:not([name]) { display: flex; flex-direction: column; gap: 16px; }`,
  's-banner': `:host { display: block; border-radius: 12px; padding: 12px 16px; background: #eaf4ff; }
    :host([data-istone=warning]) { background: #fff1d6; } :host([data-istone=critical]) { background: #ffebee; } :host([data-istone=success]) { background: #e2f7e6; }
    .head { display: contents; } .heading { margin: 0 0 4px; font-size: 13px; font-weight: 650; } slot { display: block; } slot[name=secondary-actions] { margin-block-start: 8px; }`,
  's-stack': `:host { display: flex; flex-direction: column; } .head { display: none; } :host([data-isdirection=inline]) { flex-flow: row wrap; }`,
  's-grid': `:host { display: grid; } .head { display: none; }`,
  's-box': `:host { display: block; } :host([data-ispadding^=base]) { padding: 16px; } :host([data-ispadding^=large]) { padding: 24px; } :host([data-ispadding^=small]) { padding: 8px; } :host([data-isborder]) { border: 1px solid #e3e3e3; border-radius: 8px; }`,
  's-heading': `:host { display: block; font-size: 14px; font-weight: 650; } .head { display: none; }`,
  's-paragraph': `:host { display: block; } :host([data-iscolor=subdued]) { color: #616161; } .head { display: none; }`,
  's-text': `:host([data-istype=strong]) { font-weight: 650; } :host([data-iscolor=subdued]) { color: #616161; } :host([data-istone=critical]) { color: #8e0b21; } .head { display: none; }
    :host([data-isaccessibility-visibility=exclusive]) { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }`,
  's-badge': `:host { display: inline-flex; gap: 4px; border-radius: 8px; padding: 0 8px; background: #ebebeb; color: #4a4a4a; font-size: 12px; white-space: nowrap; }
    :host([data-istone=success]) { background: #cdfee1; color: #0c5132; } :host([data-istone=info]) { background: #e0f0ff; color: #003a5a; } :host([data-istone=warning]), :host([data-istone=caution]) { background: #ffe7b8; color: #4f3700; } :host([data-istone=critical]) { background: #fedad9; color: #8e0b21; } .head { display: none; }`,
  's-icon': `:host { display: inline-grid; place-items: center; inline-size: 20px; block-size: 20px; } :host([data-istone=success]) { color: #0c5132; } .head { display: none; }`,
  's-table': `:host { display: table; inline-size: 100%; border-collapse: collapse; font-size: 13px; } @media (max-width: 490px) { :host { display: block; } } .head { display: none; }`,
  's-table-header-row': `:host { display: table-row; background: #f7f7f7; } @media (max-width: 490px) { :host { display: none; } } .head { display: none; }`,
  's-table-header': `:host { display: table-cell; padding: 8px 12px; font-weight: 550; color: #616161; text-align: start; } .head { display: none; }`,
  's-table-body': `:host { display: table-row-group; } @media (max-width: 490px) { :host { display: block; } } .head { display: none; }`,
  's-table-row': `:host { display: table-row; } @media (max-width: 490px) { :host { display: block; padding-block: 8px; border-block-start: 1px solid #ebebeb; } } .head { display: none; }`,
  's-table-cell': `:host { display: table-cell; padding: 8px 12px; border-block-start: 1px solid #ebebeb; vertical-align: middle; } @media (max-width: 490px) { :host { display: block; border: 0; padding-block: 2px; } } .head { display: none; }`,
  's-button-group': `:host { display: flex; flex-wrap: wrap; gap: 8px; } .head { display: contents; } .heading { display: none; }`,
  's-progress': `:host { display: block; block-size: 8px; border-radius: 4px; background: linear-gradient(#303030 0 0) 0 / var(--share) 100% no-repeat #e3e3e3; } .head { display: none; }`,
  's-spinner': `:host { display: inline-block; inline-size: 20px; block-size: 20px; border: 3px solid #e3e3e3; border-block-start-color: #303030; border-radius: 50%; } .head { display: none; }`,
  's-divider': `:host { display: block; border-block-start: 1px solid #e3e3e3; } .head { display: none; }`,
  's-unordered-list': `:host { display: block; padding-inline-start: 20px; } .head { display: none; }`,
  's-ordered-list': `:host { display: block; padding-inline-start: 20px; } .head { display: none; }`,
  's-list-item': `:host { display: list-item; } .head { display: none; }`,
  's-choice': `:host { display: block; } slot[name=details] { display: block; color: #616161; } .head { display: none; }`,
  's-option': ':host { display: none; }',
  's-option-group': ':host { display: none; }',
  's-tooltip': ':host { display: none; }',
  's-link': ':host { display: inline; }',
  's-menu': `:host { display: none; position: absolute; inset-inline-end: 8px; inset-block-start: 100%; z-index: 3; padding: 8px; border-radius: 12px; background: #fff; box-shadow: 0 4px 12px #0004; } :host(.is-open) { display: grid; gap: 4px; }`,
  's-modal': `dialog { inline-size: min(620px, 90vw); border: 0; border-radius: 16px; padding: 0; font-size: 13px; } dialog::backdrop { background: #0007; }
    .head { display: flex; align-items: center; padding: 12px 16px; background: #f3f3f3; } h2 { flex: 1; margin: 0; font-size: 14px; font-weight: 650; } .cross { border: 0; background: none; font-size: 20px; }
    .content { padding: 16px; } .foot { display: flex; justify-content: end; gap: 8px; padding: 12px 16px; border-block-start: 1px solid #ebebeb; }`,
};

/** How an element looks, roughly. */
export function looks(tag: string): string {
  if (tag === 's-button' || tag === 's-press-button' || tag === 's-clickable-chip') return COMMON + BUTTON;
  if (tag === 's-clickable') return COMMON + CLICKABLE;
  if (/-(field|area)$/.test(tag) || ['s-select', 's-checkbox', 's-switch', 's-choice-list'].includes(tag)) return COMMON + FIELD;
  return COMMON + (LOOKS[tag] ?? ':host { display: block; } .head { display: none; }');
}
