<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** What a worker knows of a row before it reads its payload. */
final class LeasedRow
{
    public int $id;
    public int $attempts;
    /** Of the payload. */
    public int $bytes;

    public function __construct(int $id, int $attempts, int $bytes)
    {
        $this->id = $id;
        $this->attempts = $attempts;
        $this->bytes = $bytes;
    }
}
