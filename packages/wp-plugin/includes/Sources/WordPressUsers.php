<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;

/** Accounts people (or administrators for them) make. */
final class WordPressUsers implements Source
{
    public function slug(): string
    {
        return 'wordpress-users';
    }

    public function title(): string
    {
        return __('User registrations', 'handoff');
    }

    public function available(): bool
    {
        return true;
    }

    public function version(): ?string
    {
        return get_bloginfo('version');
    }

    public function types(): array
    {
        return ['user.registered'];
    }

    public function listen(Capture $capture): void
    {
        // The hook's second argument holds the clear-text password, so it is not taken.
        add_action('user_register', $capture->listener('registrations', static function ($userId) use ($capture): void {
            $draft = self::draft((int) $userId);
            if ($draft !== null) {
                $capture->keep($draft);
            }
        }), 20, 1);
    }

    public function forms(): array
    {
        return [];
    }

    public function keepsNoEntries(): ?string
    {
        return null;
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        $ids = Members::since($since, (int) $after, $limit);
        cache_users($ids);
        return new EntryPage(
            array_values(array_filter(array_map([self::class, 'draft'], $ids))),
            count($ids) < $limit ? null : (string) end($ids)
        );
    }

    public function countSince(int $since): ?int
    {
        return Members::count($since);
    }

    private static function draft(int $userId): ?EventDraft
    {
        $user = get_userdata($userId);
        if ($user === false) {
            return null;
        }
        $at = (int) strtotime("{$user->user_registered} UTC");
        // A site that is set back to yesterday's backup gives the ids of today again.
        $draft = new EventDraft('user.registered', "wordpress-users-$userId", (string) $at);
        $draft->source = 'wordpress-users';
        $draft->occurredAt = $at;
        $draft->subject = array_filter([
            'email' => $user->user_email,
            'name' => trim("{$user->first_name} {$user->last_name}") ?: $user->display_name,
            'firstName' => $user->first_name,
            'lastName' => $user->last_name,
        ]) + ['externalIds' => ['wordpress_user' => (string) $userId]];
        $roles = array_values(array_map('strval', $user->roles));
        $draft->data = [
            'userId' => (string) $userId,
            'username' => $user->user_login,
            'displayName' => $user->display_name,
            'role' => $roles[0] ?? '',
            'roles' => $roles,
            'locale' => str_replace('_', '-', get_user_locale($user)),
        ] + array_filter(['url' => $user->user_url]);
        $draft->context = ['locale' => $draft->data['locale']];
        return $draft;
    }
}
