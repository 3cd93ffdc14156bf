import { describe, expect, it } from 'vitest';
import type { VendorResponse } from '../kit/index.ts';
import { classify, classifyRecord } from './classify.ts';
import { SalesforceError } from './answers.ts';

const answer = (status: number, errorCode: string, message = '', fields: string[] = []): VendorResponse => {
  const json = [{ message, errorCode, fields }];
  return { status, headers: {}, text: JSON.stringify(json), json };
};
const read = (response: VendorResponse) => classify(response, 0);
const record = (statusCode: string, message = '', fields: string[] = []) =>
  classifyRecord([SalesforceError.parse({ statusCode, message, fields })], 'Handoff_Key__c');

describe('whole answers', () => {
  it.each([
    [401, 'INVALID_SESSION_ID', '', 'reauth', 'session_ended'],
    [403, 'API_DISABLED_FOR_ORG', '', 'scope', 'api_disabled'],
    [403, 'API_CURRENTLY_DISABLED', '', 'scope', 'api_disabled'],
    [403, 'INSUFFICIENT_ACCESS', '', 'scope', 'forbidden'],
    [403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', 'scope', 'forbidden'],
    [400, 'INVALID_TYPE', "sObject type 'Lead' is not supported.", 'scope', 'forbidden'],
    [503, 'SERVER_UNAVAILABLE', '', 'retry', 'unavailable'],
    [500, 'UNKNOWN_EXCEPTION', 'ErrorId: 1', 'retry', 'server_error'],
    [400, 'INVALID_FIELD', "No such column 'Tea__c' on sobject of type Lead", 'permanent', 'refused'],
    [404, 'NOT_FOUND', 'The requested resource does not exist', 'permanent', 'not_found'],
    [404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: Handoff_Key__c', 'scope', 'no_key_field'],
    [400, 'JSON_PARSER_ERROR', 'Cannot deserialize instance of boolean', 'permanent', 'refused'],
    [414, 'URI_TOO_LONG', 'too long', 'permanent', 'refused'],
  ])('%i %s is %s', (status, code, message, kind, ours) => {
    expect(read(answer(status, code, message))).toMatchObject({ kind, code: ours });
  });

  it('waits an hour for the day and some seconds for a place among the long calls; neither is a missing permission', () => {
    expect(read(answer(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'))).toMatchObject({
      kind: 'retry',
      code: 'daily_limit',
      afterMs: 3_600_000,
    });
    expect(read(answer(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'))).toMatchObject({
      kind: 'retry',
      code: 'busy',
      afterMs: 20_000,
    });
  });

  it('takes a page for no success, and an answer of nothing for none', () => {
    expect(read({ status: 200, headers: { 'content-type': 'text/html' }, text: '<html>', json: undefined }).kind).toBe('retry');
    expect(read({ status: 200, headers: {}, text: '', json: undefined }).kind).toBe('retry');
    expect(read({ status: 502, headers: {}, text: '<html>', json: undefined }).kind).toBe('retry');
    expect(read({ status: 403, headers: {}, text: '<html>', json: undefined }).kind).toBe('scope');
  });
});

describe('single records', () => {
  it.each([
    ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', ['LastName'], 'demands a value'],
    ['STRING_TOO_LONG', 'Phone: data value too large', ['Phone'], 'longer than Salesforce takes'],
    ['INVALID_EMAIL_ADDRESS', 'Email: invalid email address: a@b', ['Email'], 'does not accept this e-mail'],
    ['INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: Name.', ['Name'], 'may not write'],
    ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'bad value', ['Rating'], 'not one of the choices'],
    ['FIELD_INTEGRITY_EXCEPTION', "There's a problem with this country", ['MailingCountry'], "There's a problem with this country"],
    ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['WhoId'], 'points to does not exist'],
  ])('%s names its field', (code, message, fields, words) => {
    expect(record(code, message, fields)).toMatchObject({
      kind: 'permanent',
      problems: [{ path: `/fields/${fields[0]}`, message: expect.stringContaining(words) }],
    });
  });

  it.each([
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Phone must be German', 'validation rule in Salesforce turned the record away'],
    ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'LeadTrigger: execution of BeforeInsert', 'a trigger or a flow'],
    ['STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded', 'no storage left'],
    ['ENTITY_IS_DELETED', 'entity is deleted', 'recycle bin'],
    ['INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', 'belongs to somebody else, or it is locked'],
    ['SOMETHING_NEW', 'never seen before', 'never seen before'],
  ])('%s is told in words', (code, message, words) => {
    expect(record(code, message)).toMatchObject({ kind: 'permanent', problems: [], message: expect.stringContaining(words) });
  });

  it('are tried again where somebody else was saving them, or creating them by our key, at that moment', () => {
    expect(record('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access')).toMatchObject({ kind: 'retry', code: 'locked' });
    const race = (name: string) => record('DUPLICATE_VALUE', `duplicate value found: ${name} duplicates value on record with id: 001`);
    expect(race('Handoff_Key__c')).toMatchObject({ kind: 'retry', code: 'just_created' });
    expect(race('VAT__c')).toMatchObject({ kind: 'permanent', problems: [{ path: '/fields/VAT__c' }] });
  });

  it.each(['entity type cannot be inserted: Lead', 'entity type cannot be updated: Lead'])(
    'hold the connection where none of their kind would pass: %s',
    (message) => {
      expect(record('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message)).toMatchObject({ kind: 'scope', code: 'forbidden' });
    },
  );

  it('are refused also where Salesforce gives no reason', () => {
    expect(classifyRecord([], 'Handoff_Key__c')).toMatchObject({ kind: 'permanent' });
  });
});
