import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { listDuplicates, restoreDuplicates } from '../../domain/event/duplicates.ts';
import { chooseValue } from '../../domain/identity/choose.ts';
import { liftOptOut } from '../../domain/identity/lift-opt-out.ts';
import { matchContact } from '../../domain/identity/match.ts';
import { listMerges, mergePersons, splitPerson, undoMerge } from '../../domain/identity/merge.ts';
import { getPerson, listPersons } from '../../domain/identity/people.ts';
import { resolveBatch } from '../../domain/identity/resolve.ts';
import { identitySettings, setIdentitySettings } from '../../domain/identity/settings.ts';
import { decideSuggestion, listSuggestions, undoSuggestion } from '../../domain/identity/suggestions.ts';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { reachOf } from '../reach.ts';

export function identityRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.resolveContacts, ({ body }) => resolveBatch(body.contacts, body.suggestFrom));
  bind(app, deps, endpoints.matchContact, (call) => matchContact(deps.store, reachOf(call), call.body));
  bind(app, deps, endpoints.listPersons, (call) => listPersons(deps.store, reachOf(call), call.query));
  bind(app, deps, endpoints.getPerson, (call) => getPerson(deps.store.db, reachOf(call), call.params.personId));
  bind(app, deps, endpoints.splitPerson, (call) => splitPerson(deps, reachOf(call), call.params.personId, call.body.recordIds));
  bind(app, deps, endpoints.chooseValue, (call) => chooseValue(deps, reachOf(call), { ...call.body, personId: call.params.personId }));
  bind(app, deps, endpoints.liftOptOut, (call) => liftOptOut(deps, reachOf(call), { ...call.body, personId: call.params.personId }));
  bind(app, deps, endpoints.mergePersons, (call) => mergePersons(deps, reachOf(call), call.body));
  bind(app, deps, endpoints.listMerges, (call) => listMerges(deps.store, reachOf(call), call.query));
  bind(app, deps, endpoints.undoMerge, (call) => undoMerge(deps, reachOf(call), call.params.mergeId));
  bind(app, deps, endpoints.listSuggestions, (call) => listSuggestions(deps.store, reachOf(call), call.query));
  bind(app, deps, endpoints.acceptSuggestion, (call) => decideSuggestion(deps, reachOf(call), call.params.suggestionId, 'accepted'));
  bind(app, deps, endpoints.rejectSuggestion, (call) => decideSuggestion(deps, reachOf(call), call.params.suggestionId, 'rejected'));
  bind(app, deps, endpoints.undoSuggestion, (call) => undoSuggestion(deps, reachOf(call), call.params.suggestionId));
  bind(app, deps, endpoints.getIdentitySettings, ({ params }) => identitySettings(deps.store.db, params.workspaceId));
  bind(app, deps, endpoints.setIdentitySettings, (call) => setIdentitySettings(deps, reachOf(call), call.body));
  bind(app, deps, endpoints.listDuplicates, (call) => listDuplicates(deps.store, reachOf(call), call.query));
  bind(app, deps, endpoints.restoreDuplicates, (call) => restoreDuplicates(deps, reachOf(call), call.body.eventIds));
}
