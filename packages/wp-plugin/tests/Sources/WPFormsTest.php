<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Handoff\Tests\Support\Kept;

final class WPFormsTest extends FormSourceTestCase
{
    /** @var array<int, mixed> */
    private array $told = [];

    protected function setUp(): void
    {
        parent::setUp();
        update_option('wpforms_fixture_paid', '1');
    }

    protected function folder(): string
    {
        return 'wpforms-lite';
    }

    protected function slug(): string
    {
        return 'wpforms';
    }

    protected function isStandIn(): bool
    {
        return class_exists('WPForms_Fixture');
    }

    protected function keys(): array
    {
        return ['email' => '2', 'phone' => '3', 'topic' => '4', 'teas' => '5', 'message' => '6', 'leaf' => '8', 'privacy' => '9'];
    }

    protected function send(array $answers): void
    {
        $_POST = wp_slash(['page_url' => home_url($_SERVER['REQUEST_URI']), 'wpforms' => ['id' => $this->form, 'fields' => [
            1 => ['first' => $answers['first'], 'last' => $answers['last']],
            2 => $answers['email'],
            3 => $answers['phone'],
            4 => [$answers['topic']],
            5 => $answers['teas'],
            6 => $answers['message'],
            7 => $answers['password'] ?? '',
            11 => $answers['address'] ?? [],
        ] + ($answers['privacy'] ? [9 => ['I agree to the privacy policy.']] : [])] + ($answers['post'] ?? [])]);
        $_FILES = isset($answers['leaf']) ? ["wpforms_{$this->form}_8" => self::upload($answers['leaf'])] : [];
        add_action('wpforms_process_complete', function (...$told): void {
            $this->told = $told;
        }, 99, 4);
        wpforms()->obj('process')->listen();
    }

    protected function fireAgain(): void
    {
        do_action('wpforms_process_complete', ...$this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}wpforms_entries SET date = date - INTERVAL $seconds SECOND");
    }

    /** WPForms takes tags out. */
    protected function kept(string $message): string
    {
        return sanitize_textarea_field($message);
    }

    public function testLiteKeepsNoEntriesAndSaysSo(): void
    {
        update_option('wpforms_fixture_paid', '');
        $this->send(self::ada());
        $this->fireAgain();

        $this->only();
        self::assertStringContainsString('Lite', (string) $this->source()->keepsNoEntries());
        self::assertSame([], $this->source()->entriesSince(0, '', 10)->drafts);
        self::assertNull($this->source()->countSince(0));

        $_SERVER['REQUEST_TIME_FLOAT'] = microtime(true) + 1;
        $this->send(self::ada());
        self::assertCount(2, Kept::keys(), 'The same answers in another request are another submission.');
    }

    public function testStoredSpamGoesAlong(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());

        self::assertSame([['tool' => 'akismet', 'verdict' => 'spam', 'detail' => 'Akismet']], $this->only()['signals']);
        self::assertSame([Kept::keys()[0]], array_map(static fn($draft) => $draft->idempotencyKey(), $this->entries()));
        self::assertSame('spam', $this->entries()[0]->signals[0]['verdict']);
    }

    public function testANameAndAnAddressKeepTheirParts(): void
    {
        $this->send(['address' => ['address1' => 'Musterstraße 12', 'city' => 'Köln', 'country' => 'DE']] + self::ada());

        $event = $this->only();
        self::assertSame(['first' => 'Ada', 'last' => 'Lovelace'], $event['data']['fields']['1']);
        self::assertSame(['address1' => 'Musterstraße 12', 'city' => 'Köln', 'country' => 'DE'], $event['data']['fields']['11']);
        self::assertSame(['Your name: First', 'Address: City'], [$event['data']['labels']['1.first'], $event['data']['labels']['11.city']]);
        self::assertSame(['Ada', 'Lovelace', 'DE'], [
            $event['subject']['firstName'], $event['subject']['lastName'], $event['subject']['country'],
        ]);
        self::assertArrayNotHasKey('10', $event['data']['fields'], 'A hint is no answer.');
    }

    public function testItsTrapLetsNothingThrough(): void
    {
        $this->send(self::ada() + ['post' => ['hp' => 'bot']]);
        self::assertSame([], Kept::envelopes());
    }
}
