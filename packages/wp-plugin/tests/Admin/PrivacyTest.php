<?php

declare(strict_types=1);

namespace Handoff\Tests\Admin;

use Handoff\Admin\Privacy;
use Handoff\Outbox\AddResult;
use Handoff\Outbox\OutboxModule;
use Handoff\Outbox\Queue;
use Handoff\Outbox\Table;
use Handoff\Tests\Connection\FakeServer;
use Handoff\Tests\TestCase;

final class PrivacyTest extends TestCase
{
    private const SERVER = 'https://handoff.test';

    private Privacy $privacy;

    protected function setUp(): void
    {
        parent::setUp();
        $this->privacy = new Privacy($this->services());
    }

    public function testWordPressKnowsBothExportersAndErasers(): void
    {
        self::assertArrayHasKey('handoff-site', apply_filters('wp_privacy_personal_data_exporters', []));
        self::assertArrayHasKey('handoff-server', apply_filters('wp_privacy_personal_data_exporters', []));
        self::assertArrayHasKey('handoff-site', apply_filters('wp_privacy_personal_data_erasers', []));
        self::assertArrayHasKey('handoff-server', apply_filters('wp_privacy_personal_data_erasers', []));
    }

    public function testExportsWhatTheOutboxKeepsOfAPersonAndOfNobodyElse(): void
    {
        $this->keep('1', 'ada@example.com', ['message' => 'Hëllo']);
        $this->keep('2', 'ada@example.com.au', []);
        $this->keep('3', 'bea@example.com', ['friend' => 'Ada@Example.com']);

        $export = $this->privacy->exportFromSite('ada@example.com', 1);
        self::assertTrue($export['done']);
        $values = array_map(
            static fn(array $group): array => array_column($group['data'], 'value', 'name'),
            $export['data']
        );
        self::assertSame(['evt_1', 'evt_3'], array_column($values, 'id'));
        self::assertSame('Hëllo', $values[0]['data › fields › message']);
        self::assertSame('Ada@Example.com', $values[1]['data › fields › friend']);
    }

    public function testExportsInPages(): void
    {
        for ($number = 1; $number <= 101; $number++) {
            $this->keep((string) $number, 'ada@example.com', []);
        }
        $first = $this->privacy->exportFromSite('ada@example.com', 1);
        $second = $this->privacy->exportFromSite('ada@example.com', 2);
        self::assertSame([100, false, 1, true], [
            count($first['data']),
            $first['done'],
            count($second['data']),
            $second['done'],
        ]);
    }

    public function testErasesFromTheOutboxAlsoWhatWaitsAndRemembersTheKeys(): void
    {
        $this->keep('1', 'ada@example.com', []);
        $this->keep('2', 'bea@example.com', []);
        $erased = $this->privacy->eraseFromSite('ADA@example.com', 1);
        self::assertSame(['items_removed' => true, 'items_retained' => false, 'messages' => [], 'done' => true], $erased);
        self::assertSame(['evt_2'], array_column($this->services()->outbox()->rows(null, null, 10), 'eventId'));
        // Found again by the gap scan, it is still known.
        self::assertSame(AddResult::KNOWN, $this->keep('1', 'ada@example.com', []));
    }

    public function testWhatIsJustBeingSentIsNotCalledErasedAndCanBeErasedOnceNobodySendsItAnyMore(): void
    {
        $this->keep('1', 'ada@example.com', []);
        $this->keep('2', 'ada@example.com', []);
        // Its worker is ended by the host before it is done.
        (new Queue(new Table(), $this->services()->clock()))->claim(1);
        $erased = $this->privacy->eraseFromSite('ada@example.com', 1);
        self::assertSame([true, true, true], [$erased['items_removed'], $erased['items_retained'], $erased['done']]);
        self::assertStringContainsString('Run the erasure again in a minute.', $erased['messages'][0]);

        // Nothing may be sent for hours.
        $this->services()->settings()->save(['paused' => true]);
        $this->moveClock(7200);
        do_action(OutboxModule::SWEEP);
        $erased = $this->privacy->eraseFromSite('ada@example.com', 1);
        self::assertSame(['items_removed' => true, 'items_retained' => false, 'messages' => [], 'done' => true], $erased);
        self::assertSame([], $this->services()->outbox()->rows(null, null, 10));
    }

    public function testACopyDoesNotEraseAtTheServerOfTheSiteItWasCopiedFrom(): void
    {
        $this->pair();
        update_option('home', 'https://staging.example.org');
        $calls = count($this->http->requests);
        $erased = $this->privacy->eraseFromServer('ada@example.com', 1);
        self::assertSame([false, true, true], [$erased['items_removed'], $erased['items_retained'], $erased['done']]);
        self::assertStringContainsString('copy of the paired site', $erased['messages'][0]);
        self::assertCount($calls, $this->http->requests, 'Nobody was asked.');
    }

    public function testTheServersPartIsExportedPageByPage(): void
    {
        $workspace = $this->pair();
        $item = [
            'id' => 'evt_9',
            'envelope' => ['subject' => ['email' => 'ada@example.com']],
            'deliveryList' => [
                ['operation' => 'contact.upsert', 'state' => 'succeeded', 'result' => ['url' => 'https://crm.example/1']],
            ],
        ];
        $url = self::SERVER . "/v1/workspaces/$workspace/people/export";
        $this->http->answer('POST', $url, 200, ['items' => [$item], 'next' => 41]);
        $first = $this->privacy->exportFromServer('ada@example.com', 1);
        self::assertSame(['email' => 'ada@example.com'], $this->http->lastJson());
        self::assertFalse($first['done']);
        $values = array_column($first['data'][0]['data'], 'value', 'name');
        self::assertSame('ada@example.com', $values['subject › email']);
        self::assertSame('contact.upsert: succeeded https://crm.example/1', $values['Handed to']);

        $this->http->answer('POST', $url, 200, ['items' => [], 'next' => null]);
        self::assertTrue($this->privacy->exportFromServer('ada@example.com', 2)['done']);
        self::assertSame(['email' => 'ada@example.com', 'before' => 41], $this->http->lastJson());
    }

    public function testTheServersPartIsErasedAndSaysWhereRecordsAreLeft(): void
    {
        $workspace = $this->pair();
        $held = [
            'destination' => 'HubSpot',
            'connection' => 'Sales',
            'account' => 'Bloom',
            'recordId' => '77',
            'url' => 'https://app.hubspot.com/77',
        ];
        $this->http->answer('POST', self::SERVER . "/v1/workspaces/$workspace/people/erase", 200, [
            'events' => 2,
            'destinations' => [$held],
            'next' => null,
        ]);
        self::assertSame([
            'items_removed' => true,
            'items_retained' => true,
            'messages' => ['HubSpot (Bloom) still has a record of this person. Erase it there: https://app.hubspot.com/77'],
            'done' => true,
        ], $this->privacy->eraseFromServer('ada@example.com', 1));
    }

    public function testAnErasureThatDidNotReachTheServerIsNotCalledDone(): void
    {
        $workspace = $this->pair();
        $this->http->answer('POST', self::SERVER . "/v1/workspaces/$workspace/people/erase", 0, 'connection refused');
        $erased = $this->privacy->eraseFromServer('ada@example.com', 1);
        self::assertTrue($erased['items_retained']);
        self::assertStringContainsString('run this again later', $erased['messages'][0]);
    }

    public function testAnUnpairedSiteHasNothingToAsk(): void
    {
        self::assertSame(['data' => [], 'done' => true], $this->privacy->exportFromServer('ada@example.com', 1));
        self::assertSame([], $this->privacy->eraseFromServer('ada@example.com', 1)['messages']);
    }

    private function pair(): string
    {
        $this->actAs('administrator');
        return (new FakeServer($this->http))->pair($this->services())->workspaceId;
    }

    /** @param array<string, mixed> $fields */
    private function keep(string $number, string $email, array $fields): string
    {
        $envelope = [
            'id' => "evt_$number",
            'idempotencyKey' => "form.submitted:test-$number:1",
            'type' => 'form.submitted',
            'occurredAt' => '2026-11-21T10:00:00Z',
            'subject' => ['email' => $email],
            'data' => ['fields' => $fields],
        ];
        return $this->services()->outbox()->add($envelope, 'hook', 'custom', 'test', $email)->status;
    }
}
