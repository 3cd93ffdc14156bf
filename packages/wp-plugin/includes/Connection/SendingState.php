<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;

/** Whether events go out, and if not why: `Sending` of the REST contract. */
final class SendingState
{
    /** on, not_paired, paused, cloned, refused, clock or breaker. */
    public string $state;
    public ?string $message;

    /** Unix seconds until which there is a pause; null where it has no known end. */
    public ?int $until;

    /** With `cloned`: the address the site was paired under. */
    public ?string $pairedUrl;
    public string $presentUrl;

    public function __construct(string $state, ?string $message, string $presentUrl, ?int $until = null, ?string $pairedUrl = null)
    {
        $this->state = $state;
        $this->message = $message;
        $this->presentUrl = $presentUrl;
        $this->until = $until;
        $this->pairedUrl = $pairedUrl;
    }

    /** @return array<string, string|null> As the REST contract says it. */
    public function toArray(): array
    {
        return ['until' => $this->until === null ? null : Clock::iso($this->until)] + get_object_vars($this);
    }
}
