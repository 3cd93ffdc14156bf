<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;
use Handoff\Settings\Settings;

/** Whether events may go out now, and why not: all reasons brought together, the one a person must mend first. */
class Sending
{
    private const OPTION = 'handoff_sending_block';

    /** A server that refuses may think better of it without anybody here noticing: one try an hour. */
    private const TRY_AGAIN = 3600;

    /** A clock set back by more than this many seconds was wrong, and so is what was noted by it. */
    private const SKEW = 60;

    private PairingStore $pairings;
    private SiteKey $key;
    private Settings $settings;
    private Clock $clock;

    public function __construct(PairingStore $pairings, SiteKey $key, Settings $settings, Clock $clock)
    {
        $this->pairings = $pairings;
        $this->key = $key;
        $this->settings = $settings;
        $this->clock = $clock;
    }

    public function state(): SendingState
    {
        $present = SiteIdentity::present();
        $url = $present->url();
        $record = $this->pairings->current();
        if ($record === null) {
            $words = UnattendedSetup::problem() ?? __('This site is not connected to a Handoff server yet.', 'handoff');
            return new SendingState('not_paired', $words, $url);
        }
        if ($present->isCopyOf($record->identity)) {
            return new SendingState('cloned', __(
                'This looks like a copy of the paired site. Events are kept here and not sent until you say whether the site moved or this is a copy.',
                'handoff'
            ), $url, null, $record->siteUrl);
        }
        if (self::pausedByConstant()) {
            $words = __('Sending is paused by HANDOFF_PAUSED in wp-config.php. Events are kept.', 'handoff');
            return new SendingState('paused', $words, $url);
        }
        if ($this->settings->all()['paused']) {
            return new SendingState('paused', __('Sending is paused in the settings. Events are kept.', 'handoff'), $url);
        }
        if (!$this->key->readable()) {
            return new SendingState('refused', SiteKey::unreadable(), $url);
        }
        $block = $this->blockOf($record);
        if ($block === null || ($block['state'] === 'breaker' && $this->isOver($block))) {
            return new SendingState('on', null, $url);
        }
        return new SendingState($block['state'], $block['message'], $url, $block['until']);
    }

    /** Whether a send may be tried now. With `refused` and `clock` one is tried now and then, to see whether it still holds. */
    public function maySend(): bool
    {
        $state = $this->state()->state;
        if ($state === 'on') {
            return true;
        }
        $record = $this->pairings->current();
        $block = $record === null ? null : $this->blockOf($record);
        return in_array($state, ['refused', 'clock'], true) && $this->key->readable() && $block !== null && $this->isOver($block);
    }

    /**
     * Stops sending. Holds for the present pairing only.
     *
     * @param string   $state   `refused`, `clock` or `breaker`.
     * @param string   $message For people: what happened and what to do.
     * @param int|null $until   Unix seconds of the next try; null for one an hour.
     */
    public function block(string $state, string $message, ?int $until = null): void
    {
        $record = $this->pairings->current();
        if ($record === null) {
            return;
        }
        $block = [
            'state' => $state,
            'message' => $message,
            'until' => $until,
            'at' => $this->clock->now(),
            'tryAt' => $until ?? $this->clock->now() + self::TRY_AGAIN,
            'sourceId' => $record->sourceId,
        ];
        update_option(self::OPTION, $block, false);
    }

    /** Ends what `block` began, where it was one of these states. */
    public function unblock(string ...$states): void
    {
        $block = get_option(self::OPTION);
        if (is_array($block) && in_array($block['state'] ?? '', $states, true)) {
            delete_option(self::OPTION);
        }
    }

    private static function pausedByConstant(): bool
    {
        return defined('HANDOFF_PAUSED') && (bool) HANDOFF_PAUSED;
    }

    /** @return array{state: string, message: string, until: ?int, at: int, tryAt: int}|null */
    private function blockOf(PairingRecord $record): ?array
    {
        $block = get_option(self::OPTION);
        return is_array($block) && ($block['sourceId'] ?? null) === $record->sourceId ? $block : null;
    }

    /** @param array{at: int, tryAt: int} $block */
    private function isOver(array $block): bool
    {
        $now = $this->clock->now();
        return $now >= $block['tryAt'] || $now < $block['at'] - self::SKEW;
    }
}
