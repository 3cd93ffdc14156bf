<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** One event on its way into the outbox, everything written as the table keeps it. */
final class Entry
{
    public string $eventId;
    public string $key;
    public string $type;
    /** The envelope as JSON, ASCII only. */
    public string $payload;
    public string $origin;
    public string $source;
    public string $form;
    public string $contact;
    /** Unix seconds. */
    public int $createdAt;

    /**
     * @param array<string, mixed> $envelope
     *
     * @throws \InvalidArgumentException Where the envelope cannot be written as JSON or names no id, key or type.
     */
    public static function of(
        array $envelope,
        string $origin,
        string $source,
        string $form,
        string $contact,
        int $now
    ): self {
        $payload = json_encode(
            $envelope,
            JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR
        );
        $entry = new self();
        foreach (['eventId' => 'id', 'key' => 'idempotencyKey', 'type' => 'type'] as $property => $member) {
            if (!is_string($envelope[$member] ?? null) || $envelope[$member] === '') {
                throw new \InvalidArgumentException("An event needs its $member.");
            }
            $entry->{$property} = $envelope[$member];
        }
        if ($payload === false) {
            throw new \InvalidArgumentException('The event cannot be written as JSON: ' . json_last_error_msg());
        }
        $entry->payload = $payload;
        $entry->origin = $origin;
        $entry->source = $source;
        $entry->form = $form;
        $entry->contact = $contact;
        $entry->createdAt = $now;
        return $entry;
    }

    /** The SHA-256 by which a key is found. */
    public static function hash(string $key): string
    {
        return hash('sha256', $key);
    }

    /** One line for the fallback file; no text in it can open a PHP tag. */
    public function line(): string
    {
        return (string) json_encode(get_object_vars($this), JSON_HEX_TAG | JSON_INVALID_UTF8_SUBSTITUTE);
    }

    /** The entry of a line, or null where the line is damaged. */
    public static function fromLine(string $line): ?self
    {
        $members = json_decode($line, true);
        $entry = new self();
        foreach (array_keys(get_class_vars(self::class)) as $name) {
            $value = $members[$name] ?? null;
            if ($name === 'createdAt' ? !is_int($value) : !is_string($value)) {
                return null;
            }
            $entry->{$name} = $value;
        }
        return $entry;
    }
}
