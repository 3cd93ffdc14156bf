<?php

declare(strict_types=1);

namespace Handoff\Tests\History;

use Error;
use Handoff\History\GapScan;
use Handoff\History\HistoryModule;
use Handoff\Outbox\OutboxModule;
use Handoff\Sources\Form;
use Handoff\Tests\Support\Kept;

final class GapScanTest extends HistoryTestCase
{
    public function testWhatAHookMissedIsFoundOnce(): void
    {
        $this->source->fill(3, time() - 3600);
        $this->services()->capture()->keep(FakeSource::draft('fake-forms', 2, time() - 3660));
        $job = $this->scan();

        self::assertSame(['gap_scan', 'done', 2, 1, 3], [$job['kind'], $job['state'], $job['captured'], $job['known'], $job['done']]);
        self::assertSame(['hook', 'gap_scan', 'gap_scan'], Kept::origins());
        self::assertStringContainsString('2 events were missing and have been captured. Compared: Fake Forms.', $job['message']);
        self::assertSame([0, 3], [$this->scan()['captured'], count(Kept::keys())]);
        self::assertStringContainsString('Nothing was missing.', (string) $this->scan()['message']);
    }

    public function testNothingIsMarkedSilent(): void
    {
        $this->source->fill(1, time() - 3600);
        $this->scan();
        self::assertArrayNotHasKey('silent', Kept::envelopes()[0]['context'] ?? []);
    }

    public function testWhatWasBeforeHandoffIsNoGap(): void
    {
        update_option(GapScan::BEGAN, time() - 7200);
        $this->source->entries = [1 => time() - 7300, 2 => time() - 7100];
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-2:1'], Kept::keys());
    }

    public function testTheNextScanLooksBackADay(): void
    {
        $this->scan();
        $this->source->entries = [1 => time() - 25 * 3600, 2 => time() - 23 * 3600];
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-2:1'], Kept::keys());
    }

    public function testWhatIsOnItsWayThroughItsHookIsLeftToIt(): void
    {
        $this->source->entries = [1 => time() - 10];
        $this->scan();
        self::assertSame([], Kept::keys());
        $this->moveClock(3600);
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-1:1'], Kept::keys());
    }

    public function testWhatASourceTookWhileItWasSwitchedOffStaysOut(): void
    {
        $this->scan();
        $this->services()->settings()->setSource('fake-forms', false, []);
        $this->moveClock(3600);
        $this->scan();
        $this->source->entries = [1 => $this->services()->clock()->now() - 1800];
        $this->moveClock(3600);
        $this->scan();
        $this->services()->settings()->setSource('fake-forms', true, []);
        $this->source->entries[2] = $this->services()->clock()->now() + 600;
        $this->moveClock(3600);
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-2:1'], Kept::keys());
    }

    public function testWhatAFormTookWhileItWasSwitchedOffStaysOut(): void
    {
        $settings = $this->services()->settings();
        $this->scan();
        $settings->setSource('fake-forms', null, ['7' => false]);
        $this->source->entries = [1 => $this->services()->clock()->now() + 600];
        $this->moveClock(3600);
        self::assertStringContainsString('1 entry was left out: its form is switched off', $this->scan()['message']);
        $settings->setSource('fake-forms', null, ['7' => true]);
        $this->source->entries[2] = $this->services()->clock()->now() + 600;
        $this->moveClock(3600);
        $job = $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-2:1'], Kept::keys());
        self::assertSame('1 event was missing and has been captured. Compared: Fake Forms.', $job['message']);
        // Whoever wants those too asks for them.
        $this->services()->backfill()->start('fake-forms', time() - 60, true);
        self::assertCount(2, Kept::keys());
    }

    public function testAFormThatIsSwitchedOnTwiceIsWantedSinceTheFirstTime(): void
    {
        $settings = $this->services()->settings();
        $this->scan();
        $settings->setSource('fake-forms', true, ['7' => true]);
        $this->source->entries = [1 => $this->services()->clock()->now() + 600];
        $this->moveClock(3600);
        $settings->setSource('fake-forms', true, ['7' => true, '8' => false]);
        $this->moveClock(3600);
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-1:1'], Kept::keys());
    }

    public function testWhatASourceTookBetweenTheLastScanAndBeingSwitchedOnAgainStaysOut(): void
    {
        $this->services()->settings()->setSource('fake-forms', false, []);
        $this->scan();
        $this->source->entries = [1 => $this->services()->clock()->now() + 600];
        $this->moveClock(1800);
        $this->services()->settings()->setSource('fake-forms', true, []);
        $this->moveClock(3600);
        $this->scan();
        self::assertSame([], Kept::keys());
    }

    public function testAFormSwitchedOnByAClockThatRanAheadIsComparedOnceItIsSetRight(): void
    {
        $this->scan();
        $this->services()->settings()->setSource('fake-forms', null, ['7' => false]);
        $this->moveClock(30 * 86400);
        $this->services()->settings()->setSource('fake-forms', null, ['7' => true]);
        $this->services()->clock()->offset = 0;
        $this->source->entries = [1 => time() + 600];
        $this->moveClock(3600);
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-1:1'], Kept::keys());
    }

    public function testWhatWasMissedBeforeAPluginWasAwayForAWhileIsFound(): void
    {
        $this->scan();
        $this->source->entries = [1 => $this->services()->clock()->now() + 600];
        $this->moveClock(3600);
        $this->source->available = false;
        $this->scan();
        $this->moveClock(3 * 86400);
        $this->scan();
        $this->source->available = true;
        $this->moveClock(3600);
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-1:1'], Kept::keys());
    }

    public function testAClockThatRanAheadHidesNothingOnceItIsSetRight(): void
    {
        update_option(GapScan::BEGAN, time() + 30 * 86400);
        $this->moveClock(30 * 86400);
        $this->scan();
        $this->services()->clock()->offset = 0;
        $this->scan();
        $this->source->entries = [1 => $this->services()->clock()->now() + 600];
        $this->moveClock(3600);
        $this->scan();
        self::assertSame(['form.submitted:fake-forms-7-1:1'], Kept::keys());
    }

    public function testItSaysWhereAPluginKeepsNoEntries(): void
    {
        $none = new FakeSource('mail-forms');
        $none->keepsNone = 'It keeps no messages; install Flamingo to keep them.';
        $none->forms = [new Form('7', 'Contact', [])];
        $none->entries = [1 => time() - 3600];
        $this->use([$this->source, $none]);
        $job = $this->scan();
        self::assertSame('done', $job['state']);
        self::assertStringContainsString('Compared: Fake Forms. Mail Forms was not compared. It keeps no messages; install Flamingo', $job['message']);
        self::assertSame([], Kept::keys());
    }

    public function testItDoesNotSpeakOfAPluginWithoutForms(): void
    {
        $this->source->keepsNone = 'It keeps no messages.';
        self::assertSame('Nothing was missing.', $this->scan()['message']);
    }

    public function testOneBrokenSourceDoesNotHideTheOthers(): void
    {
        ini_set('error_log', '/dev/null');
        $broken = new FakeSource('broken-forms');
        $broken->onPage = static function (): void {
            throw new Error('The form plugin broke.');
        };
        $this->use([$broken, $this->source]);
        $this->source->fill(2, time() - 3600);
        $job = $this->scan();
        ini_restore('error_log');

        self::assertSame(['failed', 2], [$job['state'], $job['captured']]);
        self::assertStringContainsString('The entries of Broken Forms could not be read to the end.', $job['message']);
    }

    /**
     * @dataProvider parts
     *
     * @param string[] $broken
     */
    public function testWhateverIsBrokenInOneSourceTheOthersAreCompared(array $broken, ?string $keepsNone): void
    {
        ini_set('error_log', '/dev/null');
        $other = new FakeSource('broken-forms');
        $other->broken = $broken;
        $other->keepsNone = $keepsNone;
        $this->use([$other, $this->source]);
        $this->source->fill(2, time() - 3600);
        $job = $this->scan();
        ini_restore('error_log');
        self::assertNotSame('running', $job['state']);
        self::assertSame(2, $job['captured']);
    }

    /** @return array<string, array{string[], ?string}> */
    public function parts(): array
    {
        return [
            'counting' => [['countSince'], null],
            'whether it keeps entries' => [['keepsNoEntries'], null],
            'its forms' => [['forms'], 'It keeps no messages.'],
        ];
    }

    public function testASourceThatBreaksBetweenTwoSlicesEndsNothing(): void
    {
        ini_set('error_log', '/dev/null');
        $other = new FakeSource('broken-forms');
        $other->fill(300, time() - 3600);
        $this->use([$other, $this->source]);
        $this->source->fill(2, time() - 3600);
        self::assertSame('running', $this->services()->gapScan()->start()['state']);
        $other->broken = ['available'];
        $this->finish();
        ini_restore('error_log');
        self::assertSame('failed', $this->services()->gapScan()->last()['state']);
        self::assertContains('form.submitted:fake-forms-7-2:1', Kept::keys());
    }

    public function testABrokenSourceIsComparedFromWhereItWasLeft(): void
    {
        ini_set('error_log', '/dev/null');
        $this->scan();
        $this->source->entries = [1 => $this->services()->clock()->now() + 60];
        $this->source->onPage = static function (): void {
            throw new Error('The form plugin broke.');
        };
        $this->moveClock(3 * 86400);
        $this->scan();
        $this->source->onPage = null;
        $this->moveClock(3 * 86400);
        $job = $this->scan();
        ini_restore('error_log');
        self::assertSame(1, $job['captured'], 'Six days later, and it is still found.');
    }

    public function testALongScanGoesOnInOtherProcesses(): void
    {
        $this->source->fill(430, time() - 3600);
        $job = $this->services()->gapScan()->start();
        self::assertSame('running', $job['state']);
        $again = $this->services()->gapScan()->start();
        self::assertSame($job['id'], $again['id'], 'The one that runs goes on.');
        $this->newProcess();
        $this->finish();
        self::assertSame(['done', 430], [$this->services()->gapScan()->last()['state'], count(Kept::keys())]);
    }

    public function testCronScansEachHour(): void
    {
        self::assertSame('hourly', wp_get_schedule(HistoryModule::HOURLY));
        $this->source->fill(2, time() - 3600);
        do_action(HistoryModule::HOURLY);
        self::assertSame(['gap_scan', 'gap_scan'], Kept::origins());
    }

    public function testWhereCronDoesNotRunTheSweepsScan(): void
    {
        $this->source->fill(430, time() - 3600);
        wp_unschedule_hook(HistoryModule::HOURLY);
        wp_schedule_event(time() + 60, 'hourly', HistoryModule::HOURLY);
        do_action(OutboxModule::SWEEP);
        self::assertSame([], Kept::keys(), 'Cron does it.');

        wp_unschedule_hook(HistoryModule::HOURLY);
        wp_schedule_event(time() - 2 * 3600, 'hourly', HistoryModule::HOURLY);
        for ($sweep = 0; $sweep < 10; $sweep++) {
            do_action(OutboxModule::SWEEP);
        }
        self::assertCount(430, Kept::keys());
        $first = $this->services()->gapScan()->last()['id'];
        $this->moveClock(3500);
        do_action(OutboxModule::SWEEP);
        self::assertSame($first, $this->services()->gapScan()->last()['id'], 'Once an hour is enough.');
        $this->moveClock(100);
        do_action(OutboxModule::SWEEP);
        self::assertNotSame($first, $this->services()->gapScan()->last()['id']);
    }

    public function testThereIsNoneBeforeTheFirst(): void
    {
        delete_option('handoff_gap_scan');
        self::assertNull($this->services()->gapScan()->last());
    }

    /** @return array<string, mixed> */
    private function scan(): array
    {
        $this->services()->gapScan()->start();
        $this->finish();
        return (array) $this->services()->gapScan()->last();
    }

    private function finish(): void
    {
        while ($this->services()->gapScan()->run()) {
            continue;
        }
    }
}
