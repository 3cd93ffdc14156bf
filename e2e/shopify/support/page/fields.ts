import { make, plain, setAll, text } from './make.ts';
import type { Parts, Values } from './parts.ts';

let count = 0;

/** What is around a control: its label, what explains it, what is wrong with it. */
function frame(control: HTMLElement) {
  count += 1;
  const id = `control-${count}`;
  control.id = id;
  const label = make('label', { for: id });
  const details = make('div', { class: 'details', id: `${id}-details` });
  const error = make('div', { class: 'error', id: `${id}-error` });
  return {
    label,
    details,
    error,
    render: (values: Values) => {
      label.textContent = text(values['label']) ?? '';
      label.className = values['labelAccessibilityVisibility'] === 'exclusive' ? 'for-readers' : '';
      details.textContent = text(values['details']) ?? '';
      error.textContent = text(values['error']) ?? '';
      const about = [error, details].filter(({ textContent }) => textContent !== '').map((part) => part.id);
      setAll(control, {
        'aria-describedby': about.length > 0 ? about.join(' ') : undefined,
        'aria-invalid': error.textContent !== '' ? 'true' : undefined,
        disabled: values['disabled'] === true,
        required: values['required'] === true,
      });
    },
  };
}

/** `input` crosses the shadow's edge by itself, `change` does not. */
const passOn = (host: HTMLElement, control: HTMLElement) =>
  control.addEventListener('change', () => host.dispatchEvent(new Event('change', { bubbles: true })));

export function fieldParts(host: HTMLElement, shadow: ShadowRoot, control: HTMLInputElement | HTMLTextAreaElement): Parts {
  const { label, details, error, render } = frame(control);
  const before = make('span', { class: 'affix' });
  const after = make('span', { class: 'affix' });
  shadow.append(label, make('div', { class: 'line' }, before, control, after, make('slot', { name: 'accessory' })), error, details);
  passOn(host, control);
  // Enter sends the form, which the browser does not do across the shadow's edge.
  control.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Enter' && control.localName === 'input') host.closest('form')?.requestSubmit();
  });
  let given: unknown;
  return {
    read: (name) => (name === 'value' ? control.value : undefined),
    render: (values) => {
      render(values);
      before.textContent = text(values['prefix']) ?? '';
      after.textContent = text(values['suffix']) ?? '';
      setAll(control, { placeholder: text(values['placeholder']), name: text(values['name']), readonly: values['readOnly'] === true });
      for (const name of ['min', 'max', 'step', 'rows', 'maxLength', 'autocomplete']) {
        const value = values[name];
        if (typeof value === 'number' || typeof value === 'string') control.setAttribute(name, String(value));
      }
      if (values['value'] !== given || values['value'] !== control.value) {
        given = values['value'];
        if (control.value !== plain(given)) control.value = plain(given);
      }
    },
  };
}

export function selectParts(host: HTMLElement, shadow: ShadowRoot): Parts {
  const control = make('select');
  const { label, details, error, render } = frame(control);
  shadow.append(label, control, error, details);
  passOn(host, control);
  let now: Values = {};
  const options = () => {
    control.replaceChildren(...[...host.children].map(optionOf));
    const wanted = text(now['value']) ?? '';
    if (control.querySelector(`option[value="${CSS.escape(wanted)}"]`) === null) {
      control.prepend(make('option', { value: '' }, text(now['placeholder']) ?? ''));
    }
    control.value = wanted;
  };
  new MutationObserver(options).observe(host, { childList: true, subtree: true, characterData: true, attributes: true });
  return {
    read: (name) => (name === 'value' ? control.value : undefined),
    render: (values) => {
      now = values;
      render(values);
      options();
    },
  };
}

function optionOf(child: Element): HTMLElement {
  if (child.localName === 's-option-group') {
    const label = (child as HTMLElement & { label: string }).label;
    return make('optgroup', { label }, ...[...child.children].map(optionOf));
  }
  const { value, disabled } = child as HTMLElement & { value: string; disabled: boolean };
  return make('option', { value, disabled }, child.textContent ?? '');
}

export function checkParts(tag: string, host: HTMLElement, shadow: ShadowRoot): Parts {
  const control = make('input', { type: 'checkbox', role: tag === 's-switch' ? 'switch' : undefined });
  const { label, details, error, render } = frame(control);
  shadow.append(make('div', { class: 'line' }, control, label), error, details);
  passOn(host, control);
  return {
    read: (name) => (name === 'checked' ? control.checked : undefined),
    render: (values) => {
      render(values);
      setAll(control, { 'aria-label': text(values['accessibilityLabel']) });
      control.checked = values['checked'] === true;
      control.indeterminate = values['indeterminate'] === true;
    },
  };
}

/** Its choices are `s-choice` children: each is shown beside a control of the list. */
export function choiceListParts(host: HTMLElement, shadow: ShadowRoot): Parts {
  const legend = make('legend');
  const group = make('fieldset', {}, legend);
  const error = make('div', { class: 'error' });
  shadow.append(group, error);
  count += 1;
  const name = `choices-${count}`;
  let now: Values = {};
  const controls = () => [...group.querySelectorAll('input')];
  const rebuild = () => {
    const choices = [...host.children].filter(({ localName }) => localName === 's-choice') as (HTMLElement & Values)[];
    const wanted = Array.isArray(now['values'])
      ? (now['values'] as string[])
      : choices.filter(({ selected }) => selected === true).map(({ value }) => String(value));
    if (controls().length !== choices.length) {
      group.replaceChildren(legend);
      for (const [index, choice] of choices.entries()) {
        choice.slot = `choice-${index}`;
        const control = make('input', { type: now['multiple'] === true ? 'checkbox' : 'radio', name });
        control.addEventListener('change', () => {
          now['values'] = undefined;
          host.dispatchEvent(new Event('change', { bubbles: true }));
        });
        group.append(make('label', { class: 'line' }, control, make('slot', { name: choice.slot })));
      }
    }
    for (const [index, control] of controls().entries()) {
      const choice = choices[index];
      control.value = plain(choice?.['value']);
      control.disabled = now['disabled'] === true || choice?.['disabled'] === true;
      control.checked = wanted.includes(control.value);
    }
  };
  new MutationObserver(rebuild).observe(host, { childList: true });
  return {
    connected: rebuild,
    read: (prop) =>
      prop === 'values'
        ? controls()
            .filter(({ checked }) => checked)
            .map(({ value }) => value)
        : undefined,
    render: (values) => {
      now = { ...values };
      legend.textContent = text(values['label']) ?? '';
      legend.className = values['labelAccessibilityVisibility'] === 'exclusive' ? 'for-readers' : '';
      error.textContent = text(values['error']) ?? '';
      rebuild();
    },
  };
}
