<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Outbox\Backoff;
use Handoff\Outbox\Queue;
use Handoff\Outbox\Table;

/** What becomes of events by what the server answers. */
final class SenderTest extends OutboxTestCase
{
    public function testEventsGoOutSignedOldestFirstAndAreDelivered(): void
    {
        $this->addMany('a', 'b', 'c');
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $report = $this->sendNow();
        self::assertSame([3, 0, 0, null], [$report->sent, $report->failed, $report->left, $report->message]);
        self::assertSame([['a', 'b', 'c']], $this->requested());
        self::assertSame(['a: delivered', 'b: delivered', 'c: delivered'], $this->states());
        $row = $this->row('a');
        self::assertSame(1, $row['attempts']);
        self::assertNotNull($row['deliveredAt']);
        $request = $this->http->requests[0];
        self::assertSame('src_1', $request['headers']['handoff-source']);
        self::assertSame([self::envelope('a')], array_slice(json_decode($request['body'], true)['events'], 0, 1));
        self::assertSame(0, $this->sendNow()->sent, 'What was delivered is not sent again.');
    }

    public function testADatabaseThatReadsFromALaggingCopyDoesNotKeepEventsBack(): void
    {
        $this->addMany('a', 'b');
        // A proxy before the database sends what only reads to a copy, which does not have what was just written.
        add_filter('query', static function (string $sql): string {
            $isStale = preg_match('/^SELECT .*lease_token = /s', $sql) === 1 && strpos($sql, 'FOR UPDATE') === false;
            return $isStale ? "SELECT id, '' AS payload, 0 AS attempts, 0 AS bytes FROM {$GLOBALS['wpdb']->options} WHERE 1 = 0" : $sql;
        });
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(2, $this->sendNow()->sent);
        self::assertSame(['a: delivered', 'b: delivered'], $this->states());
    }

    public function testResultsAreNotedEventByEvent(): void
    {
        $this->addMany('new', 'known', 'changed', 'bad');
        $problem = ['path' => '/data', 'message' => 'Expected an object.'];
        $this->http->answer('POST', self::EVENTS, 202, ['results' => [
            ['status' => 'accepted', 'eventId' => 'e1'],
            ['status' => 'repeat', 'eventId' => 'e2'],
            ['status' => 'revision', 'eventId' => 'e3'],
            ['status' => 'rejected', 'error' => ['code' => 'invalid', 'message' => 'This is not an event.', 'problems' => [$problem]]],
        ]]);
        $report = $this->sendNow();
        self::assertSame([3, 1, 0, 'This is not an event. (/data: Expected an object.)'], array_values((array) $report));
        self::assertSame(['new: delivered', 'known: delivered', 'changed: delivered', 'bad: refused'], $this->states());
        $bad = $this->row('bad');
        self::assertSame(['invalid', 'This is not an event. (/data: Expected an object.)'], [$bad['lastCode'], $bad['lastError']]);
        $this->moveClock(30 * 86400);
        self::assertSame(0, $this->sendNow()->sent, 'What was refused waits for a person.');
        self::assertSame('refused', $this->row('bad')['state']);
    }

    /**
     * @dataProvider unreadable
     *
     * @param mixed $body
     */
    public function testA202ThatCannotBeReadIsNotDelivered($body): void
    {
        $this->addMany('a', 'b');
        $this->http->answer('POST', self::EVENTS, 202, $body);
        $report = $this->sendNow();
        self::assertSame([0, 2, 2], [$report->sent, $report->failed, $report->left]);
        self::assertSame(['a: pending', 'b: pending'], $this->states());
        self::assertSame('unreadable', $this->row('a')['lastCode']);
        $this->retryLater();
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(2, $this->sendNow()->sent);
    }

    /** @return array<string, array{0: mixed}> */
    public function unreadable(): array
    {
        return [
            'HTML' => ['<!doctype html><p>Accepted!'],
            'nothing' => [''],
            'cut off' => ['{"results":[{"status":"accepted"'],
            'too few results' => [['results' => [['status' => 'accepted']]]],
            'too many results' => [['results' => array_fill(0, 3, ['status' => 'accepted'])]],
            'a word we do not know' => [['results' => [['status' => 'accepted'], ['status' => 'perhaps']]]],
            'no results' => [['ok' => true]],
        ];
    }

    /**
     * @dataProvider failures
     *
     * @param mixed $body
     */
    public function testAFailureIsTriedAgainLater(int $status, $body, string $code): void
    {
        $this->addMany('a', 'b');
        $now = $this->services()->clock()->now();
        $this->http->answer('POST', self::EVENTS, $status, $body);
        $report = $this->sendNow();
        self::assertSame([0, 2, 2], [$report->sent, $report->failed, $report->left]);
        self::assertNotSame('', (string) $report->message);
        $row = $this->row('a');
        self::assertSame(['pending', 1, $code, $report->message], [$row['state'], $row['attempts'], $row['lastCode'], $row['lastError']]);
        self::assertEqualsWithDelta($now + 30, strtotime($row['nextAt']), 8);
        $this->sendNow(); // Nothing is due: no request.
        $this->retryLater();
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(2, $this->sendNow()->sent);
        self::assertNull($this->row('a')['lastError']);
    }

    /** @return array<string, array{0: int, 1: mixed, 2: string}> */
    public function failures(): array
    {
        return [
            'no connection' => [0, 'cURL error 7: Failed to connect', 'no_answer'],
            'timeout' => [0, 'cURL error 28: Operation timed out', 'no_answer'],
            'reset' => [0, 'cURL error 56: Recv failure: Connection reset by peer', 'no_answer'],
            'server error' => [500, self::error('internal', 'The server made a mistake.'), 'internal'],
            'unavailable without a hint' => [503, self::error('unavailable', 'Later.'), 'unavailable'],
            'a proxy in trouble' => [502, '<html>Bad gateway', 'http_502'],
            'a parked domain' => [200, '<html>Buy this domain', 'http_200'],
            'another server' => [404, 'Not Found', 'http_404'],
            'a firewall' => [403, '<html>Blocked', 'http_403'],
            'a password before the server' => [401, '<html>Authorization required', 'http_401'],
            'HTML with 422' => [422, '<html>', 'http_422'],
            'a redirect' => [301, '', 'no_answer'],
        ];
    }

    public function testAWrongClockIsSaidInPlainWordsAndMendsItself(): void
    {
        $this->addMany('a');
        $this->stopClock();
        $theirs = $this->services()->clock()->now();
        $this->moveClock(-3600);
        $here = gmdate('Y-m-d H:i', $this->services()->clock()->now());
        $serverTime = gmdate('Y-m-d\TH:i:s.000\Z', $theirs);
        $this->http->answer('POST', self::EVENTS, 401, self::error('clock_skew', 'Off.', ['serverTime' => $serverTime]));
        $report = $this->sendNow();
        self::assertSame([0, 0, 1], [$report->sent, $report->failed, $report->left]);
        $state = $this->services()->sending()->state();
        self::assertSame('clock', $state->state);
        self::assertStringContainsString(gmdate('Y-m-d H:i', $theirs), (string) $state->message);
        self::assertStringContainsString($here, (string) $state->message);
        self::assertSame(['a: pending'], $this->states());
        self::assertSame(0, $this->row('a')['attempts']);
        $this->sendNow(); // Waits: no request.

        $this->moveClock(3600);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->sendNow()->sent);
        self::assertSame('on', $this->services()->sending()->state()->state);
    }

    public function testAClockThatRanAheadDoesNotHoldRowsBackOnceItIsRight(): void
    {
        $this->addMany('a', 'b');
        $this->moveClock(86400);
        $this->http->answer('POST', self::EVENTS, 500, self::error('internal', 'Oops.'));
        $this->sendNow();
        $this->moveClock(-86400);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(2, $this->sendNow()->sent);
    }

    /** @dataProvider revocations */
    public function testWhereTheServerRefusesTheSiteEventsWait(string $code): void
    {
        $this->addMany('a', 'b');
        $this->http->answer('POST', self::EVENTS, 401, self::error($code, 'Pair the site again.'));
        $report = $this->sendNow();
        self::assertSame([0, 0, 2, 'Pair the site again.'], array_values((array) $report));
        $state = $this->services()->sending()->state();
        self::assertSame(['refused', 'Pair the site again.'], [$state->state, $state->message]);
        self::assertSame([0, null], [$this->row('a')['attempts'], $this->row('a')['lastCode']]);
        self::assertSame('Pair the site again.', $this->sendNow()->message);
        $this->pairWith(self::ORIGIN);
        $this->services()->sending()->unblock('refused');
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(2, $this->sendNow()->sent);
    }

    /** @return string[][] */
    public function revocations(): array
    {
        return [['source_revoked'], ['source_unknown'], ['signature_invalid'], ['signature_missing']];
    }

    public function testABatchTooLargeIsSplitAndOneTooLargeEventIsKept(): void
    {
        $this->addMany('a', 'b', 'c', 'huge', 'd');
        $this->http->always('POST', self::EVENTS, 0, static function (array $request): array {
            return strpos($request['body'], 'id-huge') === false
                ? [202, self::takeAll($request)]
                : [413, '<html>413 Request Entity Too Large'];
        });
        $report = $this->sendNow();
        self::assertSame([4, 1, 0], [$report->sent, $report->failed, $report->left]);
        self::assertSame(
            ['a: delivered', 'b: delivered', 'c: delivered', 'huge: refused', 'd: delivered'],
            $this->states()
        );
        self::assertSame('body_too_large', $this->row('huge')['lastCode']);
        self::assertSame('on', $this->services()->sending()->state()->state);
    }

    public function testOneBadEventDoesNotBlockTheOthers(): void
    {
        $this->addMany('a', 'deep', 'b');
        $this->http->always('POST', self::EVENTS, 0, static function (array $request): array {
            return strpos($request['body'], 'id-deep') === false
                ? [202, self::takeAll($request)]
                : [422, self::error('too_deep', 'Nested too deeply.')];
        });
        $report = $this->sendNow();
        self::assertSame([2, 1, 0, 'Nested too deeply.'], array_values((array) $report));
        self::assertSame(['a: delivered', 'deep: refused', 'b: delivered'], $this->states());
        self::assertSame([['a', 'deep', 'b'], ['a'], ['deep'], ['b']], $this->requested());
    }

    public function testAnEventThatUpsetsTheServerTravelsAloneInTheEnd(): void
    {
        $this->addMany('a', 'bomb', 'b');
        $this->http->always('POST', self::EVENTS, 0, static function (array $request): array {
            return strpos($request['body'], 'id-bomb') === false
                ? [202, self::takeAll($request)]
                : [500, self::error('internal', 'Oops.')];
        });
        for ($try = 0; $try < 6; $try++) {
            $this->retryLater();
            $this->sendNow();
            $this->sendNow();
        }
        self::assertSame(['a: delivered', 'bomb: pending', 'b: delivered'], $this->states());
    }

    /** @dataProvider waits */
    public function testTheServersWishToWaitIsGranted(int $status, array $headers): void
    {
        $this->addMany('a');
        $now = $this->services()->clock()->now();
        $this->http->answer('POST', self::EVENTS, $status, self::error('rate_limited', 'Send again in 90 s.'), $headers);
        $report = $this->sendNow();
        self::assertSame([0, 0, 1, 'Send again in 90 s.'], array_values((array) $report));
        self::assertSame(0, $this->row('a')['attempts']);
        $state = $this->services()->sending()->state();
        self::assertEqualsWithDelta($now + 90, $state->until, 2);
        $this->moveClock(85);
        $this->sendNow(); // Too early: no request.
        $this->moveClock(10);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->sendNow()->sent);
    }

    /** @return array<string, array{0: int, 1: array<string, string>}> */
    public function waits(): array
    {
        return [
            'busy' => [429, ['retry-after' => '90']],
            'away' => [503, ['retry-after' => '90']],
        ];
    }

    public function testAfterThreeFailuresSendingPausesAndThenOneEventFindsOut(): void
    {
        foreach (range(1, 5) as $number) {
            $this->addMany("n$number");
        }
        $isBack = false;
        $this->http->always('POST', self::EVENTS, 0, static function (array $request) use (&$isBack): array {
            return $isBack ? [202, self::takeAll($request)] : [0, 'cURL error 7'];
        });
        foreach ([1, 2, 3] as $try) {
            $this->sendNow();
            $this->outbox()->retry($this->ids());
            self::assertCount($try, $this->http->requests);
        }
        self::assertSame('breaker', $this->services()->sending()->state()->state);
        $this->sendNow();
        self::assertCount(3, $this->http->requests, 'There is a pause.');

        foreach ([60, 120, 240, 480, 600, 600] as $index => $pause) {
            $this->moveClock($pause - 5);
            $this->sendNow();
            self::assertCount(3 + $index, $this->http->requests, "The pause is $pause seconds.");
            $this->moveClock(6);
            $this->sendNow();
            self::assertCount(4 + $index, $this->http->requests);
            self::assertCount(1, $this->requested()[3 + $index], 'The probe is one event.');
            $this->outbox()->retry($this->ids());
        }

        $isBack = true;
        $this->moveClock(700);
        self::assertSame(5, $this->sendNow()->sent);
        self::assertSame([1, 4], array_map('count', array_slice($this->requested(), -2)));
        self::assertSame('on', $this->services()->sending()->state()->state);
    }

    public function testAPersonNeedNotWaitForTheEndOfAPause(): void
    {
        $this->addMany('a');
        $this->services()->sending()->block('breaker', 'No answer.', $this->services()->clock()->now() + 600);
        self::assertSame(['No answer.', 0], [$this->sendNow()->message, $this->sendNow()->sent]);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->services()->sender()->runNow(10)->sent);
    }

    public function testAPersonNeedNotWaitForTheNextTryOfWhatFailed(): void
    {
        $this->addMany('a');
        $this->http->answer('POST', self::EVENTS, 0, 'cURL error 7');
        self::assertSame(1, $this->sendNow()->failed);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(0, $this->sendNow()->sent);
        self::assertSame(1, $this->services()->sender()->runNow(10)->sent);
    }

    public function testWhileAProbeIsOutNobodyElseSends(): void
    {
        $this->addMany('a', 'b');
        foreach ([1, 2, 3] as $try) {
            $this->http->answer('POST', self::EVENTS, 0, 'cURL error 7');
            $this->sendNow();
            $this->outbox()->retry($this->ids());
        }
        $this->moveClock(100);
        $maySend = null;
        $this->http->always('POST', self::EVENTS, 202, function (array $request) use (&$maySend): array {
            $maySend = $maySend ?? $this->services()->sending()->maySend();
            return self::takeAll($request);
        });
        self::assertSame(2, $this->sendNow()->sent);
        self::assertFalse($maySend);
    }

    public function testTriesGetRarerAndEndAfterSevenDaysWithTheEventKept(): void
    {
        $this->addMany('a');
        $this->http->always('POST', self::EVENTS, 500, self::error('internal', 'Oops.'));
        $start = $this->services()->clock()->now();
        $waits = [];
        while ($this->row('a')['state'] === 'pending') {
            $this->services()->sending()->unblock('breaker');
            self::assertSame(1, $this->sendNow()->failed);
            $next = $this->row('a')['nextAt'];
            $waits[] = $next === null ? null : strtotime($next) - $this->services()->clock()->now();
            $this->moveClock((int) end($waits));
        }
        self::assertSame('expired', $this->row('a')['state']);
        self::assertEqualsWithDelta(7, ($this->services()->clock()->now() - $start) / 86400, 0.5);
        foreach ([30, 120, 600, 1800, 3600, 3600] as $index => $about) {
            self::assertEqualsWithDelta($about, $waits[$index], $about * 0.2 + 2);
        }
        self::assertGreaterThan(10, count(array_unique($waits)), 'Sites do not all come back in the same second.');
        $this->moveClock(86400 * 400);
        $this->outbox()->purge(3);
        self::assertSame(['a: expired'], $this->states());
        self::assertSame('Oops.', $this->row('a')['lastError']);
    }

    public function testNothingIsSentWhereTheSiteIsNotPairedOrPaused(): void
    {
        $this->addMany('a');
        $this->services()->settings()->save(['paused' => true]);
        self::assertStringContainsString('paused', (string) $this->sendNow()->message);
        $this->services()->settings()->save(['paused' => false]);
        $this->services()->pairings()->forget();
        $report = $this->sendNow();
        self::assertSame([0, 0, 1], [$report->sent, $report->failed, $report->left]);
        self::assertStringContainsString('not connected', (string) $report->message);
        self::assertSame(['a: pending'], $this->states());
    }

    public function testAKeyThatCannotBeOpenedLosesNothing(): void
    {
        $this->addMany('a');
        $this->services()->siteKey()->forget();
        $report = $this->sendNow();
        self::assertSame([0, 0, 1], [$report->sent, $report->failed, $report->left]);
        self::assertNotNull($report->message);
        self::assertSame(['a: pending'], $this->states());
    }

    public function testRequestsStayWithinTheServersBounds(): void
    {
        foreach (range(1, 130) as $number) {
            $this->add("n$number");
        }
        $big = str_repeat('x', 200 * 1024);
        foreach (range(1, 5) as $number) {
            $this->add("big$number", ['data' => ['fields' => ['text' => $big]]]);
        }
        $this->http->always('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(135, $this->sendNow()->sent);
        self::assertSame(100, count($this->requested()[0]));
        self::assertGreaterThan(3, count($this->http->requests));
        foreach ($this->http->requests as $request) {
            self::assertLessThan(520 * 1024, strlen($request['body']));
        }
        self::assertCount(135, array_unique(array_merge(...$this->requested())));
    }

    public function testAnInterruptedSendIsFoundAndSentAgain(): void
    {
        $this->addMany('a', 'b');
        $queue = new Queue(new Table(), $this->services()->clock());
        self::assertCount(1, $queue->claim(1)->rows);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->sendNow()->sent);
        self::assertSame(['a: leased', 'b: delivered'], $this->states());
        $this->moveClock(Queue::LEASE + 1);
        $this->sendNow();
        self::assertSame('interrupted', $this->row('a')['lastCode']);
        $this->retryLater();
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->sendNow()->sent);
        self::assertSame(['a: delivered', 'b: delivered'], $this->states());
    }

    public function testAWorkerThatWasTooSlowChangesNothing(): void
    {
        $this->addMany('a');
        $queue = new Queue(new Table(), $this->services()->clock());
        $slow = $queue->claim(1);
        $this->moveClock(Queue::LEASE + 1);
        $queue->reclaim();
        self::assertSame(0, $queue->delivered($slow->rows, $slow->token));
        self::assertSame(0, $queue->refused($slow->rows[0], $slow->token, 'invalid', 'No.'));
        self::assertSame([], $queue->payloads($slow->rows, $slow->token));
        self::assertSame(['a: pending'], $this->states());
    }

    public function testAServerThatHangsDoesNotUseUpTheSitesProcesses(): void
    {
        $this->addMany('a', 'b', 'c', 'd');
        $queue = new Queue(new Table(), $this->services()->clock());
        foreach ([1, 2, 3] as $worker) {
            $queue->claim(1);
        }
        $report = $this->sendNow();
        self::assertSame([0, 4], [$report->sent, $report->left]);
        self::assertSame('Events are being sent right now.', $report->message);
    }

    public function testAnErrorInsideIsReportedAndLosesNothing(): void
    {
        $this->addMany('a');
        $this->http->answer('POST', self::EVENTS, 202, static function (): array {
            throw new \RuntimeException('A plugin broke the request.');
        });
        self::assertNotNull($this->sendNow()->message);
        $this->moveClock(Queue::LEASE + 1);
        $this->sendNow();
        $this->retryLater();
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->sendNow()->sent);
    }

    /** Beyond any wait between two tries, and any pause. */
    private function retryLater(): void
    {
        $this->moveClock(Backoff::longest() + 1);
    }

    /** @return int[] */
    private function ids(): array
    {
        return array_column($this->outbox()->rows(null, null, 200), 'id');
    }
}
