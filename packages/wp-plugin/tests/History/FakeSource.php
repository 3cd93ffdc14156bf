<?php

declare(strict_types=1);

namespace Handoff\Tests\History;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\EntryPage;
use Handoff\Sources\Form;
use Handoff\Sources\Source;

/** A form plugin with entries: id => Unix seconds. */
final class FakeSource implements Source
{
    /** @var array<int, int> */
    public array $entries = [];
    public string $slug;
    public ?string $keepsNone = null;
    public bool $available = true;
    /** @var Form[] */
    public array $forms = [];
    /** Methods that throw, as after an update that changed the plugin's inside. @var string[] */
    public array $broken = [];
    /** Called with the cursor before each page. @var callable|null */
    public $onPage = null;

    public function __construct(string $slug = 'fake-forms')
    {
        $this->slug = $slug;
    }

    /** Adds so many entries, a minute apart, the last at `$last`. */
    public function fill(int $count, int $last): void
    {
        for ($id = 1; $id <= $count; $id++) {
            $this->entries[$id] = $last - ($count - $id) * 60;
        }
    }

    public static function draft(string $slug, int $id, int $at): EventDraft
    {
        return EventDraft::forForm($slug, '7', ['email' => "visitor-$id@example.com"], [
            'id' => (string) $id, 'occurredAt' => $at, 'subject' => ['email' => "visitor-$id@example.com"],
        ]);
    }

    public function slug(): string
    {
        return $this->slug;
    }

    public function title(): string
    {
        return ucwords(str_replace('-', ' ', $this->slug));
    }

    public function available(): bool
    {
        $this->mayThrow(__FUNCTION__);
        return $this->available;
    }

    public function version(): ?string
    {
        return '1.0';
    }

    public function types(): array
    {
        return ['form.submitted'];
    }

    public function listen(Capture $capture): void
    {
    }

    public function forms(): array
    {
        $this->mayThrow(__FUNCTION__);
        return $this->forms;
    }

    public function keepsNoEntries(): ?string
    {
        $this->mayThrow(__FUNCTION__);
        return $this->keepsNone;
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        if ($this->onPage !== null) {
            ($this->onPage)($after);
        }
        $drafts = [];
        foreach ($this->entries as $id => $at) {
            if ($at >= $since && $id > (int) $after && count($drafts) < $limit) {
                $drafts[$id] = self::draft($this->slug, $id, $at);
            }
        }
        return new EntryPage(array_values($drafts), count($drafts) < $limit ? null : (string) array_key_last($drafts));
    }

    public function countSince(int $since): ?int
    {
        $this->mayThrow(__FUNCTION__);
        return count(array_filter($this->entries, static fn(int $at) => $at >= $since));
    }

    private function mayThrow(string $method): void
    {
        if (in_array($method, $this->broken, true)) {
            throw new \Error("The form plugin has no $method() any more.");
        }
    }
}
