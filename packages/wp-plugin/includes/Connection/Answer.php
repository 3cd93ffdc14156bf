<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** What the server answered, or why it did not. */
final class Answer
{
    /** The HTTP status; 0 where there was no answer. */
    public int $status;
    public string $body;

    /** With status 0: what went wrong, for people. */
    public string $error;

    /** @var array<string, string> By lower-case name. */
    private array $headers;

    /** @param array<string, string> $headers By lower-case name. */
    public function __construct(int $status, string $body, string $error = '', array $headers = [])
    {
        $this->status = $status;
        $this->body = $body;
        $this->error = $error;
        $this->headers = $headers;
    }

    public static function failure(string $error): self
    {
        return new self(0, '', $error);
    }

    public function ok(): bool
    {
        return $this->status >= 200 && $this->status < 300;
    }

    public function header(string $name): ?string
    {
        return $this->headers[strtolower($name)] ?? null;
    }

    /** @return array<string, mixed>|null The body where it is a JSON object. */
    public function json(): ?array
    {
        if (strpos(ltrim($this->body), '{') !== 0) {
            return null;
        }
        $json = json_decode($this->body, true);
        return is_array($json) ? $json : null;
    }

    /** The stable code of the server's error answer; null where it is none. */
    public function errorCode(): ?string
    {
        $code = $this->json()['error']['code'] ?? null;
        return is_string($code) ? $code : null;
    }

    /** What the server, or the way to it, says went wrong. */
    public function errorMessage(): ?string
    {
        if ($this->status === 0) {
            return $this->error;
        }
        $message = $this->json()['error']['message'] ?? null;
        return is_string($message) ? $message : null;
    }

    /** Seconds the server asks to wait; null where it does not. */
    public function retryAfter(): ?int
    {
        $hint = $this->header('retry-after') ?? $this->json()['error']['retryAfterSeconds'] ?? null;
        if (is_numeric($hint)) {
            return max(0, (int) ceil((float) $hint));
        }
        $until = is_string($hint) ? strtotime($hint) : false;
        // A date is by the server's clock, so it is compared with the server's.
        $now = strtotime((string) $this->header('date'));
        return $until === false ? null : max(0, $until - ($now === false ? time() : $now));
    }
}
