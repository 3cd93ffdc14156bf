<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;

/**
 * Pairs by itself with the code in HANDOFF_CONNECTION_CODE, and anew where another code stands there. A code works once,
 * so what became of it is remembered: one that was used or refused is not tried again, one that met no server is.
 */
final class UnattendedSetup
{
    public const OPTION = 'handoff_unattended';
    private const RETRY = 60;

    private Pairing $pairing;
    private PairingStore $pairings;
    private Clock $clock;

    public function __construct(Pairing $pairing, PairingStore $pairings, Clock $clock)
    {
        $this->pairing = $pairing;
        $this->pairings = $pairings;
        $this->clock = $clock;
    }

    /** The code of wp-config.php; empty where there is none. */
    public static function code(): string
    {
        return defined('HANDOFF_CONNECTION_CODE') ? trim((string) HANDOFF_CONNECTION_CODE) : '';
    }

    /** What went wrong at the last try, for people; null where nothing did. */
    public static function problem(): ?string
    {
        $tried = get_option(self::OPTION);
        $message = is_array($tried) && self::code() !== '' && ($tried['code'] ?? '') === self::mark() ? $tried['message'] ?? null : null;
        return is_string($message) ? $message : null;
    }

    /** That another code stands there than the one of this pairing and could not be used, why, and what to do; null where not so. */
    public static function unusedCode(PairingRecord $record): ?string
    {
        // What a person connected stays, and the line is not looked at.
        $problem = $record->unattended ? self::problem() : null;
        return $problem === null ? null : sprintf(
            /* translators: %s: why. */
            __('Another connection code stands in wp-config.php (HANDOFF_CONNECTION_CODE) and could not be used, so this site stays connected as it was. %s To connect it anew, create a new connection code on the server and put it in that line; to leave it as it is, remove the line.', 'handoff'),
            $problem
        );
    }

    public function run(): void
    {
        $record = $this->pairings->current();
        // What a person connected stays.
        if (self::code() === '' || ($record !== null && !$record->unattended) || !$this->isDue()) {
            return;
        }
        // Noted before the call: two requests at once shall not both use up the code.
        $this->note(null, $this->clock->now() + self::RETRY);
        try {
            $this->pairing->connect(self::code(), 'wp-config.php', true);
            $this->note(null, null);
        } catch (ConnectionError $error) {
            $this->note($error->getMessage(), $error->reason === 'unavailable' ? $this->clock->now() + self::RETRY : null);
        }
    }

    private function isDue(): bool
    {
        $tried = get_option(self::OPTION);
        if (!is_array($tried) || ($tried['code'] ?? '') !== self::mark()) {
            return true;
        }
        return $tried['retryAt'] !== null && $this->clock->now() >= (int) $tried['retryAt'];
    }

    private function note(?string $message, ?int $retryAt): void
    {
        update_option(self::OPTION, ['code' => self::mark(), 'message' => $message, 'retryAt' => $retryAt], false);
    }

    /** Tells one code from another without keeping it. */
    private static function mark(): string
    {
        return hash('sha256', self::code());
    }
}
