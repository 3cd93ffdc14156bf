<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Outbox\Ascii;
use Handoff\Outbox\Table;

/**
 * What waited in the outbox of a copy waits in that of its original too. Sent from both, by two sources, it would be there
 * twice; so on the copy it waits for a person, who may send it from there or discard it.
 */
final class CopiedRows
{
    /** @return int How many rows were set aside. */
    public static function setAside(): int
    {
        $words = __(
            'This was in the outbox when the copy was separated from its original, which may have sent it. Send it from here only if it was made on this copy.',
            'handoff'
        );
        return (new Table())->change(
            "UPDATE %i SET state = 'refused', last_code = 'copied', last_error = %s, lease_token = '', lease_until = 0"
                . " WHERE state IN ('pending', 'leased')",
            [Ascii::pack($words, 1000)]
        );
    }
}
