import type { PanelHost } from '@handoff/shared/panel/hooks';
import { t } from './i18n.ts';

/**
 * The two kinds of form a storefront has, with the fields Shopify gives them. Each theme gives its forms ids of its own, so
 * these stand for all of their kind: examples and suggested mappings are made of them, flows cannot name them.
 */
export function storefrontForms(): PanelHost['forms'] {
  const email = { key: 'email', label: t('E-mail'), type: 'email' };
  const pluginTitle = t('Storefront');
  return [
    {
      id: 'contact',
      title: t('Contact form'),
      plugin: 'shopify',
      pluginTitle,
      fields: [
        { key: 'name', label: t('Name'), type: 'text' },
        email,
        { key: 'phone', label: t('Phone'), type: 'tel' },
        { key: 'body', label: t('Message'), type: 'textarea' },
      ],
    },
    { id: 'signup', title: t('Signup form'), plugin: 'shopify', pluginTitle, fields: [email] },
  ];
}
