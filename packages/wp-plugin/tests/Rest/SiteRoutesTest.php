<?php

declare(strict_types=1);

namespace Handoff\Tests\Rest;

/** The plugin's own routes answer exactly what `src/site-api` says. */
final class SiteRoutesTest extends RestTestCase
{
    public function testStatusBeforeAndAfterPairing(): void
    {
        $this->actAs('administrator');
        $before = $this->rest('GET', '/handoff/v1/status')->get_data();
        self::assertShape(Shapes::status(false), $before);
        self::assertSame('not_paired', $before['sending']['state']);
        self::assertSame('Bloom & Steep', $before['site']['name']);

        $this->http->answer('POST', 'https://handoff.test/v1/sources/pair', 201, fn($request) => $this->server->pairAnswer($request));
        $after = $this->rest('POST', '/handoff/v1/connect', ['code' => $this->server->connectionCode()]);
        self::assertSame(200, $after->get_status());
        self::assertShape(Shapes::status(true), $after->get_data());
        self::assertSame(wp_get_current_user()->user_email, $after->get_data()['pairing']['pairedBy']);
        self::assertSame($this->server->siteKey->fingerprint(), $after->get_data()['pairing']['fingerprint']);
        self::assertSame('on', $after->get_data()['sending']['state']);
    }

    public function testOneBrokenSourceDoesNotTakeThePageAway(): void
    {
        $this->sources[0]->broken = true;
        $this->actAs('administrator');
        $before = ini_set('error_log', '/dev/null');
        $status = $this->rest('GET', '/handoff/v1/status');
        ini_set('error_log', (string) $before);
        self::assertSame(200, $status->get_status());
        self::assertSame([], $status->get_data()['sources'][0]['forms']);
        self::assertCount(2, $status->get_data()['sources'][1]['forms']);
    }

    /** @dataProvider mistakes */
    public function testMistakesAreSaidWithTheirPlace(string $method, string $path, array $params, array $paths): void
    {
        $this->actAs('administrator');
        $error = self::assertApiError($this->rest($method, "/handoff/v1$path", $params), 422, 'invalid');
        self::assertSame($paths, array_column($error['problems'], 'path'));
        foreach ($error['problems'] as $problem) {
            self::assertNotSame('', $problem['message']);
        }
    }

    public function mistakes(): array
    {
        return [
            ['POST', '/connect', [], ['/code']],
            ['POST', '/connect', ['code' => str_repeat('x', 4001)], ['/code']],
            ['POST', '/connect', ['code' => 'hnd1_abc'], ['/code']],
            ['POST', '/connect', ['code' => 'x', 'codes' => 'y'], ['/codes']],
            ['POST', '/clone', ['decision' => 'maybe'], ['/decision']],
            ['GET', '/outbox', ['state' => 'gone'], ['/state']],
            ['GET', '/outbox', ['limit' => 201], ['/limit']],
            ['GET', '/outbox', ['before' => 'now', 'limit' => 0], ['/before', '/limit']],
            ['POST', '/outbox/retry', ['ids' => []], ['/ids']],
            ['POST', '/outbox/retry', ['ids' => range(1, 501)], ['/ids']],
            ['POST', '/outbox/discard', ['ids' => ['x']], ['/ids']],
            ['POST', '/outbox/discard', [], ['/ids']],
            ['POST', '/sources/forms-plugin', ['enabled' => 'perhaps'], ['/enabled']],
            ['POST', '/sources/forms-plugin', ['forms' => ['5' => 'no way']], ['/forms']],
            ['POST', '/send-test', [], ['/source']],
            ['POST', '/send-test', ['source' => 'forms-plugin', 'email' => 'nobody'], ['/email']],
            ['POST', '/backfill', ['source' => 'forms-plugin', 'since' => 'yesterday'], ['/since']],
            ['POST', '/backfill', ['source' => 'forms-plugin', 'since' => '2026-02-30T99:00:00Z'], ['/since']],
            ['POST', '/backfill/x', ['do' => 'stop'], ['/do']],
            ['PUT', '/settings', ['retentionDays' => 1, 'alertEmails' => ['x']], ['/retentionDays', '/alertEmails/0']],
            ['PUT', '/settings', ['unknown' => 1], ['/unknown']],
        ];
    }

    public function testABodyThatIsNoJsonIsSaidToBe(): void
    {
        $this->actAs('administrator');
        [$status, $body] = Dispatcher::browse('POST', '/handoff/v1/connect', [], '{"code": ');
        self::assertSame(422, $status);
        self::assertSame('not_json', json_decode($body, true)['error']['code']);
    }

    public function testAnUnknownRouteIsSaidInTheSameShape(): void
    {
        $this->actAs('administrator');
        [$status, $body] = Dispatcher::browse('GET', '/handoff/v1/nothing');
        self::assertSame(404, $status);
        self::assertSame('not_found', json_decode($body, true)['error']['code']);
        // Other plugins' routes stay as they are.
        [, $body] = Dispatcher::browse('GET', '/other/v1/nothing');
        self::assertArrayNotHasKey('error', json_decode($body, true));
    }

    public function testAServerThatDoesNotPairIsSaidWhy(): void
    {
        $this->actAs('administrator');
        $this->http->answer('POST', 'https://handoff.test/v1/sources/pair', 0);
        self::assertApiError($this->connect(), 503, 'unavailable');
        $this->http->answer('POST', 'https://handoff.test/v1/sources/pair', 201, ['serverKey' => 'whpk_x']);
        self::assertApiError($this->connect(), 409, 'conflict');
        self::assertNull($this->services()->pairings()->current());
    }

    public function testDisconnectRotateAndDecide(): void
    {
        $this->pairAs('administrator');
        $source = "https://handoff.test/v1/sources/{$this->server->sourceId}";
        $this->http->answer('POST', "$source/rotate-key", 200, fn($request) => $this->server->rotate($request));
        $rotated = $this->rest('POST', '/handoff/v1/rotate-key')->get_data();
        self::assertShape(Shapes::status(true), $rotated);
        self::assertSame($this->server->siteKey->fingerprint(), $rotated['pairing']['fingerprint']);

        $before = get_option('home');
        $this->server->hearAddress();
        update_option('home', 'https://staging.example.com');
        self::assertSame('cloned', $this->rest('GET', '/handoff/v1/status')->get_data()['sending']['state']);
        self::assertApiError($this->rest('POST', '/handoff/v1/rotate-key'), 409, 'conflict');
        $moved = $this->rest('POST', '/handoff/v1/clone', ['decision' => 'moved']);
        self::assertSame('on', $moved->get_data()['sending']['state']);
        self::assertSame('https://staging.example.com', $this->server->siteUrl);
        update_option('home', $before);
        $this->rest('POST', '/handoff/v1/clone', ['decision' => 'moved']);
        self::assertSame($before, $this->server->siteUrl);

        $this->http->answer('POST', '#/revoke$#', 200, fn($request) => $this->server->panel($request));
        $end = $this->rest('POST', '/handoff/v1/disconnect')->get_data();
        self::assertShape(['status' => Shapes::status(false), 'serverTold' => 'bool', 'message' => '?string'], $end);
        self::assertTrue($end['serverTold']);
        self::assertApiError($this->rest('POST', '/handoff/v1/disconnect'), 409, 'conflict');
    }

    public function testALostRotationIsLookedAfter(): void
    {
        $this->pairAs('administrator');
        $this->http->answer('POST', '#/rotate-key$#', 0);
        self::assertApiError($this->rest('POST', '/handoff/v1/rotate-key'), 503, 'unavailable');
        self::assertIsInt(wp_next_scheduled('handoff_settle_key'));
    }

    public function testTheOutbox(): void
    {
        $this->actAs('administrator');
        foreach ([1, 2, 3] as $number) {
            $this->keep("e$number");
        }
        $first = $this->rest('GET', '/handoff/v1/outbox', ['limit' => 2])->get_data();
        self::assertShape(['items' => [Shapes::ROW], 'next' => '?int'], $first);
        self::assertSame(['e3', 'e2'], array_column($first['items'], 'eventId'));
        $rest = $this->rest('GET', '/handoff/v1/outbox', ['limit' => '2', 'before' => (string) $first['next']])->get_data();
        self::assertSame(['e1'], array_column($rest['items'], 'eventId'));
        self::assertNull($rest['next']);
        self::assertSame([], $this->rest('GET', '/handoff/v1/outbox', ['state' => 'refused'])->get_data()['items']);

        $id = $first['items'][0]['id'];
        $row = $this->rest('GET', "/handoff/v1/outbox/$id")->get_data();
        self::assertShape(Shapes::ROW + ['envelope' => 'map'], $row);
        self::assertSame('e3', $row['envelope']['id']);
        $GLOBALS['wpdb']->update((new \Handoff\Outbox\Table())->name(), ['state' => 'refused'], ['id' => $id]);
        self::assertSame(['changed' => 1], $this->rest('POST', '/handoff/v1/outbox/retry', ['ids' => [$id]])->get_data());
        self::assertSame('pending', $this->rest('GET', "/handoff/v1/outbox/$id")->get_data()['state']);
        self::assertSame(['changed' => 1], $this->rest('POST', '/handoff/v1/outbox/discard', ['ids' => [$id]])->get_data());
        self::assertApiError($this->rest('GET', "/handoff/v1/outbox/$id"), 404, 'not_found');
        $flushed = $this->rest('POST', '/handoff/v1/outbox/flush')->get_data();
        self::assertShape(['sent' => 'int', 'failed' => 'int', 'left' => 'int', 'message' => '?string'], $flushed);
        self::assertSame([0, 2], [$flushed['sent'], $flushed['left']]);
        self::assertStringContainsString('not connected', $flushed['message']);
    }

    public function testForgetTakesWhatWasDeliveredAndNothingElse(): void
    {
        $this->pairAs('administrator');
        $this->keep('sent');
        $this->http->answer('POST', 'https://handoff.test/v1/events', 202, ['results' => [['eventId' => 'x', 'status' => 'accepted']]]);
        self::assertSame(1, $this->rest('POST', '/handoff/v1/outbox/flush')->get_data()['sent']);
        $this->keep('waits');
        self::assertSame(['ok' => true], $this->rest('POST', '/handoff/v1/forget')->get_data());
        $left = $this->rest('GET', '/handoff/v1/outbox')->get_data()['items'];
        self::assertSame(['waits'], array_column($left, 'eventId'));
    }

    public function testSourcesAndTheirForms(): void
    {
        $this->actAs('administrator');
        $changed = $this->rest('POST', '/handoff/v1/sources/forms-plugin', ['forms' => ['5' => false]])->get_data();
        self::assertShape(Shapes::SOURCE, $changed);
        self::assertSame([false, true], array_column($changed['forms'], 'enabled'));
        self::assertTrue($changed['enabled']);
        self::assertTrue($changed['keepsEntries']);
        $changed = $this->rest('POST', '/handoff/v1/sources/quiet-plugin', ['enabled' => false])->get_data();
        self::assertSame([false, false, 'It keeps none.'], [$changed['enabled'], $changed['keepsEntries'], $changed['keepsEntriesNote']]);
        self::assertApiError($this->rest('POST', '/handoff/v1/sources/other', ['enabled' => false]), 404, 'not_found');
        $this->sources[0]->available = false;
        $gone = $this->rest('POST', '/handoff/v1/sources/forms-plugin', [])->get_data();
        self::assertSame([false, null, []], [$gone['available'], $gone['version'], $gone['forms']]);
    }

    public function testTheLatestCaptureOfEachFormIsShown(): void
    {
        $this->actAs('administrator');
        $this->keep('e1');
        $source = $this->rest('GET', '/handoff/v1/status')->get_data()['sources'][0];
        $forms = $source['forms'];
        self::assertNotNull($forms[0]['lastCapturedAt']);
        self::assertNull($forms[1]['lastCapturedAt']);
        self::assertSame($forms[0]['lastCapturedAt'], $source['lastCapturedAt']);
    }

    public function testTheLatestCaptureOfASourceWithoutFormsIsShown(): void
    {
        $this->actAs('administrator');
        $this->keep('e1', '');
        self::assertNotNull($this->rest('GET', '/handoff/v1/status')->get_data()['sources'][0]['lastCapturedAt']);
    }

    public function testATestIsMadeOfTheFormsOwnFieldsMarkedAndSent(): void
    {
        $this->pairAs('administrator');
        $this->http->answer('POST', 'https://handoff.test/v1/events', 202, static fn($request) => [
            202,
            (string) wp_json_encode(['results' => [['eventId' => json_decode($request['body'])->events[0]->id, 'status' => 'accepted']]]),
            [],
        ]);
        $asked = ['source' => 'forms-plugin', 'form' => '5', 'email' => 'ada@example.com'];
        $answer = $this->rest('POST', '/handoff/v1/send-test', $asked)->get_data();
        self::assertShape(['eventId' => 'string', 'delivered' => 'bool', 'message' => '?string'], $answer);
        self::assertTrue($answer['delivered']);
        $event = $this->http->lastJson()['events'][0];
        self::assertSame($answer['eventId'], $event['id']);
        self::assertTrue($event['context']['test']);
        self::assertSame('5', $event['data']['form']['id']);
        self::assertSame('ada@example.com', $event['data']['fields']['your-email']);
        self::assertSame(['your-email', 'your-name', 'tel', 'message'], array_keys($event['data']['fields']));
        self::assertSame('Phone', $event['data']['labels']['tel']);
        self::assertSame('test', $this->services()->outbox()->rows('delivered', null, 1)[0]['origin']);
    }

    public function testATestThatCannotBeSentIsKeptAndSaid(): void
    {
        $this->actAs('administrator');
        $answer = $this->rest('POST', '/handoff/v1/send-test', ['source' => 'forms-plugin'])->get_data();
        self::assertFalse($answer['delivered']);
        self::assertStringContainsString('not connected', $answer['message']);
        self::assertSame(1, $this->services()->outbox()->counts()['pending']);
        $wrong = ['source' => 'forms-plugin', 'form' => '7'];
        self::assertApiError($this->rest('POST', '/handoff/v1/send-test', $wrong), 404, 'not_found');
        self::assertApiError($this->rest('POST', '/handoff/v1/send-test', ['source' => 'other']), 404, 'not_found');
    }

    public function testHistory(): void
    {
        $this->actAs('administrator');
        $scan = $this->rest('POST', '/handoff/v1/gap-scan')->get_data();
        self::assertShape(Shapes::JOB, $scan);
        self::assertSame('gap_scan', $scan['kind']);
        $start = ['source' => 'forms-plugin', 'since' => '2026-01-01T00:00:00+01:00'];
        $job = $this->rest('POST', '/handoff/v1/backfill', $start)->get_data();
        self::assertShape(Shapes::JOB, $job);
        self::assertSame(['2025-12-31T23:00:00Z', true], [$job['since'], $job['silent']]);
        $status = Shapes::status(false);
        $status['gapScan'] = $status['backfill'] = Shapes::JOB;
        self::assertShape($status, $this->rest('GET', '/handoff/v1/status')->get_data());
        self::assertApiError($this->rest('POST', '/handoff/v1/backfill/other', ['do' => 'pause']), 409, 'conflict');
        $quiet = ['source' => 'quiet-plugin'] + $start;
        self::assertSame('It keeps none.', self::assertApiError($this->rest('POST', '/handoff/v1/backfill', $quiet), 409, 'conflict')['message']);
        self::assertApiError($this->rest('POST', '/handoff/v1/backfill', ['source' => 'x'] + $start), 404, 'not_found');
    }

    public function testSettings(): void
    {
        $this->actAs('administrator');
        self::assertShape(Shapes::SETTINGS, $this->rest('GET', '/handoff/v1/settings')->get_data());
        $saved = $this->rest('PUT', '/handoff/v1/settings', ['retentionDays' => 7, 'viewRoles' => ['author']])->get_data();
        self::assertShape(Shapes::SETTINGS, $saved);
        self::assertSame([7, ['author']], [$saved['settings']['retentionDays'], $saved['settings']['viewRoles']]);
    }

    public function testAFaultOfOursIsNoBlankPageAndGivesNothingAway(): void
    {
        $this->actAs('administrator');
        add_filter('pre_option_handoff_pairing', static function () {
            throw new \RuntimeException('secret detail');
        });
        $before = ini_set('error_log', '/dev/null');
        $answer = $this->rest('GET', '/handoff/v1/status');
        ini_set('error_log', (string) $before);
        $error = self::assertApiError($answer, 500, 'internal');
        self::assertStringNotContainsString('secret detail', (string) wp_json_encode($error));
    }

    private function connect(): \WP_REST_Response
    {
        return $this->rest('POST', '/handoff/v1/connect', ['code' => $this->server->connectionCode()]);
    }

    private function keep(string $id, string $form = '5'): void
    {
        $envelope = [
            'id' => $id,
            'idempotencyKey' => "form.submitted:$id:1",
            'type' => 'form.submitted',
            'occurredAt' => '2026-11-21T06:00:00Z',
            'data' => ['fields' => ['a' => 'b']],
        ];
        $this->services()->outbox()->add($envelope, 'hook', 'forms-plugin', $form, 'ada@example.com');
    }
}
