<?php

declare(strict_types=1);

namespace Handoff\Tests\Capture;

use Handoff\Capture\EventDraft;
use Handoff\Tests\Support\Kept;
use Handoff\Tests\TestCase;

final class CaptureTest extends TestCase
{
    private string $log = '';

    protected function setUp(): void
    {
        parent::setUp();
        add_filter('handoff_keep_before_pairing', '__return_true');
        $this->log = (string) tempnam(sys_get_temp_dir(), 'log');
        ini_set('error_log', $this->log);
    }

    protected function tearDown(): void
    {
        ini_restore('error_log');
        unlink($this->log);
        parent::tearDown();
    }

    public function testAnEventIsKeptOnceAndItsIdTold(): void
    {
        $id = $this->keep();
        self::assertSame([$id], array_column(Kept::envelopes(), 'id'));
        self::assertNull($this->keep(), 'It is known.');
        self::assertCount(1, Kept::envelopes());
        self::assertSame(['ada@example.com'], array_column($this->services()->outbox()->rows(null, null, 10), 'contact'));
    }

    public function testNothingIsKeptOfASourceThatIsSwitchedOff(): void
    {
        $this->services()->settings()->setSource('contact-form-7', false, []);
        self::assertNull($this->keep());
        self::assertSame([], Kept::envelopes());
        self::assertNotNull($this->services()->capture()->keep(self::draft(), 'test'), 'A test from the panel comes through.');
    }

    public function testTheSiteMayChangeAnEventOrLeaveItOut(): void
    {
        add_filter('handoff_draft', static function (EventDraft $draft, string $origin): ?EventDraft {
            $draft->data['fields']['from'] = $origin;
            return $draft->data['fields']['name'] === 'Spammer' ? null : $draft;
        }, 10, 2);
        $this->keep();
        $this->keep(['name' => 'Spammer'], '2');
        self::assertSame([['name' => 'Ada', 'from' => 'hook']], array_column(array_column(Kept::envelopes(), 'data'), 'fields'));
    }

    public function testAnotherPluginsFailureDoesNotCostTheEvent(): void
    {
        add_filter('handoff_draft', static function (): void {
            throw new \Error('ada@example.com is broken');
        });
        add_action('handoff_captured', static function (): void {
            throw new \Error('broken too');
        });
        self::assertNotNull($this->keep());
        self::assertCount(1, Kept::envelopes());
        self::assertStringContainsString('a filter of handoff_draft failed with Error', $this->logged());
        self::assertStringContainsString('an action of handoff_captured failed', $this->logged());
    }

    public function testTheSiteIsToldWhatWasKept(): void
    {
        $told = [];
        add_action('handoff_captured', static function (array $envelope, string $origin) use (&$told): void {
            $told[] = [$envelope['type'], $origin];
        }, 10, 2);
        $this->keep();
        $this->keep();
        self::assertSame([['form.submitted', 'hook']], $told);
    }

    public function testAListenerThatFailsIsReportedAndNoMore(): void
    {
        $capture = $this->services()->capture();
        add_action('their_action', $capture->listener('Their Forms', static function (): void {
            throw new \TypeError('no');
        }));
        $reached = 0;
        add_action('their_action', static function () use (&$reached): void {
            $reached++;
        }, 20);
        do_action('their_action', 1);
        self::assertSame(1, $reached);
        self::assertStringContainsString('Their Forms failed with TypeError at CaptureTest.php:', $this->logged());

        add_filter('their_filter', $capture->filter('Their Forms', static function (): void {
            throw new \TypeError('no');
        }), 10, 2);
        self::assertSame('as it was', apply_filters('their_filter', 'as it was', 2));
    }

    public function testAFilterMayChangeWhatItFilters(): void
    {
        $add = $this->services()->capture()->filter('x', static fn(array $value, int $more): array => [...$value, $more]);
        add_filter('their_filter', $add, 10, 2);
        self::assertSame([1, 2], apply_filters('their_filter', [1], 2));
    }

    /** @param array<string, mixed> $fields */
    private function keep(array $fields = ['name' => 'Ada'], string $entry = '1'): ?string
    {
        return $this->services()->capture()->keep(self::draft($fields, $entry));
    }

    /** @param array<string, mixed> $fields */
    private static function draft(array $fields = ['name' => 'Ada'], string $entry = '1'): EventDraft
    {
        return EventDraft::forForm('contact-form-7', '7', $fields, ['id' => $entry, 'subject' => ['email' => 'ada@example.com']]);
    }

    private function logged(): string
    {
        return (string) file_get_contents($this->log);
    }
}
