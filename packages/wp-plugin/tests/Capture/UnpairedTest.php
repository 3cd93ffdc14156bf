<?php

declare(strict_types=1);

namespace Handoff\Tests\Capture;

use Handoff\Capture\EventDraft;
use Handoff\History\GapScan;
use Handoff\Tests\Connection\FakeServer;
use Handoff\Tests\TestCase;

final class UnpairedTest extends TestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        remove_filter('handoff_keep_before_pairing', '__return_true');
    }

    public function testNothingIsKeptBeforeTheSiteIsPaired(): void
    {
        self::assertNull($this->capture());
        self::assertSame(0, $this->services()->outbox()->counts()['pending']);
    }

    public function testEverythingIsKeptFromThenOn(): void
    {
        (new FakeServer($this->http))->pair($this->services());
        self::assertNotNull($this->capture());
    }

    public function testNothingIsKeptOnceItIsDisconnected(): void
    {
        (new FakeServer($this->http))->pair($this->services());
        $this->services()->pairings()->forget();
        self::assertNull($this->capture());
    }

    public function testAnOwnerMayKeepEventsForLater(): void
    {
        add_filter('handoff_keep_before_pairing', '__return_true');
        self::assertNotNull($this->capture());
    }

    public function testScansBeginWhereThePairingBegan(): void
    {
        update_option(GapScan::BEGAN, time() - 30 * DAY_IN_SECONDS);
        update_option(GapScan::COMPARED, ['*' => time() - 86400]);
        $record = (new FakeServer($this->http))->pair($this->services());
        self::assertSame($record->pairedAt, (int) get_option(GapScan::BEGAN));
        self::assertFalse(get_option(GapScan::COMPARED));
    }

    private function capture(): ?string
    {
        return $this->services()->capture()->keep(EventDraft::forForm('custom', 'ask', ['email' => 'ada@example.com']));
    }
}
