import type { Consent } from '@handoff/shared/event';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type Performed } from '../kit/index.ts';
import { readAudienceFields, toFieldSpecs } from './audience-fields.ts';
import { COMPLIANCE_STATE } from './classify.ts';
import { defaultMapping } from './default-mapping.ts';
import { differencesFrom, findMember, memberPath, memberUrl, readMember, type Member } from './member.ts';
import { checkMergeValues, type CheckedFields } from './merge-values.ts';
import { passingOptOut } from './opt-out.ts';
import { Payload, tagsOf } from './payload.ts';
import type { Settings } from './settings.ts';
import { emailConsent, planStatus, statusNote, type StatusPlan } from './status.ts';

export const upsertMember = defineOperation<Settings, Payload>({
  title: 'Add or update a person',
  description: 'Adds a person to the audience or updates the one with this e-mail address, with consent and tags.',
  payload: Payload,
  scopes: [],
  dedupe: 'keyed-upsert',
  quietly: true,
  updates: { record: 'person', key: ['/email'], recurring: true, apart: ['/tags', '/quiet'] },
  perform: (ctx, payload) => passingOptOut(ctx, payload, () => upsert(ctx, payload)),
  listFields: async (ctx) => [
    ...fieldsOf(Payload).filter(({ path }) => path !== '/mergeFields'),
    ...toFieldSpecs(await readAudienceFields(ctx)),
  ],
  findMatch: async (ctx, payload) => {
    const member = await findMember(ctx, payload.email);
    if (member === undefined) return undefined;
    const url = memberUrl(ctx.settings, member);
    return {
      id: member.id,
      label: `${member.full_name || member.email_address} (${member.status})`,
      ...(url === undefined ? {} : { url }),
    };
  },
  defaultMapping,
});

async function upsert(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const before = await findMember(ctx, payload.email);
  const checked = checkMergeValues(await readAudienceFields(ctx), payload.mergeFields, before === undefined);
  if (checked.problems.length > 0) throw invalid(checked);

  const consent = emailConsent(payload.consent);
  const plan = planStatus(quietly(consent.state, payload), before?.status, ctx.settings.doubleOptIn);
  const body = memberBody(payload, checked.values);
  const put = async (status: StatusPlan) =>
    readMember(
      (await ctx.call({ method: 'PUT', path: memberPath(ctx.settings, payload.email), json: { ...body, ...statusBody(status) } })).json,
    );

  const member = await putAskingIfRefused(put, plan);
  const tags = newTags(payload, before);
  // A tag may start a customer journey.
  const isTagged = tags.length > 0 && payload.quiet !== true;
  if (isTagged) await addTags(ctx, payload.email, tags);

  const note = statusNote(consent.state, member.status) ?? quietNote(payload, consent.state, member.status);
  const differences = [
    ...checked.notes,
    ...differencesFrom(body, member),
    ...(note === undefined ? [] : [{ path: '/consent', message: note }]),
    ...(tags.length > 0 && payload.quiet === true ? [{ path: '/tags', message: TAGS_LEFT_OUT }] : []),
  ];
  const url = memberUrl(ctx.settings, member);
  const isSame = before !== undefined && sameMember(before, member) && !isTagged;
  return {
    id: member.id,
    ...(url === undefined ? {} : { url }),
    output: { id: member.id, email: member.email_address, status: member.status },
    effect: before === undefined ? 'created' : isSame ? 'unchanged' : 'updated',
    ...(differences.length === 0 ? {} : { differences }),
  };
}

function invalid({ problems }: CheckedFields): DestinationFailure {
  const message =
    'Some fields do not fit the Mailchimp audience, so the record was not sent. Correct them as described and replay the event.';
  return new DestinationFailure({ kind: 'permanent', code: 'invalid_fields', message, problems });
}

function memberBody(payload: Payload, mergeFields: Record<string, unknown>) {
  const permissions = Object.entries(payload.marketingPermissions ?? {});
  return {
    email_address: payload.email,
    ...(Object.keys(mergeFields).length === 0 ? {} : { merge_fields: mergeFields }),
    ...(permissions.length === 0
      ? {}
      : { marketing_permissions: permissions.map(([id, enabled]) => ({ marketing_permission_id: id, enabled })) }),
    ...(payload.language === undefined ? {} : { language: payload.language }),
  };
}

function statusBody({ ifNew, status }: StatusPlan) {
  return { status_if_new: ifNew, ...(status === undefined ? {} : { status }) };
}

/**
 * Mailchimp refuses to subscribe some people outright but may agree to ask them. That is tried once, and only
 * for people who were about to be subscribed: for the rest there is nothing to ask. A person whom another call
 * added at the same moment is simply written again.
 */
async function putAskingIfRefused(put: (plan: StatusPlan) => Promise<Member>, plan: StatusPlan): Promise<Member> {
  try {
    return await put(plan);
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    const { classification } = error;
    if (classification.kind === 'duplicate') return put(plan);
    if (classification.kind !== 'permanent' || classification.code !== COMPLIANCE_STATE || plan.ifNew !== 'subscribed') throw error;
    return put({ ifNew: 'pending', ...(plan.status === undefined ? {} : { status: 'pending' }) });
  }
}

/** What a quiet import may act upon: an opt-out, and nothing that would have Mailchimp write to the person. */
function quietly(state: Consent['state'], { quiet }: Payload): Consent['state'] {
  return quiet === true && state !== 'unsubscribed' ? 'not_subscribed' : state;
}

function quietNote({ quiet }: Payload, state: Consent['state'], kept: Member['status']): string | undefined {
  if (quiet !== true || state !== 'subscribed' || kept === 'subscribed') return undefined;
  return 'Not subscribed, because this is from a quiet import and Mailchimp might write to the person. Import people who agreed in Mailchimp.';
}

const TAGS_LEFT_OUT = 'The tags were left out, because this is from a quiet import and a tag may start a customer journey.';

function newTags(payload: Payload, before: Member | undefined): string[] {
  const have = new Set(before?.tags.map(({ name }) => name.toLowerCase()));
  return tagsOf(payload).filter((tag) => !have.has(tag.toLowerCase()));
}

/** Adding a tag that is there changes nothing, so a repeat is harmless. */
async function addTags(ctx: CallContext<Settings>, email: string, tags: string[]): Promise<void> {
  const json = { tags: tags.map((name) => ({ name, status: 'active' })) };
  await ctx.call({ method: 'POST', path: `${memberPath(ctx.settings, email)}/tags`, json });
}

function sameMember(before: Member, after: Member): boolean {
  const comparable = ({ email_address, status, merge_fields, marketing_permissions, language }: Member) =>
    JSON.stringify([
      email_address,
      status,
      Object.entries(merge_fields).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      marketing_permissions,
      language,
    ]);
  return comparable(before) === comparable(after);
}
