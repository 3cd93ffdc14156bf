<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Outbox\AddResult;
use Handoff\Outbox\Outbox;
use Handoff\Outbox\Table;

final class OutboxTest extends OutboxTestCase
{
    public function testAnEventIsARowWithAllThatPeopleSeeOfIt(): void
    {
        $this->stopClock();
        $now = $this->services()->clock()->now();
        $result = $this->add('ada');
        self::assertSame([AddResult::KEPT, 'id-ada'], [$result->status, $result->eventId]);
        [$row] = $this->outbox()->rows(null, null, 10);
        $id = $row['id'];
        $iso = gmdate('Y-m-d\TH:i:s\Z', $now);
        self::assertSame([
            'id' => $id,
            'eventId' => 'id-ada',
            'idempotencyKey' => 'form.submitted:ada:1',
            'type' => 'form.submitted',
            'state' => 'pending',
            'attempts' => 0,
            'nextAt' => null,
            'lastCode' => null,
            'lastError' => null,
            'createdAt' => $iso,
            'deliveredAt' => null,
            'origin' => 'hook',
            'source' => 'contact-form-7',
            'form' => '7',
            'contact' => 'ada@example.com',
        ], $row);
        self::assertSame($row + ['envelope' => self::envelope('ada')], $this->outbox()->row($id));
        self::assertNull($this->outbox()->row($id + 1000));
    }

    public function testTheVisitorPaysOneQuery(): void
    {
        global $wpdb;
        $this->services()->outbox();
        $before = $wpdb->num_queries;
        $this->add('ada', ['note' => 'Ünïcode in the envelope: 🌱 and 50 % of "quotes" \\']);
        self::assertSame(1, $wpdb->num_queries - $before);
        $this->outbox()->add(self::envelope('bo'), 'hook', 'forms', 'Grüße', 'Łukasz Żółć');
        self::assertSame(2, $wpdb->num_queries - $before);
        self::assertSame('Łukasz Żółć', $this->row('bo')['contact']);
        self::assertSame('Grüße', $this->row('bo')['form']);
        $id = $this->row('ada')['id'];
        $note = $this->outbox()->row($id)['envelope']['note'];
        self::assertSame('Ünïcode in the envelope: 🌱 and 50 % of "quotes" \\', $note);
    }

    public function testTheSameEventTwiceIsOneRow(): void
    {
        $this->addMany('ada');
        $again = $this->add('ada', ['id' => 'another-id']);
        self::assertSame(AddResult::KNOWN, $again->status);
        self::assertSame(['ada: pending'], $this->states());
        self::assertSame(1, $this->outbox()->addedHere());
    }

    public function testKeysDifferByCaseAccentSpacesAndTheirLastCharacter(): void
    {
        $long = str_repeat('ü', 511);
        foreach (['a', 'A', 'á', 'a ', "{$long}1", "{$long}2"] as $index => $key) {
            self::assertSame(AddResult::KEPT, $this->add("n$index", ['idempotencyKey' => $key])->status, $key);
        }
        self::assertSame(AddResult::KNOWN, $this->add('n9', ['idempotencyKey' => "{$long}2"])->status);
        self::assertSame("{$long}2", $this->row('n5')['idempotencyKey']);
        self::assertEqualsCanonicalizing(['á', "{$long}1"], $this->outbox()->knows(['á', 'Á', "{$long}1", "{$long}3"]));
    }

    public function testManyKeysAreLookedUpAtOnce(): void
    {
        $this->addMany('k7', 'k1204');
        $keys = array_map(static fn(int $n): string => "form.submitted:k$n:1", range(1, 1300));
        self::assertEqualsCanonicalizing(['form.submitted:k7:1', 'form.submitted:k1204:1'], $this->outbox()->knows($keys));
        self::assertSame([], $this->outbox()->knows([]));
    }

    public function testWhatTheFormPluginAsksTheDatabaseNextIsNotOurs(): void
    {
        global $wpdb;
        $wpdb->insert($wpdb->options, ['option_name' => 'form_entry', 'option_value' => '1', 'autoload' => 'no']);
        $seen = [$wpdb->insert_id, $wpdb->rows_affected, $wpdb->last_error, $wpdb->last_query];
        $this->add('ada');
        self::assertSame($seen, [$wpdb->insert_id, $wpdb->rows_affected, $wpdb->last_error, $wpdb->last_query]);
    }

    public function testTheFormsPluginStillReadsWhatItAskedBefore(): void
    {
        global $wpdb;
        $wpdb->query("SELECT 'a' AS letter UNION SELECT 'b'");
        $this->add('ada');
        self::assertSame([2, ['a', 'b']], [$wpdb->num_rows, $wpdb->get_col()]);
    }

    public function testAnEventThatIsNoneIsReportedAndBreaksNothing(): void
    {
        $result = $this->outbox()->add(['id' => 'x', 'type' => 'form.submitted'], 'hook', 's', 'f', 'c');
        self::assertSame(AddResult::LOST, $result->status);
        self::assertSame([], $this->states());
    }

    public function testUnreadableBytesDoNotLoseTheEvent(): void
    {
        $result = $this->outbox()->add(self::envelope('ada', ['data' => ['fields' => ['x' => "a\xffb"]]]), 'hook', 's', 'f', "c\xff");
        self::assertSame(AddResult::KEPT, $result->status);
        $row = $this->row('ada');
        self::assertSame("a\u{fffd}b", $this->outbox()->row($row['id'])['envelope']['data']['fields']['x']);
    }

    public function testListsAreLatestFirstByStateAndPage(): void
    {
        $this->addMany('a', 'b', 'c');
        $this->http->answer('POST', self::EVENTS, 202, ['results' => [
            ['status' => 'accepted', 'eventId' => 'x'],
            ['status' => 'rejected', 'error' => ['code' => 'invalid', 'message' => 'No.']],
            ['status' => 'repeat', 'eventId' => 'y'],
        ]]);
        $this->sendNow();
        $names = static fn(array $rows): array => array_column($rows, 'eventId');
        self::assertSame(['id-c', 'id-a'], $names($this->outbox()->rows('delivered', null, 10)));
        $first = $this->outbox()->rows(null, null, 2);
        self::assertSame(['id-c', 'id-b'], $names($first));
        self::assertSame(['id-a'], $names($this->outbox()->rows(null, $first[1]['id'], 2)));
    }

    public function testCountsSayWhatWaitsAndSinceWhen(): void
    {
        $clock = $this->services()->clock();
        $start = $clock->now();
        $this->addMany('a');
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $this->sendNow();
        $this->moveClock(60);
        $this->addMany('b');
        $this->moveClock(60);
        $this->addMany('c');
        $counts = $this->outbox()->counts();
        self::assertSame([2, 0, 1, 0, 0, 0], [
            $counts['pending'], $counts['leased'], $counts['delivered'], $counts['refused'], $counts['expired'], $counts['inFile'],
        ]);
        self::assertEqualsWithDelta($start, strtotime($counts['lastDeliveredAt']), 2);
        self::assertEqualsWithDelta($start + 60, strtotime($counts['oldestPendingAt']), 2);
    }

    public function testAnEmptyOutboxHasNoTimes(): void
    {
        $counts = $this->outbox()->counts();
        self::assertNull($counts['oldestPendingAt']);
        self::assertNull($counts['lastDeliveredAt']);
    }

    public function testRetryGivesARefusedEventANewStart(): void
    {
        $this->addMany('a');
        $this->http->answer('POST', self::EVENTS, 422, self::error('invalid', 'No.'));
        $this->sendNow();
        $row = $this->row('a');
        self::assertSame('refused', $row['state']);
        self::assertSame(1, $this->outbox()->retry([$row['id'], $row['id'] + 99]));
        self::assertSame(['pending', 0], [$this->row('a')['state'], $this->row('a')['attempts']]);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->sendNow()->sent);
        self::assertSame(0, $this->outbox()->retry([$row['id']]), 'What was delivered is not sent again.');
    }

    public function testWhatAPersonDiscardedIsGoneAndDoesNotComeBack(): void
    {
        $this->addMany('a', 'b');
        $id = $this->row('a')['id'];
        self::assertSame(1, $this->outbox()->discard([$id]));
        self::assertSame(['b: pending'], $this->states());
        self::assertNull($this->outbox()->row($id));
        self::assertSame(1, $this->outbox()->counts()['pending']);
        self::assertSame(['form.submitted:a:1'], $this->outbox()->knows(['form.submitted:a:1']), 'The gap scan would bring it back.');
        self::assertSame(AddResult::KNOWN, $this->add('a')->status);
        global $wpdb;
        $kept = $wpdb->get_row('SELECT * FROM ' . (new Table())->name() . " WHERE id = $id", ARRAY_A);
        self::assertStringNotContainsString('a@example.com', (string) wp_json_encode($kept));
    }

    public function testWhatIsBeingSentCannotBeDiscarded(): void
    {
        $this->addMany('a');
        $id = $this->row('a')['id'];
        $discarded = null;
        $this->http->answer('POST', self::EVENTS, 202, function (array $request) use ($id, &$discarded): array {
            $discarded = $this->outbox()->discard([$id]);
            return self::takeAll($request);
        });
        $this->sendNow();
        self::assertSame(0, $discarded);
        self::assertSame(['a: delivered'], $this->states());
    }

    public function testAdminPagesLiveWithoutTheTable(): void
    {
        global $wpdb;
        $prefix = $wpdb->prefix;
        try {
            $wpdb->prefix = 'elsewhere_';
            self::assertSame(0, $this->outbox()->counts()['pending']);
            self::assertSame([], $this->outbox()->rows(null, null, 10));
            self::assertSame([], $this->outbox()->knows(['a']));
            self::assertSame(0, $this->outbox()->purge(30));
            self::assertSame('', $this->getActualOutput());
        } finally {
            $wpdb->prefix = $prefix;
        }
    }
}
