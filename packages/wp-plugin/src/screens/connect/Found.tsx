import { __, _n, fill } from '../../app/i18n.ts';
import { type Status, useStatus } from '../../app/panel.tsx';
import { foundOn } from '../../app/sources.ts';

/** What can be captured here already, before anything is set up. */
export function Found() {
  const available = foundOn(useStatus().sources);
  if (available.length === 0) {
    return (
      <p>
        {__(
          'No form plugin that Handoff knows is active. Install one such as Contact Form 7, or let a developer send submissions with handoff_capture().',
          'handoff',
        )}
      </p>
    );
  }
  return (
    <>
      <ul className="handoff-found">
        {available.map((source) => (
          <li key={source.slug}>
            <strong>{source.title}</strong>
            <span>{whatOf(source)}</span>
          </li>
        ))}
      </ul>
      <p className="handoff-quiet">
        {__('Everything found is captured from the moment you connect, and kept on this site until the server has it.', 'handoff')}
      </p>
    </>
  );
}

function whatOf({ forms, types }: Status['sources'][number]): string {
  if (types.some((type) => type.startsWith('order.'))) return __('Orders, refunds and customers', 'handoff');
  if (types.includes('comment.posted')) return __('What visitors write below your posts', 'handoff');
  if (types.includes('user.registered')) return __('New accounts on this site', 'handoff');
  if (forms.length === 0) return __('No forms yet', 'handoff');
  const count = fill(_n('{count} form', '{count} forms', forms.length, 'handoff'), { count: forms.length });
  const shown = forms.slice(0, 4).map(({ title }) => title);
  return `${count}: ${shown.join(', ')}${forms.length > shown.length ? ', …' : ''}`;
}
