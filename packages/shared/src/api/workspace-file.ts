import { z } from 'zod';
import { FlowSpec, Slug } from '../flow/flow.ts';
import { ChannelSettings } from './alerting.ts';
import { ServiceKey, ServiceSite } from './screening-services.ts';
import { VocabularyTerm } from './suggest.ts';

/** A secret is never written into a file: it is named by the environment variable that holds it. */
export const SecretRef = z.strictObject({
  env: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'Name an environment variable, like HUBSPOT_TOKEN.'),
});

/** The outside services a source asks about messages. One that is null is asked no more, and its key is forgotten. */
const FileServices = z.strictObject({
  akismet: z
    .strictObject({
      on: z.boolean().default(true),
      /** Left out: the source's own address. */
      site: ServiceSite.optional(),
      key: SecretRef,
    })
    .nullable()
    .optional(),
  turnstile: z
    .strictObject({ on: z.boolean().default(true), siteKey: ServiceKey.optional(), secret: SecretRef })
    .nullable()
    .optional(),
});

/**
 * A whole workspace as one file, for `handoff apply` and `handoff export`. Sources and connections are named
 * by their slugs; a flow's steps and triggers use those names. What a file does not mention stays as it is; a
 * setting that is null goes.
 */
export const WorkspaceFile = z
  .strictObject({
    version: z.literal(1),
    workspace: z.strictObject({ name: z.string().min(1).max(200) }),
    sources: z
      .record(
        Slug,
        z.strictObject({
          /** `webhook` and `stripe` are made where they are not there; sites and shops come by pairing and are only changed here. */
          kind: z.string().max(50),
          name: z.string().max(200),
          /** Where a paired site is; says which one is meant and changes nothing. */
          url: z.string().max(2048).optional(),
          settings: z.record(z.string(), z.unknown()).default({}),
          /** For `webhook` and `stripe`: the secret (whsec_…) its senders sign with. */
          signingSecret: SecretRef.optional(),
          services: FileServices.optional(),
        }),
      )
      .default({}),
    connections: z
      .record(
        Slug,
        z.strictObject({
          destination: z.string().max(50),
          name: z.string().max(200),
          owner: z.string().max(320).optional(),
          settings: z.record(z.string(), z.unknown()).default({}),
          secrets: z.record(z.string(), SecretRef).default({}),
          baseUrl: z.url().optional(),
        }),
      )
      .default({}),
    flows: z
      .record(
        Slug,
        z.strictObject({
          name: z.string().max(200),
          owner: z.string().max(320).optional(),
          state: z.enum(['draft', 'shadow', 'published']).default('published'),
          spec: FlowSpec,
        }),
      )
      .default({}),
    /** What the workspace calls what its forms ask for, by name. */
    vocabulary: z.record(VocabularyTerm.shape.name, VocabularyTerm.omit({ name: true })).default({}),
    /** Where alerts go. One that is there already is known by its name. */
    alertChannels: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(200),
          to: z.union([z.strictObject({ email: z.email().max(254) }), z.strictObject({ connection: Slug })]),
          settings: ChannelSettings.prefault({}),
        }),
      )
      .max(50)
      .default([]),
  })
  .meta({ id: 'WorkspaceFile' });
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;
