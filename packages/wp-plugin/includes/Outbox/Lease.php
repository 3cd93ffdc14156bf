<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** Rows that one worker took for itself for a while. */
final class Lease
{
    public string $token;

    /** Oldest first. @var LeasedRow[] */
    public array $rows;

    /** @param LeasedRow[] $rows */
    public function __construct(string $token, array $rows)
    {
        $this->token = $token;
        $this->rows = $rows;
    }
}
