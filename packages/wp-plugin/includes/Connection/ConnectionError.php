<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** Pairing, rotating or calling did not work. The message is for people; the code is stable. */
final class ConnectionError extends \RuntimeException
{
    /**
     * `empty`, `wrong_product`, `newer_version`, `damaged`: the connection code cannot be used · `insecure`: the server's
     * address is not encrypted · `private_address`: only a network's administrator may name it · `unavailable`: the server did not answer · `server_key_mismatch`, `answer_invalid`: what
     * answered is not the server that made the code · `not_paired` · `key_unreadable`: the site's key cannot be opened ·
     * `cloned`: first decide whether this is a copy · `refused`: the server said no · `not_stored`: the site's database did not
     * take the new pairing, and what there was stays.
     */
    public string $reason;

    public function __construct(string $reason, string $message)
    {
        parent::__construct($message);
        $this->reason = $reason;
    }
}
