<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Outbox\AddResult;
use Handoff\Outbox\Purge;
use Handoff\Outbox\Table;

final class PurgeTest extends OutboxTestCase
{
    public function testWhatWasDeliveredIsForgottenAfterTheDaysSet(): void
    {
        $this->deliver('old');
        $this->moveClock(2 * 86400);
        $this->deliver('new');
        $this->addMany('waiting');
        $this->moveClock(28 * 86400 + 60);
        $id = $this->row('old')['id'];
        self::assertSame(1, $this->outbox()->purge(30));
        self::assertSame(['new: delivered', 'waiting: pending'], $this->states());
        self::assertNull($this->outbox()->row($id));
        self::assertStringNotContainsString('old@example.com', $this->everythingKept());
        self::assertSame(0, $this->outbox()->purge(30));
    }

    public function testTheGapScanDoesNotBringBackWhatWasPurged(): void
    {
        $this->deliver('ada');
        $delivered = $this->outbox()->counts()['lastDeliveredAt'];
        self::assertSame(1, $this->outbox()->purge(0));
        self::assertSame(['form.submitted:ada:1'], $this->outbox()->knows(['form.submitted:ada:1']));
        self::assertSame(AddResult::KNOWN, $this->add('ada')->status);
        self::assertSame($delivered, $this->outbox()->counts()['lastDeliveredAt']);
        self::assertSame(0, $this->outbox()->counts()['delivered']);

        $this->moveClock(Purge::KEY_DAYS * 86400 + 60);
        $this->outbox()->purge(30);
        self::assertSame([], $this->outbox()->knows(['form.submitted:ada:1']), 'Keys are not kept for ever.');
    }

    public function testWhatWasNotDeliveredIsNeverPurged(): void
    {
        $this->addMany('pending');
        $this->http->answer('POST', self::EVENTS, 202, ['results' => [
            ['status' => 'rejected', 'error' => ['code' => 'invalid', 'message' => 'No.']],
        ]]);
        $this->sendNow();
        $this->addMany('later');
        $this->moveClock(5 * 365 * 86400);
        self::assertSame(0, $this->outbox()->purge(0));
        self::assertSame(['pending: refused', 'later: pending'], $this->states());
    }

    public function testTheTableIsBoundedAtTheCostOfWhatWasDeliveredOnly(): void
    {
        foreach (range(1, 8) as $number) {
            $this->deliver("d$number");
            $this->moveClock(1);
        }
        foreach (range(1, 8) as $number) {
            $this->addMany("p$number");
        }
        $purge = new Purge(new Table(), $this->services()->clock(), 3);
        self::assertSame(5, $purge->run(30));
        self::assertSame(
            ['d6: delivered', 'd7: delivered', 'd8: delivered'],
            array_values(preg_grep('/delivered/', $this->states()))
        );
        self::assertSame(8, $this->outbox()->counts()['pending']);
    }

    public function testManyRowsAreForgottenInSmallStatements(): void
    {
        foreach (range(1, 1200) as $number) {
            $this->add("n$number");
        }
        $this->http->always('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $this->sendNow();
        $limits = [];
        add_filter('query', static function (string $query) use (&$limits): string {
            if (preg_match('/^UPDATE .*handoff_outbox.*LIMIT (\d+)$/', $query, $match) === 1) {
                $limits[] = (int) $match[1];
            }
            return $query;
        });
        self::assertSame(1200, $this->outbox()->purge(0));
        self::assertGreaterThanOrEqual(3, count($limits));
        self::assertLessThanOrEqual(500, max($limits));
    }

    private function deliver(string $name): void
    {
        $this->addMany($name);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(1, $this->sendNow()->sent);
    }

    private function everythingKept(): string
    {
        return (string) wp_json_encode((new Table())->rows('SELECT * FROM %i'));
    }
}
