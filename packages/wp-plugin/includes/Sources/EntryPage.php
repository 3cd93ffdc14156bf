<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\EventDraft;

/** Some past entries, oldest first, and where to go on. */
final class EntryPage
{
    /** @var EventDraft[] */
    public array $drafts;

    /** The cursor for the next page; null where this was the last. */
    public ?string $next;

    /** @param EventDraft[] $drafts */
    public function __construct(array $drafts, ?string $next)
    {
        $this->drafts = $drafts;
        $this->next = $next;
    }
}
