<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;

/** A plugin (or WordPress itself) that events are captured from. One class and one line in the registry each. */
interface Source
{
    /** Lower-case words with hyphens; part of idempotency keys, so it never changes. */
    public function slug(): string;

    public function title(): string;

    /** Whether what it reads from is active on this site. */
    public function available(): bool;

    /** The version of what it reads from; null where unknown. */
    public function version(): ?string;

    /** @return string[] The event types it can send. */
    public function types(): array;

    /** Adds the hooks it captures by. Called on every request where it is available and enabled: adds hooks and nothing more. */
    public function listen(Capture $capture): void;

    /**
     * The forms there are, with their fields, also before the first submission. Sources without forms give none.
     *
     * @return Form[]
     */
    public function forms(): array;

    /** Null where the plugin keeps entries of its own; else why not and what the owner can do, in plain words. */
    public function keepsNoEntries(): ?string;

    /**
     * Past entries or orders since a time, oldest first, as the drafts the hook would have made of them (same
     * idempotency keys). `$after` is the cursor of the page before, empty at first.
     */
    public function entriesSince(int $since, string $after, int $limit): EntryPage;

    /** How many entries there are since a time, or null where counting is not cheap. */
    public function countSince(int $since): ?int;
}
