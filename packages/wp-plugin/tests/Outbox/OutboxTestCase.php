<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Connection\KeyPair;
use Handoff\Connection\PairingRecord;
use Handoff\Connection\SiteIdentity;
use Handoff\Outbox\AddResult;
use Handoff\Outbox\FallbackFolder;
use Handoff\Outbox\FileFallback;
use Handoff\Outbox\Outbox;
use Handoff\Outbox\SendReport;
use Handoff\Outbox\Table;
use Handoff\Tests\TestCase;

/** A paired site with an empty outbox. */
abstract class OutboxTestCase extends TestCase
{
    protected const ORIGIN = 'https://server.test';
    protected const EVENTS = self::ORIGIN . '/v1/events';

    private bool $committed = false;

    protected function setUp(): void
    {
        parent::setUp();
        global $wpdb;
        (new Table())->change('DELETE FROM %i');
        foreach ($wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'handoff\\_%'") as $name) {
            $name === 'handoff_version' || delete_option($name);
        }
        self::removeFolders();
        $this->pairWith(self::ORIGIN);
    }

    protected function tearDown(): void
    {
        self::removeFolders();
        parent::tearDown();
        if ($this->committed) {
            global $wpdb;
            (new Table())->change('DELETE FROM %i');
            $wpdb->query("DELETE FROM {$wpdb->options} WHERE option_name LIKE 'handoff\\_%'");
            wp_cache_flush();
            \Handoff\Lifecycle::activate();
        }
    }

    /** Lets other processes see what the test wrote; it is removed after the test. */
    protected function commit(): void
    {
        global $wpdb;
        $wpdb->query('COMMIT');
        $this->committed = true;
    }

    protected function pairWith(string $origin): void
    {
        $record = new PairingRecord();
        $record->origin = $origin;
        $record->sourceId = 'src_1';
        $record->workspaceId = 'ws_1';
        $record->workspaceName = 'Bloom & Steep';
        $record->serverKey = KeyPair::generate()->publicKey()->text();
        $record->fingerprint = 'ab';
        $record->identity = SiteIdentity::present();
        $record->siteUrl = $record->identity->url();
        $record->pairedAt = time();
        $record->pairedBy = 'owner';
        $record->unattended = false;
        $this->services()->pairings()->save($record);
        $this->services()->siteAddress()->remember($record, $record->siteUrl);
        $this->services()->siteKey()->replace(KeyPair::generate());
    }

    protected function outbox(): Outbox
    {
        return $this->services()->outbox();
    }

    protected function sendNow(int $seconds = 30): SendReport
    {
        return $this->services()->sender()->run($seconds);
    }

    /**
     * An event as Capture would make it.
     *
     * @param array<string, mixed> $more
     *
     * @return array<string, mixed>
     */
    protected static function envelope(string $name, array $more = []): array
    {
        return $more + [
            'id' => "id-$name",
            'idempotencyKey' => "form.submitted:$name:1",
            'type' => 'form.submitted',
            'occurredAt' => '2026-11-21T06:22:26Z',
            'subject' => ['email' => "$name@example.com"],
            'data' => ['form' => ['id' => '7'], 'fields' => ['your-name' => "Zoë 100% $name"]],
        ];
    }

    /** @param array<string, mixed> $more */
    protected function add(string $name, array $more = []): AddResult
    {
        return $this->outbox()->add(self::envelope($name, $more), 'hook', 'contact-form-7', '7', "$name@example.com");
    }

    protected function addMany(string ...$names): void
    {
        foreach ($names as $name) {
            self::assertSame(AddResult::KEPT, $this->add($name)->status);
        }
    }

    /** @return array<string, mixed> The row of an event added by that name. */
    protected function row(string $name): array
    {
        foreach ($this->outbox()->rows(null, null, 200) as $row) {
            if ($row['eventId'] === "id-$name") {
                return $row;
            }
        }
        self::fail("There is no row of $name.");
    }

    /** @return string[] Of all rows, oldest first, by name: `ada: delivered`. */
    protected function states(): array
    {
        return array_reverse(array_map(
            static fn(array $row): string => substr($row['eventId'], 3) . ': ' . $row['state'],
            $this->outbox()->rows(null, null, 200)
        ));
    }

    /**
     * The server's answer that takes all events of a request.
     *
     * @param array<string, mixed> $request
     *
     * @return array<string, mixed>
     */
    public static function takeAll(array $request): array
    {
        $events = json_decode($request['body'], true)['events'];
        $results = array_map(static fn(array $event) => ['eventId' => $event['id'], 'status' => 'accepted'], $events);
        return ['results' => $results];
    }

    /** @return array<string, mixed> */
    protected static function error(string $code, string $message, array $more = []): array
    {
        return ['error' => ['code' => $code, 'message' => $message] + $more];
    }

    /** @return string[][] The names of the events of each request so far. */
    protected function requested(): array
    {
        return array_map(
            static fn(array $request): array => array_map(
                static fn(array $event): string => substr($event['id'], 3),
                json_decode($request['body'], true)['events']
            ),
            $this->http->requests
        );
    }

    protected static function removeFolders(): void
    {
        (new FileFallback())->remove();
        self::assertSame([], (new FallbackFolder())->all());
    }
}
