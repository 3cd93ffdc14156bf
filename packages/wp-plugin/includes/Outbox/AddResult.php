<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** What became of an event given to the outbox. */
final class AddResult
{
    /** It is in the table. */
    public const KEPT = 'kept';
    /** The table has its key already; nothing was added. */
    public const KNOWN = 'known';
    /** The database did not take it; the next sweep brings it from the fallback file into the table. */
    public const IN_FILE = 'in_file';
    /** Neither the database nor the disk took it. */
    public const LOST = 'lost';

    /** The id of the event given; where it was known, the row there has its own. */
    public string $eventId;
    public string $status;

    public function __construct(string $eventId, string $status)
    {
        $this->eventId = $eventId;
        $this->status = $status;
    }
}
