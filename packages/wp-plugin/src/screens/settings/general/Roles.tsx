import { CheckboxControl } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import type { Role } from './draft.ts';

interface RolesProps {
  roles: readonly Role[];
  view: readonly string[];
  manage: readonly string[];
  disabled: boolean;
  onChange: (view: string[], manage: string[]) => void;
}

/** Which roles may see what became of submissions, and which may change flows. Who may change may also see. */
export function Roles({ roles, view, manage, disabled, onChange }: RolesProps) {
  const having = (list: readonly string[], slug: string, has: boolean) => (has ? [...list, slug] : list.filter((other) => other !== slug));
  return (
    <>
      <p>
        {disabled
          ? __('Administrators may do everything. Only they can change this.', 'handoff')
          : __('Administrators may do everything. Choose who else may see activity, or also change flows and destinations.', 'handoff')}
      </p>
      <table className="handoff-roles">
        <thead>
          <tr>
            <th scope="col">{__('Role', 'handoff')}</th>
            <th scope="col">{__('May see', 'handoff')}</th>
            <th scope="col">{__('May change', 'handoff')}</th>
          </tr>
        </thead>
        <tbody>
          {roles.map(({ slug, name }) => (
            <tr key={slug}>
              <th scope="row">{name}</th>
              <td>
                <CheckboxControl
                  __nextHasNoMarginBottom
                  aria-label={fill(__('{role} may see', 'handoff'), { role: name })}
                  checked={view.includes(slug) || manage.includes(slug)}
                  disabled={disabled || manage.includes(slug)}
                  onChange={(has) => onChange(having(view, slug, has), [...manage])}
                />
              </td>
              <td>
                <CheckboxControl
                  __nextHasNoMarginBottom
                  aria-label={fill(__('{role} may change', 'handoff'), { role: name })}
                  checked={manage.includes(slug)}
                  disabled={disabled}
                  onChange={(has) => onChange([...view], having(manage, slug, has))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
