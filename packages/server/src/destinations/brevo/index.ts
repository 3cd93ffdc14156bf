import { defineDestination } from '../kit/index.ts';
import { classify } from './classify.ts';
import { doubleOptIn } from './double-opt-in.ts';
import { erasePerson } from './erase.ts';
import { limits, Settings } from './settings.ts';
import { testConnection } from './test-connection.ts';
import { upsertContact } from './upsert-contact.ts';

export const brevo = defineDestination<Settings>({
  type: 'brevo',
  title: 'Brevo',
  description: 'Adds people as contacts, with their consent, attributes and lists; double opt-in too.',
  apiVersion: 'v3 (2026-11-21)',
  settings: Settings,
  auth: { kind: 'key', apply: ({ apiKey }, request) => request.headers.set('api-key', apiKey) },
  baseUrl: () => 'https://api.brevo.com',
  limits,
  testConnection,
  classify,
  erasePerson,
  leaving: {
    stays: 'Contacts with their attributes, lists and consent stay in Brevo.',
    export: 'Contacts → Export gives everything.',
    revoke: 'Delete the key under SMTP & API → API keys.',
    in: {
      de: {
        stays: 'Kontakte bleiben mit ihren Attributen, Listen und Einwilligungen in Brevo.',
        export: 'Contacts → Export liefert alles.',
        revoke: 'Löschen Sie den Schlüssel unter SMTP & API → API keys.',
      },
      fr: {
        stays: 'Les contacts restent dans Brevo avec leurs attributs, leurs listes et leurs consentements.',
        export: 'Contacts → Export donne tout.',
        revoke: 'Supprimez la clé sous SMTP & API → API keys.',
      },
    },
  },
  operations: { upsertContact, doubleOptIn },
});
