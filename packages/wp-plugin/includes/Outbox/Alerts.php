<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Clock;
use Handoff\Connection\Sending;

/**
 * Tells the owner by e-mail when events wait for long or were not taken, and when that is over: one mail for all of
 * them, at most one a day for each cause.
 */
final class Alerts
{
    public const OPTION = 'handoff_alerts';
    /** Seconds. */
    private const WAITING_LONG = 3600;
    private const DAY = 86400;
    /** A person decided so: nobody has to be told that events wait. */
    private const KNOWN_STATES = ['not_paired', 'paused'];

    private Outbox $outbox;
    /** @var array<string, mixed> As `SiteSettings` of the REST contract. */
    private array $settings;
    private Sending $sending;
    private Clock $clock;

    /** @param array<string, mixed> $settings */
    public function __construct(Outbox $outbox, array $settings, Sending $sending, Clock $clock)
    {
        $this->outbox = $outbox;
        $this->settings = $settings;
        $this->sending = $sending;
        $this->clock = $clock;
    }

    /** Looks, and sends what is to be said. */
    public function check(): void
    {
        if (!$this->settings['alertsOn']) {
            return;
        }
        $before = (array) get_option(self::OPTION, []);
        $counts = $this->outbox->counts();
        $after = [];
        $state = $this->sending->state()->state;
        if (!in_array($state, self::KNOWN_STATES, true)) {
            $after += $this->about('waiting', $before, $this->waiting($counts), $state !== 'cloned');
        }
        $after += $this->about('undecided', $before, (int) $counts['refused'] + (int) $counts['expired'], false);
        if ($after !== $before) {
            update_option(self::OPTION, $after, false);
        }
    }

    /**
     * Mails about one cause where there is something new to say.
     *
     * @param array<string, mixed> $before
     * @param int                  $count    How many events it is about now.
     * @param bool                 $isUrgent Said again each day; else only when there are more.
     *
     * @return array<string, array{at: int, count: int}> What was said last of this cause, while it lasts.
     */
    private function about(string $cause, array $before, int $count, bool $isUrgent): array
    {
        $said = is_array($before[$cause] ?? null) ? $before[$cause] : null;
        $now = $this->clock->now();
        if ($count === 0) {
            $over = $said === null || $this->mail(...AlertTexts::over($cause));
            return $over ? [] : [$cause => $said];
        }
        $isNew = $said === null || ($now - $said['at'] >= self::DAY && ($isUrgent || $count > $said['count']));
        $reason = $isNew ? (string) ($this->sending->state()->message ?? $this->outbox->whyWaiting()) : '';
        if ($isNew && $this->mail(...AlertTexts::now($cause, $count, $reason))) {
            return [$cause => ['at' => $now, 'count' => $count]];
        }
        return $said === null ? [] : [$cause => $said];
    }

    /**
     * How many events wait, where some have for more than an hour.
     *
     * @param array<string, mixed> $counts
     */
    private function waiting(array $counts): int
    {
        $oldest = $counts['oldestPendingAt'] === null ? PHP_INT_MAX : (int) strtotime($counts['oldestPendingAt']);
        return $this->clock->now() - $oldest > self::WAITING_LONG
            ? $counts['pending'] + $counts['leased'] + $counts['inFile']
            : 0;
    }

    private function mail(string $subject, string $text): bool
    {
        $to = $this->settings['alertEmails'] === [] ? [get_option('admin_email')] : $this->settings['alertEmails'];
        $name = wp_specialchars_decode((string) get_option('blogname'), ENT_QUOTES);
        $text .= "\n\n" . admin_url('admin.php?page=handoff') . "\n\n"
            . __('You can switch these mails off in Handoff’s settings.', 'handoff');
        return wp_mail($to, "[$name] $subject", $text);
    }
}
