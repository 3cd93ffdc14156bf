<?php

declare(strict_types=1);

namespace Handoff\Tests\History;

use Error;
use Handoff\History\Backfill;
use Handoff\History\HistoryModule;
use Handoff\Tests\Support\Kept;
use InvalidArgumentException;

final class BackfillTest extends HistoryTestCase
{
    public function testPastEntriesAreCapturedInSlicesUntilNoneIsLeft(): void
    {
        $this->source->fill(430, time() - 86400);
        $job = $this->start();
        self::assertSame(['backfill', 'running', 'fake-forms', true, 430], [
            $job['kind'], $job['state'], $job['source'], $job['silent'], $job['total'],
        ]);
        self::assertLessThanOrEqual(250, $job['done'], 'One slice is not the whole.');

        $done = $job['done'];
        while ($this->backfill()->run()) {
            $job = $this->backfill()->current();
            self::assertGreaterThan($done, $job['done'], 'Each slice goes on.');
            $done = $job['done'];
        }
        $job = $this->backfill()->current();
        self::assertSame(['done', 430, 430, 0, '430 past events were captured.'], [
            $job['state'], $job['done'], $job['captured'], $job['known'], $job['message'],
        ]);
        self::assertNotNull($job['finishedAt']);
        self::assertCount(430, array_unique(Kept::keys()));
    }

    public function testADatabaseThatDidNotAnswerOnceIsNotTakenForTheEnd(): void
    {
        $this->source->fill(60, time() - 86400);
        $this->breakDatabase(1);
        $this->start();
        $this->finish();
        self::assertSame(['done', 60], [$this->backfill()->current()['state'], count(Kept::keys())]);
    }

    public function testADatabaseThatDoesNotAnswerIsSaid(): void
    {
        ini_set('error_log', '/dev/null');
        $this->source->fill(60, time() - 86400);
        $this->breakDatabase(99);
        $this->start();
        $this->finish();
        ini_restore('error_log');
        $job = $this->backfill()->current();
        self::assertSame(['failed', 50], [$job['state'], $job['captured']]);
        self::assertStringContainsString('could not be read to the end', $job['message']);
    }

    public function testASilentOneIsMarkedAndALoudOneIsNot(): void
    {
        $this->source->fill(2, time() - 86400);
        $this->start(true);
        self::assertSame([true, true], array_column(array_column(Kept::envelopes(), 'context'), 'silent'));
        self::assertSame(['backfill', 'backfill'], Kept::origins());

        $this->source->entries[3] = time() - 3600;
        $this->start(false);
        $last = Kept::envelopes()[2];
        self::assertArrayNotHasKey('silent', $last['context'] ?? []);
        self::assertSame('visitor-3@example.com', $last['subject']['email']);
    }

    public function testWhatIsThereAlreadyIsNotDoubled(): void
    {
        $this->source->fill(3, time() - 86400);
        $this->services()->capture()->keep(FakeSource::draft('fake-forms', 2, time() - 86400));
        $job = $this->start();
        self::assertSame(['done', 2, 1], [$job['state'], $job['captured'], $job['known']]);
        $again = $this->start();
        self::assertSame([0, 3], [$again['captured'], $again['known']]);
        self::assertCount(3, Kept::keys());
    }

    public function testOnlyWhatHappenedSinceIsCaptured(): void
    {
        $this->source->entries = [1 => time() - 10 * 86400, 2 => time() - 86400];
        $this->backfill()->start('fake-forms', time() - 2 * 86400, true);
        self::assertSame(['form.submitted:fake-forms-7-2:1'], Kept::keys());
    }

    public function testAPausedOneRestsUntilItIsResumedByWhomever(): void
    {
        $this->source->fill(300, time() - 86400);
        $id = $this->start()['id'];
        self::assertSame('paused', $this->backfill()->steer($id, 'pause')['state']);
        $before = count(Kept::keys());
        $this->newProcess();
        self::assertFalse($this->backfill()->run());
        self::assertCount($before, Kept::keys());

        self::assertSame('running', $this->backfill()->steer($id, 'resume')['state']);
        $this->newProcess();
        $this->finish();
        self::assertSame(['done', 300], [$this->backfill()->current()['state'], count(Kept::keys())]);
    }

    public function testACancelledOneEndsAndKeepsWhatItHas(): void
    {
        $this->source->fill(300, time() - 86400);
        $id = $this->start()['id'];
        $job = $this->backfill()->steer($id, 'cancel');
        $before = count(Kept::keys());
        self::assertSame('cancelled', $job['state']);
        self::assertNotNull($job['finishedAt']);
        self::assertFalse($this->backfill()->run());
        self::assertCount($before, Kept::keys());
        $this->expectExceptionMessage('over');
        $this->backfill()->steer($id, 'resume');
    }

    public function testAnotherProcessGoesOnWhereOneEnded(): void
    {
        $this->source->fill(420, time() - 86400);
        $this->start();
        $asked = [];
        $this->source->onPage = static function (string $after) use (&$asked): void {
            $asked[] = $after;
        };
        $this->newProcess();
        $this->finish();
        self::assertNotSame('', $asked[0], 'It does not begin again.');
        self::assertCount(420, array_unique(Kept::keys()));
        self::assertSame([420, 0], [$this->backfill()->current()['captured'], $this->backfill()->current()['known']]);
    }

    public function testAPageThatFailsOnceIsReadAgain(): void
    {
        $this->source->fill(120, time() - 86400);
        $this->failAt('50', 1);
        $this->start();
        $this->finish();
        self::assertSame(['done', 120], [$this->backfill()->current()['state'], count(Kept::keys())]);
    }

    public function testAPageThatAlwaysFailsEndsItWithWords(): void
    {
        $this->source->fill(120, time() - 86400);
        $this->failAt('50', 99);
        $this->start();
        $this->finish();
        $job = $this->backfill()->current();
        self::assertSame(['failed', 50], [$job['state'], $job['captured']]);
        self::assertStringContainsString('Fake Forms could not be read to the end', (string) $job['message']);
    }

    public function testAPageThatEndedTheProcessThreeTimesIsGivenUp(): void
    {
        $this->source->fill(300, time() - 86400);
        $this->start();
        // What three processes that died over the next page left.
        $kept = get_option('handoff_backfill');
        update_option('handoff_backfill', ['tries' => 3] + $kept);
        $this->newProcess();
        self::assertFalse($this->backfill()->run());
        self::assertSame('failed', $this->backfill()->current()['state']);
    }

    public function testEntriesOfAFormThatIsSwitchedOffAreLeftOutAndItSaysSo(): void
    {
        $this->source->fill(2, time() - 86400);
        $this->services()->settings()->setSource('fake-forms', null, ['7' => false]);
        $job = $this->start();
        self::assertSame(['done', 0], [$job['state'], $job['captured']]);
        self::assertStringContainsString('2 entries were left out: their forms are switched off', (string) $job['message']);
    }

    public function testThereIsOneAtATime(): void
    {
        $this->source->fill(300, time() - 86400);
        $this->start();
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage('Another import of past entries is not over yet');
        $this->start();
    }

    /** @dataProvider refusals */
    public function testWhatCannotBeIsRefusedInWords(callable $make, string $words): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage($words);
        $make($this);
    }

    /** @return array<string, array{callable, string}> */
    public function refusals(): array
    {
        return [
            'a source there is not' => [
                static fn(self $test) => $test->backfill()->start('nothing', 0, true), 'not active on this site',
            ],
            'a plugin that is not active' => [static function (self $test): void {
                $test->source->available = false;
                $test->start();
            }, 'not active on this site'],
            'a plugin without entries' => [static function (self $test): void {
                $test->source->keepsNone = 'Install Flamingo, which keeps messages.';
                $test->start();
            }, 'Install Flamingo'],
            'a source that is switched off' => [static function (self $test): void {
                $test->services()->settings()->setSource('fake-forms', false, []);
                $test->start();
            }, 'Switch it on first'],
            'a time to come' => [static fn(self $test) => $test->backfill()->start('fake-forms', time() + 3600, true), 'in the past'],
            'one that never was' => [static fn(self $test) => $test->backfill()->steer('nope', 'pause'), 'never started'],
            'something else to do' => [static fn(self $test) => $test->backfill()->steer('nope', 'hurry'), 'paused, resumed or cancelled'],
        ];
    }

    public function testCronGoesOnByItself(): void
    {
        $this->source->fill(430, time() - 86400);
        $this->start();
        do_action(HistoryModule::SLICE);
        self::assertNotFalse(wp_next_scheduled(HistoryModule::SLICE), 'There is more to do.');
        wp_clear_scheduled_hook(HistoryModule::SLICE);
        while ($this->backfill()->current()['state'] === 'running') {
            do_action(HistoryModule::SLICE);
        }
        self::assertCount(430, Kept::keys());
    }

    public function testLookingAtTheStatusTakesItAStepFurther(): void
    {
        $this->actAs('administrator');
        $this->source->fill(430, time() - 86400);
        $this->start();
        for ($look = 0; $look < 10 && $this->backfill()->current()['state'] === 'running'; $look++) {
            $before = $this->backfill()->current()['done'];
            self::assertSame(200, $this->rest('GET', '/handoff/v1/status')->get_status());
            self::assertSame($before, $this->backfill()->current()['done'], 'The answer is not held up.');
            Kept::endRequest();
            self::assertGreaterThan($before, $this->backfill()->current()['done']);
        }
        self::assertSame('done', $this->backfill()->current()['state']);
    }

    public function backfill(): Backfill
    {
        return $this->services()->backfill();
    }

    /** @return array<string, mixed> */
    public function start(bool $silent = true): array
    {
        return $this->backfill()->start('fake-forms', time() - 20 * 86400, $silent);
    }

    /** From the second page on the source's queries fail so many times, as WordPress shows it: with no rows. */
    private function breakDatabase(int $times): void
    {
        $all = $this->source->entries;
        $this->source->onPage = function (string $after) use (&$times, $all): void {
            global $wpdb;
            $this->source->entries = $all;
            if ($after !== '' && $times-- > 0) {
                $quiet = $wpdb->suppress_errors(true);
                $wpdb->get_results('SELECT * FROM a_table_that_is_not_there');
                $wpdb->suppress_errors($quiet);
                $this->source->entries = [];
            }
        };
    }

    private function finish(): void
    {
        while ($this->backfill()->run()) {
            continue;
        }
    }

    private function failAt(string $cursor, int $times): void
    {
        ini_set('error_log', '/dev/null');
        $this->source->onPage = static function (string $after) use ($cursor, &$times): void {
            if ($after === $cursor && $times-- > 0) {
                throw new Error('The form plugin broke.');
            }
        };
    }

    protected function tearDown(): void
    {
        ini_restore('error_log');
        parent::tearDown();
    }
}
