<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** What a run of the sender did. */
final class SendReport
{
    /** The server has them. */
    public int $sent = 0;
    /** Tried and not taken: refused, or to be tried again. */
    public int $failed = 0;
    /** Still to be sent. */
    public int $left = 0;
    /** Why not everything went out, in plain words; null where it did. */
    public ?string $message = null;
}
