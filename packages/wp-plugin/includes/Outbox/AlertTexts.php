<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** The words of the mails to the owner. */
final class AlertTexts
{
    /**
     * @param string $cause  waiting or undecided.
     * @param string $reason Why nothing is sent, where that is known.
     *
     * @return array{0: string, 1: string} Subject and text.
     */
    public static function now(string $cause, int $count, string $reason): array
    {
        if ($cause === 'undecided') {
            return [
                /* translators: %d: how many events. */
                sprintf(_n('%d event needs your decision', '%d events need your decision', $count, 'handoff'), $count),
                __('Your Handoff server did not take them as they are, or could not be reached for seven days. They are kept on your site. Open Handoff to see why, then send them again or discard them.', 'handoff'),
            ];
        }
        return [
            /* translators: %d: how many events. */
            sprintf(_n('%d event is waiting to be sent', '%d events are waiting to be sent', $count, 'handoff'), $count),
            __('Form submissions or orders have been waiting on your site for more than an hour. Nothing is lost: they are kept and sent by themselves as soon as possible.', 'handoff')
                . ($reason === '' ? '' : "\n\n" . __('What stands in the way:', 'handoff') . ' ' . $reason),
        ];
    }

    /** @return array{0: string, 1: string} Subject and text. */
    public static function over(string $cause): array
    {
        if ($cause === 'undecided') {
            return [
                __('No event needs your decision any more', 'handoff'),
                __('The events that were not taken have been sent again or discarded.', 'handoff'),
            ];
        }
        return [
            __('No event is waiting to be sent any more', 'handoff'),
            __('What had been waiting on your site for long was sent to your Handoff server, or discarded by someone.', 'handoff'),
        ];
    }
}
