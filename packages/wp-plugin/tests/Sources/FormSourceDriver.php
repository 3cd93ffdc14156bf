<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Handoff\Capture\EventDraft;
use Handoff\Sources\Source;
use Handoff\Tests\Support\Kept;
use Handoff\Tests\Support\Schema;
use Handoff\Tests\TestCase;

/** A form plugin whose form for tea orders is sent as a visitor sends it, and what of a plugin is its own way. */
abstract class FormSourceDriver extends TestCase
{
    protected const PASSWORD = 'Correct-horse-battery-4711';
    protected const SPAMMER = 'akismet-guaranteed-spam@example.com';
    protected const WORDING = 'I agree to the privacy policy.';
    protected const LABELS = ['email' => 'E-mail', 'phone' => 'Phone', 'topic' => 'Topic', 'message' => 'Message'];

    protected string $form = '';
    protected int $page = 0;

    protected function setUp(): void
    {
        parent::setUp();
        if (!$this->isStandIn()) {
            self::markTestSkipped('These tests drive the stand-in; a real plugin is driven over HTTP.');
        }
        add_filter('handoff_keep_before_pairing', '__return_true');
        $_SERVER['HTTP_USER_AGENT'] = 'Mozilla/5.0 (test)';
        $made = (require dirname(__DIR__) . "/fixtures/forms/{$this->folder()}.php")();
        ['form' => $this->form, 'page' => $this->page] = $made;
        $_SERVER['REQUEST_URI'] = (string) wp_parse_url((string) get_permalink($this->page), PHP_URL_PATH) . '?utm_source=news';
        $_SERVER['HTTP_REFERER'] = home_url($_SERVER['REQUEST_URI']);
    }

    /** The plugin's folder. */
    abstract protected function folder(): string;

    abstract protected function slug(): string;

    abstract protected function isStandIn(): bool;

    /** The keys of the form's fields in an event: email, phone, topic, teas, message, privacy; leaf, form, where they are asked. */
    abstract protected function keys(): array;

    /**
     * Sends the form as the plugin's own page would, in this process.
     *
     * @param array<string, mixed> $answers first, last, email, phone, topic, teas, message, privacy, password, form; a file as
     *                                      `leaf` (its name). What is missing is left empty.
     */
    abstract protected function send(array $answers): void;

    /** @return array<string, mixed> An envelope of the event that was kept, checked against the contract. */
    protected function only(): array
    {
        $found = Kept::envelopes();
        self::assertCount(1, $found, 'Events kept');
        self::assertSame([], (new Schema('envelope'))->problems($found[0]));
        return $found[0];
    }

    /** @return array<string, mixed> */
    protected static function ada(): array
    {
        return [
            'first' => 'Ada', 'last' => 'Lovelace', 'email' => 'ada@example.com', 'phone' => '+49 30 901820', 'topic' => 'Question',
            'teas' => ['Green', 'Oolong'], 'message' => "Which tea?\nThank you", 'privacy' => true,
        ];
    }

    protected function source(): Source
    {
        $source = $this->services()->sources()->find($this->slug());
        self::assertNotNull($source);
        return $source;
    }

    /** @return EventDraft[] All of the source's entries of the last hour, asked for in small pages. */
    protected function entries(int $limit = 2): array
    {
        $drafts = [];
        $after = '';
        do {
            $page = $this->source()->entriesSince(time() - HOUR_IN_SECONDS, $after, $limit);
            self::assertLessThanOrEqual($limit, count($page->drafts));
            $drafts = array_merge($drafts, $page->drafts);
            $after = $page->next;
        } while ($after !== null);
        return $drafts;
    }

    /**
     * Puts a file where PHP puts an upload.
     *
     * @return array{name: string, type: string, tmp_name: string, error: int, size: int}
     */
    protected static function upload(string $name): array
    {
        $path = (string) tempnam(sys_get_temp_dir(), 'leaf');
        file_put_contents($path, 'a leaf');
        return ['name' => $name, 'type' => 'application/pdf', 'tmp_name' => $path, 'error' => 0, 'size' => 6];
    }

    protected function keepsEntries(): bool
    {
        return true;
    }

    /** @return array<int, array<string, string>> What is said of an ordinary submission. */
    protected function verdicts(): array
    {
        return [];
    }

    /** What of a message with markup the plugin keeps. */
    protected function kept(string $message): string
    {
        return $message;
    }

    /** @param array<string, mixed> $statement */
    protected function assertAgreement(array $statement, bool $agreed): void
    {
        self::assertSame(
            [static::WORDING, $agreed, 'unknown', $this->keys()['privacy']],
            [$statement['wording'], $statement['agreed'], $statement['state'], $statement['field']]
        );
    }

    protected function fileName(): string
    {
        return '/plan.b\.pdf$/';
    }

    protected function fileSize(): ?int
    {
        return 6;
    }

    /** Fires the last submission's hook again with the same arguments. */
    abstract protected function fireAgain(): void;

    /** Makes the stored entries older by so many seconds. */
    protected function makeOlder(int $seconds): void
    {
        self::fail('Says not how.');
    }

    protected function formTitle(): string
    {
        return 'Tea order';
    }

    /**
     * @param string[] $teas
     *
     * @return mixed As the plugin has several answers.
     */
    protected function teas(array $teas)
    {
        return $teas;
    }
}
