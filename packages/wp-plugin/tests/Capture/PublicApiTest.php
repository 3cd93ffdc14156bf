<?php

declare(strict_types=1);

namespace Handoff\Tests\Capture;

use DateTimeImmutable;
use Exception;
use Handoff\Tests\Support\Kept;
use Handoff\Tests\Support\Schema;
use Handoff\Tests\TestCase;
use JsonSerializable;
use stdClass;

/** What developers hand over is not always what the documentation asks for; the visitor's submission counts all the same. */
final class PublicApiTest extends TestCase
{
    private string $log = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->log = (string) tempnam(sys_get_temp_dir(), 'log');
        ini_set('error_log', $this->log);
    }

    protected function tearDown(): void
    {
        ini_restore('error_log');
        unlink($this->log);
        parent::tearDown();
    }

    /**
     * @dataProvider odd
     *
     * @param array<string, mixed> $options
     */
    public function testAnOddOptionDoesNotCostTheSubmission(array $options): void
    {
        self::assertNotNull(handoff_capture('booking', ['email' => 'ada@example.com', 'password' => 'x'], $options));
        $event = Kept::envelopes()[0];
        self::assertSame(['email' => 'ada@example.com'], $event['data']['fields']);
        self::assertSame([], (new Schema('envelope'))->problems($event));
    }

    /** @return array<string, array{array<string, mixed>}> */
    public function odd(): array
    {
        return [
            'consent in a word' => [['consent' => 'yes']],
            'a list of words' => [['consent' => ['yes'], 'signals' => ['spam']]],
            'labels that are none' => [['labels' => 'E-mail', 'types' => ['email' => ['text']]]],
            'objects for texts' => [['title' => new stdClass(), 'id' => new stdClass(), 'subject' => new stdClass()]],
            'lists for texts' => [['title' => ['Booking'], 'id' => [4711], 'subject' => ['email' => ['ada']]]],
            'a time in words' => [['occurredAt' => 'tomorrow']],
            'numbers that are none' => [['context' => ['score' => NAN, 'deep' => ['x' => INF]]]],
        ];
    }

    public function testOneStatementNeedsNoListAroundIt(): void
    {
        handoff_capture('booking', ['email' => 'ada@example.com'], [
            'consent' => ['channel' => 'email', 'state' => 'subscribed', 'at' => '2026-11-21T08:00:00Z'],
            'signals' => ['tool' => 'honeypot', 'verdict' => 'spam'],
        ]);
        $event = Kept::envelopes()[0];
        self::assertSame(['email', 'honeypot'], [$event['consent'][0]['channel'], $event['signals'][0]['tool']]);
    }

    public function testADateIsWrittenOutAndAnObjectThatBreaksCostsOnlyItself(): void
    {
        handoff_capture('booking', [
            'date' => new DateTimeImmutable('2026-12-01T10:00:00+01:00'),
            'room' => new class {
                public function __toString(): string
                {
                    return 'Blue room';
                }
            },
            'broken' => new class implements JsonSerializable {
                public string $name = 'Ada';

                #[\ReturnTypeWillChange]
                public function jsonSerialize()
                {
                    throw new Exception('no');
                }
            },
        ]);
        self::assertSame(
            ['date' => '2026-12-01T10:00:00+01:00', 'room' => 'Blue room', 'broken' => ['name' => 'Ada']],
            Kept::envelopes()[0]['data']['fields']
        );
    }
}
